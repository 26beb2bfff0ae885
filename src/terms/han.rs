/// Whether `c` is a Han character: the unified ideographs with extension A and the compatibility block.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// The number of Han characters in `text`.
pub fn han_count(text: &str) -> u32 {
    text.chars().filter(|c| is_han(*c)).count() as u32
}
