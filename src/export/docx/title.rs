/// Behind what a line of a title may end, without a word being torn.
const ENDS: [&str; 16] = [
    "的",
    "和",
    "与",
    "暨",
    "及",
    "、",
    "》",
    "”",
    "，",
    "：",
    "会议",
    "大会",
    "座谈会",
    "推进会",
    "工作",
    "系统",
];

/// A title as lines of at most `most` characters and about equal length, parted where no word is torn; one line where it fits, and
/// as it is where no such place is near.
pub(super) fn broken(title: &str, most: usize) -> String {
    let chars: Vec<char> = title.chars().collect();
    if chars.len() <= most || most < 4 {
        return title.to_owned();
    }
    let lines = chars.len().div_ceil(most);
    let mut out = String::new();
    let mut from = 0;
    for line in (1..lines).rev() {
        let left = chars.len() - from;
        let ideal = left.div_ceil(line + 1);
        let Some(len) = best(&chars[from..], ideal, most, line * most) else {
            return title.to_owned();
        };
        out.extend(&chars[from..from + len]);
        out.push('\n');
        from += len;
    }
    out.extend(&chars[from..]);
    out
}

/// The length of a line nearest to the ideal, so that the rest still fits into `room` characters.
fn best(chars: &[char], ideal: usize, most: usize, room: usize) -> Option<usize> {
    let ends = |len: usize| {
        let line: String = chars[..len].iter().collect();
        let next = chars.get(len).copied().unwrap_or(' ');
        ENDS.iter().any(|end| line.ends_with(end)) && !"的》”、，：上）".contains(next)
    };
    (chars.len().saturating_sub(room).max(2)..=most.min(chars.len() - 2))
        .filter(|len| ends(*len))
        .min_by_key(|len| len.abs_diff(ideal))
        .filter(|len| len.abs_diff(ideal) <= most / 3)
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn a_long_title_is_parted_where_no_word_is_torn() {
        assert_eq!(
            broken("在全市组织部长会议上的讲话", 20),
            "在全市组织部长会议上的讲话"
        );
        assert_eq!(
            broken("在全市组织系统自身建设暨干部教育培训工作会议上的讲话", 20),
            "在全市组织系统自身建设暨\n干部教育培训工作会议上的讲话"
        );
        // No place that tears no word: Word parts it.
        let name = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
        assert_eq!(broken(name, 20), name);
    }
}
