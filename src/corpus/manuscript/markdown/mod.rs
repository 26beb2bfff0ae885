mod blocks;

use super::Line;
use super::head::{HEAD, calls, introduces, is_short, says, signed};
use super::plain::{headed, line};
use crate::corpus::read::Beside;
use crate::draft::BlockKind;
use blocks::blocks;

/// The lines of a Markdown file: `#` is the title, `##` to `#####` are headings, words between asterisks below the title say who speaks
/// and when, and every other block is a paragraph; with what no draft can hold.
pub(super) fn lines(text: &str) -> (Vec<Line>, Beside) {
    let mut lines: Vec<Line> = Vec::new();
    let (mut blocks, mut beside) = blocks(text);
    let mut looks = 0;
    // The title for programs counts where there is none for people.
    if blocks.iter().any(|b| b.depth == Some(1) && !b.is_front) {
        blocks.retain(|b| !b.is_front);
    }
    for block in blocks {
        let (words, range) = (block.words.trim(), block.range);
        if words.is_empty() {
            continue;
        }
        let leans = block.leans == Some(true) && lines.iter().all(is_head);
        if leans {
            // How the head is written, not a look.
            looks += 1;
        }
        if block.depth == Some(1) && lines.len() == 1 && lines[0].kind == BlockKind::Title {
            lines[0].text += words;
            continue;
        }
        lines.push(match block.depth {
            Some(1) if lines.is_empty() => line(BlockKind::Title, words, range),
            Some(depth) => headed(words, Some((depth - 1).clamp(1, 4)), range),
            None if leans => introduces(words, range),
            None => Line {
                is_cell: block.is_cell,
                ..line(BlockKind::Paragraph, words, range)
            },
        });
    }
    beside.looks -= looks;
    head(&mut lines);
    sign(&mut lines);
    (lines, beside)
}

fn is_head(line: &Line) -> bool {
    matches!(
        line.kind,
        BlockKind::Title | BlockKind::Speaker | BlockKind::Date
    )
}

fn is_text(line: &Line) -> bool {
    line.kind == BlockKind::Paragraph
}

/// Tells the salutation, and what stands between it and the title.
fn head(lines: &mut [Line]) {
    let known = lines.iter().take_while(|l| is_head(l)).count();
    let rest = &mut lines[known..];
    let called = |l: &Line| is_text(l) && calls(&l.text);
    if let Some(called) = rest.iter().take(HEAD + 1).position(called) {
        // Without a sign the first line is the title.
        let is_untitled = known == 0 && called > 0 && is_text(&rest[0]) && is_short(&rest[0].text);
        if is_untitled {
            rest[0].kind = BlockKind::Title;
        }
        let (between, called) = rest.split_at_mut(called);
        let between = &mut between[usize::from(is_untitled)..];
        if between.iter().all(|l| is_text(l) && says(&l.text)) {
            for line in between {
                *line = introduces(&line.text, line.range.clone());
            }
            called[0].kind = BlockKind::Salutation;
        }
    } else if let Some(first) = rest.first_mut().filter(|l| is_text(l))
        && first.text.ends_with(['：', ':'])
        && first.text.chars().count() <= 60
    {
        first.kind = BlockKind::Salutation;
    }
}

/// Tells who signs.
fn sign(lines: &mut [Line]) {
    let words: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
    let signed = signed(&words);
    let from = lines.len() - signed;
    if lines[from..].iter().all(is_text) {
        for line in &mut lines[from..] {
            line.kind = BlockKind::Signature;
        }
    }
}
