use super::Line;
use super::plain::{headed, is_date, line};
use crate::draft::BlockKind;
use std::ops::Range;

/// The blocks of a Markdown file of ours: `#` is the title, `##` to `#####` are headings, words between asterisks below the title say who
/// speaks and when, and what else stands between blank lines is a paragraph.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for range in blocks(text) {
        let block = &text[range.clone()];
        let depth = block.len() - block.trim_start_matches('#').len();
        if (1..=6).contains(&depth) && block[depth..].starts_with(' ') {
            let words = plain(block[depth..].trim());
            lines.push(match depth {
                1 if lines.is_empty() => line(BlockKind::Title, &words, range),
                _ => headed(&words, Some((depth as u8 - 1).clamp(1, 4)), range),
            });
            continue;
        }
        let is_head = lines.iter().all(|l| {
            matches!(
                l.kind,
                BlockKind::Title | BlockKind::Speaker | BlockKind::Date
            )
        });
        let is_first = !lines.iter().any(|l| {
            matches!(
                l.kind,
                BlockKind::Paragraph | BlockKind::Salutation | BlockKind::Heading
            )
        });
        let leaning = block
            .strip_prefix('*')
            .and_then(|b| b.strip_suffix('*'))
            .filter(|b| is_head && !b.starts_with('*'));
        if let Some(words) = leaning {
            let words = plain(words);
            let kind = if is_date(&words) {
                BlockKind::Date
            } else {
                BlockKind::Speaker
            };
            lines.push(line(kind, &words, range));
            continue;
        }
        let words = plain(block);
        let calls = is_first && words.ends_with(['：', ':']) && words.chars().count() <= 60;
        let kind = if calls {
            BlockKind::Salutation
        } else {
            BlockKind::Paragraph
        };
        lines.push(line(kind, &words, range));
    }
    // Who signs stands last, on a short line that is no sentence.
    if let Some(last) = lines.last_mut()
        && last.kind == BlockKind::Paragraph
        && last.text.starts_with('（')
        && last.text.ends_with('）')
    {
        last.kind = BlockKind::Signature;
    }
    lines
}

/// Where the blocks stand: what is between blank lines; a heading is a line by itself.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut from = 0;
    for whole in text.split_inclusive('\n') {
        let start = from + whole.len() - whole.trim_start().len();
        let end = from + whole.trim_end().len();
        from += whole.len();
        if end <= start {
            found.extend(open.take());
        } else if text[start..end].starts_with('#') {
            found.extend(open.take());
            found.push(start..end);
        } else {
            // An item of a list or a row of a table is a block by itself.
            if is_item(&text[start..end]) {
                found.extend(open.take());
            }
            open = Some(open.map_or(start, |o| o.start)..end);
        }
    }
    found.extend(open);
    found
}

/// Whether a line begins an item of a list or is a row of a table.
fn is_item(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    ["- ", "+ ", "* ", "|", "> "]
        .iter()
        .any(|sign| line.starts_with(sign))
        || digits > 0 && line[digits..].starts_with(". ")
}

/// Words without the signs of Markdown: lines joined, backslashes and double asterisks taken away.
fn plain(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let bullet = ["- ", "+ ", "* ", "> "]
        .iter()
        .find_map(|sign| block.strip_prefix(sign));
    for line in bullet.unwrap_or(block).lines() {
        let mut chars = line.trim().chars().peekable();
        // Words and numbers of two lines do not run together.
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if joins(out.chars().next_back()) && joins(chars.peek().copied()) {
            out.push(' ');
        }
        while let Some(c) = chars.next() {
            match c {
                '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                    out.extend(chars.next());
                }
                '*' if chars.peek() == Some(&'*') => {
                    chars.next();
                }
                c => out.push(c),
            }
        }
    }
    out
}
