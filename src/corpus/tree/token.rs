use crate::corpus::marker::{Family, Marker, marker};
use std::ops::Range;

/// A marker in its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub family: Family,
    pub number: Option<u32>,
    /// Its place, in bytes of the source.
    pub range: Range<usize>,
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Whether it begins the paragraph.
    pub opens: bool,
}

/// The markers of a paragraph that begins at byte `from`.
pub(super) fn tokens(text: &str, from: usize, paragraph: usize) -> Vec<Token> {
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut is_apart = true;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at >= skip && (is_apart || is_boundary(before)) {
            let opens = at == 0;
            if let Some(found) = marker(&text[at..], opens)
                && (opens || may_stand_inside(&found, before, is_apart))
            {
                out.push(Token {
                    family: found.family,
                    number: found.number,
                    range: from + at..from + at + found.len,
                    paragraph,
                    opens,
                });
                skip = at + found.len;
            }
        }
        is_apart = c.is_whitespace();
        if !is_apart {
            before = Some(c);
        }
    }
    out
}

fn is_boundary(before: Option<char>) -> bool {
    before.is_none_or(|c| "。！？；：，、,;:!?…”’）)》—".contains(c))
}

/// Whether a marker may stand inside a paragraph, behind this character.
fn may_stand_inside(found: &Marker, before: Option<char>, is_apart: bool) -> bool {
    let ends = before.is_some_and(|c| "。！？；：;:!?…”）)".contains(c));
    match found.family {
        Family::Cn | Family::Arabic | Family::Label => ends || is_apart,
        Family::Paren | Family::ParenArabic | Family::Circled | Family::Di => {
            ends || is_apart || before == Some('，')
        }
        Family::Shouxian => ends || before == Some('，') || before == Some(','),
        Family::Shi | Family::Yao | Family::Zhua => true,
        Family::Dash => false,
    }
}
