//! A Word file, told apart by its styles: one of ours, though Word or WPS gave the styles other ids, or another's.

use super::head::named;
use super::plain::{self, headed, line, trimmed};
use super::{Line, in_order};
use crate::corpus::read::{Document, Styled};
use crate::draft::BlockKind;

/// The most characters of a heading; what is longer is a paragraph with an outline level.
const HEADING: usize = 120;

/// The lines of a Word file: a paragraph in one of our styles is what its style says; any other is what its words say of it, and its level
/// in the outline.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let text = document.source.text();
    let is_ours = is_ours(&document.paragraphs);
    let is_heading = |p: &Styled| {
        p.level.is_some() || part(&p.style).is_some_and(|(kind, _)| kind == BlockKind::Heading)
    };
    let has_headings = document.paragraphs.iter().any(is_heading);
    // A table of contents says again what stands below.
    let is_contents = |p: &Styled| p.style.starts_with("toc ");
    let mut speech = text.to_owned();
    for paragraph in document.paragraphs.iter().filter(|p| is_contents(p)) {
        let range = paragraph.range.clone();
        speech.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    let mut guessed = plain::lines(&speech).into_iter().peekable();
    let mut lines: Vec<Line> = Vec::new();
    for paragraph in &document.paragraphs {
        let end = paragraph.range.end;
        let guessed: Vec<Line> =
            std::iter::from_fn(|| guessed.next_if(|line| line.range.start < end)).collect();
        if is_contents(paragraph) {
            continue;
        }
        match part(&paragraph.style).filter(|_| is_ours) {
            Some(part) => lines.extend(styled(text, paragraph, part)),
            None => {
                let guessed = guessed.into_iter();
                // Of ours the title is known.
                let guessed = guessed.filter(|l| !(is_ours && l.kind == BlockKind::Title));
                lines.extend(guessed.map(|l| outlined(l, paragraph, has_headings)));
            }
        }
    }
    if is_ours {
        in_order(joined(lines))
    } else {
        raise(&mut lines);
        lines
    }
}

/// Raises all headings where none is of the first level, which the title has taken.
fn raise(lines: &mut [Line]) {
    let above = lines.iter().filter_map(|l| l.level).min().unwrap_or(1) - 1;
    for level in lines.iter_mut().filter_map(|l| l.level.as_mut()) {
        *level -= above;
    }
}

/// Lines of which those of a title in several paragraphs are one.
fn joined(mut lines: Vec<Line>) -> Vec<Line> {
    lines.dedup_by(|second, first| {
        let is_more = first.kind == BlockKind::Title && second.kind == BlockKind::Title;
        if is_more {
            first.text += &second.text;
        }
        is_more
    });
    lines
}

/// Whether a file is set in our styles: it has our title, and a paragraph of ours or nothing else.
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

/// A paragraph in a style of ours.
fn styled(text: &str, paragraph: &Styled, (kind, level): (BlockKind, Option<u8>)) -> Vec<Line> {
    let words = &text[paragraph.range.clone()];
    // Lines of a title are broken for the eye, those of a paragraph are paragraphs of their own.
    if kind == BlockKind::Paragraph {
        let from = paragraph.range.start;
        let lines = trimmed(words).into_iter().filter(|l| !l.words.is_empty());
        return lines
            .map(|l| line(kind, l.words, from + l.range.start..from + l.range.end))
            .collect();
    }
    let joined: String = words.lines().map(str::trim).collect();
    let range = paragraph.range.clone();
    match kind {
        _ if joined.is_empty() => Vec::new(),
        BlockKind::Heading => vec![headed(&joined, level, range)],
        BlockKind::Speaker => vec![line(kind, &named(&joined), range)],
        kind => vec![line(kind, &joined, range)],
    }
}

/// A line as its words tell it, corrected by how its paragraph is set.
fn outlined(line: Line, paragraph: &Styled, has_headings: bool) -> Line {
    if !matches!(line.kind, BlockKind::Paragraph | BlockKind::Heading) {
        return line;
    }
    let is_heading = line.text.chars().count() <= HEADING;
    match paragraph.level.filter(|_| is_heading) {
        Some(level) if !paragraph.is_cell => headed(&line.text, Some(level.min(4)), line.range),
        // Where headings are set as such, there are no others.
        _ if paragraph.is_cell || has_headings => Line {
            is_cell: paragraph.is_cell,
            ..plain::line(BlockKind::Paragraph, &line.text, line.range)
        },
        _ => line,
    }
}
