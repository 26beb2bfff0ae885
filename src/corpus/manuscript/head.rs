//! What stands above a speech and below it: who speaks and when, whom it is held to, who signs.

use super::Line;
use super::plain::line;
use crate::corpus::marker;
use crate::draft::BlockKind;
use crate::terms::is_han;
use std::ops::Range;

/// The most lines of a head below the title.
pub(super) const HEAD: usize = 4;

/// A line of the head: when, or who.
pub(super) fn introduces(words: &str, range: Range<usize>) -> Line {
    if is_date(words) {
        line(BlockKind::Date, words, range)
    } else {
        line(BlockKind::Speaker, &named(words), range)
    }
}

/// A speaker as drafts have him, the name behind an em blank and without blanks of its own: 市委书记 王　某.
pub(super) fn named(speaker: &str) -> String {
    let gaps = ['\u{2003}', '\u{3000}', ' '];
    let parted = |words: &str| {
        let (post, name) = words.rsplit_once(gaps)?;
        Some((post.trim_end_matches(gaps).to_owned(), name.to_owned()))
    };
    let is_one = |word: &str| word.chars().count() == 1;
    let Some((mut post, mut name)) = parted(speaker) else {
        return speaker.to_owned();
    };
    while name.chars().count() < 3
        && let Some((rest, first)) = parted(&post).filter(|(_, first)| is_one(first))
    {
        (post, name) = (rest, first + &name);
    }
    let posts = ["长", "书记", "主任", "主席", "常委", "委员", "经理"];
    let is_post = posts.iter().any(|post| name.ends_with(post));
    let is_name = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) && !is_post;
    if is_name && post.chars().count() >= 2 {
        format!("{post}\u{2003}{name}")
    } else {
        speaker.to_owned()
    }
}

/// Whether a line may say when or who.
pub(super) fn says(words: &str) -> bool {
    is_date(words) || is_short(words) && marker(words, true).is_none()
}

/// （2026年3月5日）, 2026.3.5
pub(super) fn is_date(words: &str) -> bool {
    let inner = words.trim_matches(['（', '）', '(', ')', '〔', '〕', '[', ']']);
    let begins = inner.starts_with(|c: char| c.is_ascii_digit() || "一二〇○×X某".contains(c));
    let is_dotted = inner.len() >= 8
        && inner
            .chars()
            .all(|c| c.is_ascii_digit() || "./-".contains(c));
    let is_day = inner.contains('月') && inner.ends_with('日') && inner.chars().count() <= 6;
    let has_year = inner.contains('年') && inner.chars().count() <= 16 && !ends(inner);
    begins && (has_year || is_day || is_dotted)
}

/// Whether a line calls those who listen: 同志们：
pub(super) fn calls(words: &str) -> bool {
    let begins = [
        "同志",
        "各位",
        "尊敬的",
        "大家",
        "朋友",
        "同学",
        "代表们",
        "委员们",
    ];
    let ends = words.ends_with(['：', ':', '！', '!']);
    ends && words.chars().count() <= 40 && begins.iter().any(|word| words.starts_with(word))
}

/// Whether a line is short and no sentence.
pub(super) fn is_short(words: &str) -> bool {
    !ends(words) && words.chars().count() <= 40
}

/// Whether a line ends as a sentence does.
pub(super) fn ends(words: &str) -> bool {
    words.ends_with([
        '。', '！', '？', '；', '：', '，', '…', '.', '!', '?', ';', ':', '”',
    ])
}

/// How many of the last lines sign: one in brackets, or a day, with a short line above it.
pub(super) fn signed(lines: &[&str]) -> usize {
    let is_plain = |words: &str| marker(words, true).is_none();
    let names = |words: &str| is_short(words) && is_plain(words) && !is_date(words);
    let is_bracketed =
        |words: &str| words.starts_with('（') && words.ends_with('）') && is_plain(words);
    match lines {
        [_, .., name, day, last] if is_bracketed(last) && is_date(day) && names(name) => 3,
        [_, .., name, day] if is_date(day) && names(name) => 2,
        [_, .., last] if is_bracketed(last) || is_date(last) => 1,
        _ => 0,
    }
}
