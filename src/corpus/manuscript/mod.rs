//! A draft that a person went over: a text or Markdown file as the blocks it was made of, to be written in another format.

mod markdown;
mod numbers;
mod plain;

use crate::diag::{Diagnostic, Result, Source, both};
use crate::draft::{Bare, Block, BlockKind, Draft, Origin, OriginKind, Pace, Span};
use std::ops::Range;
use std::sync::Arc;

/// An edited draft.
#[derive(Debug, Clone)]
pub struct Manuscript {
    source: Arc<Source>,
    lines: Vec<Line>,
}

/// A block of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    kind: BlockKind,
    /// Of a heading, 1 to 4.
    level: Option<u8>,
    /// Its number and words.
    text: String,
    /// How many bytes of them are the number of a heading.
    number: usize,
    /// Where it stands in the file.
    range: Range<usize>,
}

impl Manuscript {
    /// Reads a file: Markdown where `is_markdown`, else text with a block on each line.
    ///
    /// # Errors
    /// It is marked as secret; it holds no words, or signs that no document holds.
    pub fn read(source: &Arc<Source>, is_markdown: bool) -> Result<Self> {
        super::not_secret(source)?;
        if let Some((at, c)) = source.text().char_indices().find(|(_, c)| is_foreign(*c)) {
            let code = c as u32;
            return Err(Diagnostic::error(
                "manuscript.character",
                both!(
                    "稿子里有控制字符 U+{code:04X}，Word 打不开这样的文件",
                    "the draft holds the control character U+{code:04X}, with which Word opens no file"
                ),
            )
            .at(source.span(at..at + c.len_utf8()))
            .help(both!("删去它", "delete it"))
            .into());
        }
        let lines = if is_markdown {
            markdown::lines(source.text())
        } else {
            plain::lines(source.text())
        };
        if lines.is_empty() {
            return Err(Diagnostic::error(
                "manuscript.empty",
                both!("稿子里没有字", "there are no words in the draft"),
            )
            .at(source.start())
            .help(both!("是不是给错了文件？", "is this the right file?"))
            .into());
        }
        Ok(Self {
            source: source.clone(),
            lines,
        })
    }

    /// A draft whose blocks are known.
    ///
    /// # Errors
    /// As of [`Self::read`].
    pub fn of_blocks(name: &str, blocks: &[Bare]) -> Result<Self> {
        let lines = blocks.iter().flat_map(|block| [block.text.as_str(), "\n"]);
        let source = Source::new(name, lines.collect::<String>());
        let mut manuscript = Self::read(&source, false)?;
        manuscript.lines.clear();
        let mut from = 0;
        for Bare { kind, level, text } in blocks {
            let range = from..from + text.len();
            from = range.end + 1;
            if text.trim().is_empty() {
                continue;
            }
            manuscript.lines.push(match kind {
                BlockKind::Heading => plain::headed(text, *level, range),
                kind => plain::line(*kind, text, range),
            });
        }
        Ok(manuscript)
    }

    /// What is numbered otherwise than one by one, each with the number it should have.
    pub fn misnumbered(&self) -> Vec<Diagnostic> {
        let found = numbers::wrong(&self.lines);
        let told = |wrong: &numbers::Wrong| {
            let line = &self.lines[wrong.line];
            let wanted = wrong.wanted;
            let marker = &line.text[wrong.marker.clone()];
            // Signs of Markdown may stand between, so the marker is looked for from the beginning of the line.
            let text = &self.source.text()[line.range.clone()];
            let at = text
                .match_indices(marker)
                .map(|(at, _)| line.range.start + at)
                .min_by_key(|at| at.abs_diff(line.range.start + wrong.marker.start))
                .unwrap_or(line.range.start);
            Diagnostic::warning(
                "manuscript.number",
                both!(
                    "序号不接上一条：这里应是第 {wanted}",
                    "the number does not follow: this should be number {wanted}"
                ),
            )
            .at(self.source.span(at..at + marker.len()))
            .help(both!(
                "改过来，或加 --renumber 重新编号",
                "mend it, or add --renumber to number everything anew"
            ))
        };
        found.iter().map(told).collect()
    }

    /// Numbers everything one by one; how many numbers were changed.
    pub fn renumber(&mut self) -> usize {
        let wrong = numbers::wrong(&self.lines);
        // From behind, so that what stands before keeps its place.
        for wrong in wrong.iter().rev() {
            let line = &mut self.lines[wrong.line];
            let before = line.text.len();
            line.text.replace_range(wrong.marker.clone(), &wrong.mended);
            if line.number > 0 && wrong.marker.start == 0 {
                line.number = line.number + line.text.len() - before;
            }
        }
        wrong.len()
    }

    /// The draft, every word of which is the person's own.
    pub fn draft(&self, pace: Pace) -> Draft {
        let block = |line: &Line| {
            let (row, _) = self.source.span(line.range.clone()).line_column();
            let at = format!("{}:{row}", self.source.name());
            let (number, words) = line.text.split_at(line.number);
            Block {
                kind: line.kind,
                level: line.level,
                number: (!number.is_empty()).then(|| number.to_owned()),
                step: None,
                spans: vec![Span {
                    text: words.to_owned(),
                    origin: Origin::new(OriginKind::Outline, at),
                }],
            }
        };
        let blocks = self.lines.iter().map(block).collect();
        let (id, genre, locality) = (String::new(), String::new(), String::new());
        Draft::new(id, 0, genre, locality, blocks, pace)
    }
}

/// Signs that XML 1.0 does not allow, and that text has no use for.
fn is_foreign(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}
