use super::line::Line;
use crate::corpus::marker::opens_with_marker;
use std::ops::Range;

/// What a line ends with that goes on in the next.
const OPEN: [char; 9] = ['，', ',', '、', '；', ';', '：', ':', '“', '（'];

/// Lines of a text that was broken at a width are about this share of the longest.
const FULL: f64 = 0.85;

/// The widest line that may be one of a broken text, in characters.
const WIDEST: usize = 80;

/// The paragraphs of some lines: those that were broken are put together again.
pub(super) fn join(text: &str, lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let width = broken_at(lines);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut last: Option<&Line<'_>> = None;
    for line in lines {
        match (last, out.last_mut()) {
            (Some(before), Some(open)) if goes_on(before, line, width) => open.end = line.range.end,
            _ => out.push(line.range.clone()),
        }
        last = Some(line);
    }
    debug_assert!(out.iter().all(|range| text.is_char_boundary(range.start)));
    out
}

/// The width that the text was broken at, in characters, where it was.
fn broken_at(lines: &[Line<'_>]) -> Option<usize> {
    let widest = lines.iter().map(Line::chars).max()?;
    let full = |line: &&Line<'_>| line.chars() as f64 >= FULL * widest as f64;
    let open = lines
        .iter()
        .filter(full)
        .filter(|line| !line.ends())
        .count();
    (widest <= WIDEST && open >= 5 && open * 4 >= lines.len()).then_some(widest)
}

/// Whether a paragraph goes on from one line to the next.
fn goes_on(before: &Line<'_>, line: &Line<'_>, width: Option<usize>) -> bool {
    if opens_with_marker(line.text) {
        return false;
    }
    match width {
        Some(width) => {
            !line.is_indented && !before.ends() && before.chars() as f64 >= FULL * width as f64
                || before.text.ends_with(OPEN) && !before.text.ends_with([':', '：'])
        }
        None => before.text.ends_with(['；', ';', '，', ',', '、']) && before.chars() >= 8,
    }
}
