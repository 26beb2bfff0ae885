//! A Word file, told apart by its styles: one of ours, though Word or WPS gave the styles other ids, or another's.

use super::plain::{self, headed, line};
use super::{Line, in_order};
use crate::corpus::read::{Document, Styled};
use crate::draft::BlockKind;
use std::ops::Range;

/// The most characters of a heading; what is longer is a paragraph with an outline level.
const HEADING: usize = 120;

/// The lines of a Word file.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let text = document.source.text();
    if is_ours(&document.paragraphs) {
        let lines = document.paragraphs.iter().flat_map(|p| styled(text, p));
        return in_order(lines.collect());
    }
    let mut lines = plain::lines(text);
    let has_headings = document.paragraphs.iter().any(|p| p.level.is_some());
    for line in &mut lines {
        let at = document
            .paragraphs
            .partition_point(|p| p.range.end < line.range.end);
        if let Some(paragraph) = document.paragraphs.get(at) {
            outline(line, paragraph, has_headings);
        }
    }
    lines
}

/// Whether a file has a title in our style, and a paragraph in our style or all else in our styles.
fn is_ours(paragraphs: &[Styled]) -> bool {
    let parts = || paragraphs.iter().map(|p| part(&p.style));
    let has = |kind| parts().any(|part| part.is_some_and(|(own, _)| own == kind));
    has(BlockKind::Title) && (has(BlockKind::Paragraph) || parts().all(|part| part.is_some()))
}

/// What is set in a style of ours; Word keeps the English names whatever language it shows them in, other programs may not.
fn part(style: &str) -> Option<(BlockKind, Option<u8>)> {
    Some(match style {
        "title" | "标题" => (BlockKind::Title, None),
        "subtitle" | "副标题" => (BlockKind::Speaker, None),
        "date" | "日期" => (BlockKind::Date, None),
        "salutation" | "称呼" => (BlockKind::Salutation, None),
        "heading 1" | "标题 1" => (BlockKind::Heading, Some(1)),
        "heading 2" | "标题 2" => (BlockKind::Heading, Some(2)),
        "heading 3" | "标题 3" => (BlockKind::Heading, Some(3)),
        "heading 4" | "标题 4" => (BlockKind::Heading, Some(4)),
        "body text" | "正文文本" => (BlockKind::Paragraph, None),
        "signature" | "签名" => (BlockKind::Signature, None),
        _ => return None,
    })
}

/// A paragraph of a file of ours; what a person added in another style is text.
fn styled(text: &str, paragraph: &Styled) -> Vec<Line> {
    let (kind, level) = part(&paragraph.style).unwrap_or((BlockKind::Paragraph, None));
    let words = &text[paragraph.range.clone()];
    // Lines of a title are broken for the eye, those of a paragraph are paragraphs of their own.
    if kind == BlockKind::Paragraph {
        let lines = trimmed(words, paragraph.range.start);
        return lines
            .map(|(words, range)| line(kind, words, range))
            .collect();
    }
    let joined: String = words.lines().map(str::trim).collect();
    let range = paragraph.range.clone();
    match kind {
        _ if joined.is_empty() => Vec::new(),
        BlockKind::Heading => vec![headed(&joined, level, range)],
        BlockKind::Speaker => vec![line(kind, &close(&joined), range)],
        kind => vec![line(kind, &joined, range)],
    }
}

/// The lines of a text that are not empty, with their places.
fn trimmed(text: &str, from: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.lines().map(str::trim).filter_map(move |words| {
        let start = from + (words.as_ptr() as usize - text.as_ptr() as usize);
        (!words.is_empty()).then(|| (words, start..start + words.len()))
    })
}

/// Corrects what the words of a line made of it by how its paragraph is set.
fn outline(line: &mut Line, paragraph: &Styled, has_headings: bool) {
    if !matches!(line.kind, BlockKind::Paragraph | BlockKind::Heading) {
        return;
    }
    let is_heading = line.text.chars().count() <= HEADING;
    match paragraph.level.filter(|_| is_heading) {
        Some(level) if !paragraph.is_cell => {
            *line = headed(&line.text, Some(level.min(4)), line.range.clone());
        }
        // Where headings are set as such, a short line without a number is none.
        _ if paragraph.is_cell || has_headings && line.number == 0 => {
            *line = plain::line(BlockKind::Paragraph, &line.text, line.range.clone());
        }
        _ => {}
    }
}

/// A speaker as drafts have him, the name without the blank that was put into it: 王　某.
fn close(speaker: &str) -> String {
    let parts: Vec<&str> = speaker.split('\u{3000}').collect();
    let is_one = |part: &&str| part.chars().count() == 1;
    match parts.as_slice() {
        [post @ .., first, second] if !post.is_empty() && is_one(first) && is_one(second) => {
            format!("{}\u{2003}{first}{second}", post.join("\u{3000}"))
        }
        [post @ .., name] if !post.is_empty() => format!("{}\u{2003}{name}", post.join("\u{3000}")),
        _ => speaker.to_owned(),
    }
}
