//! A draft that a person went over: a file of any format as the blocks it was made of, to be written in another, compared or revised.

mod head;
mod json;
mod loss;
mod markdown;
mod numbers;
mod page;
mod plain;
mod signs;
mod word;

use super::read::{self, read_bytes};
use crate::diag::{Diagnostic, Result, Source, both};
use crate::draft::{Bare, Block, BlockKind, Draft, Origin, OriginKind, Pace, Span};
use crate::world::World;
use loss::lost;
use signs::{allowed, seen};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The head in the order in which a draft has it.
const HEAD: [BlockKind; 3] = [BlockKind::Title, BlockKind::Speaker, BlockKind::Date];

/// An edited draft.
#[derive(Debug, Clone)]
pub struct Manuscript {
    source: Arc<Source>,
    lines: Vec<Line>,
    notes: Vec<Diagnostic>,
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
    /// Whether it stands in a table; its numbers are the table's own.
    is_cell: bool,
}

impl Manuscript {
    /// Reads a draft, in whatever format it is.
    ///
    /// # Errors
    /// No such file, and as of [`Self::of_file`].
    pub fn open(world: &dyn World, path: &Path) -> Result<Self> {
        Self::of_file(&path.display().to_string(), read::file(world, path)?)
    }

    /// Reads a draft as the ending of its name says: Markdown, a page or JSON of ours, else what [`read_bytes`] makes a document of. A Word
    /// file tells its blocks by its styles.
    ///
    /// # Errors
    /// Those of [`read_bytes`]; JSON that is no draft; marked as secret; no words, or signs that no document holds.
    pub fn of_file(name: &str, file: Vec<u8>) -> Result<Self> {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "json" => {
                let source = read_bytes(name, file)?.source;
                return Self::of_blocks(name, &json::blocks(&source)?);
            }
            "html" | "htm" => {
                let page = read::page(name, file.clone())?;
                if let Some(blocks) = page::blocks(&page) {
                    return Self::of_blocks(name, &blocks);
                }
            }
            // A sign that no text holds is shown in its place.
            _ => {
                if let Ok(text) = std::str::from_utf8(&file) {
                    allowed(&Source::new(name, text))?;
                }
            }
        }
        let mut document = read_bytes(name, file)?;
        if document.paragraphs.is_empty() {
            document.source = seen(&document.source);
        }
        let source = &document.source;
        allowed(source)?;
        let (lines, beside) = match ending.as_str() {
            _ if !document.paragraphs.is_empty() => (word::lines(&document), document.beside),
            "md" | "markdown" => markdown::lines(source.text()),
            _ => (plain::lines(source.text()), document.beside),
        };
        let mut manuscript = Self::of_lines(source, lines)?;
        manuscript.notes = document.notes;
        manuscript.notes.extend(lost(source, beside));
        Ok(manuscript)
    }

    /// A draft whose blocks are known.
    fn of_blocks(name: &str, blocks: &[Bare]) -> Result<Self> {
        let words = blocks.iter().flat_map(|block| [block.text.as_str(), "\n"]);
        let source = Source::new(name, words.collect::<String>());
        allowed(&source)?;
        let mut lines = Vec::new();
        let mut from = 0;
        for Bare { kind, level, text } in blocks {
            let range = from..from + text.len();
            from = range.end + 1;
            if text.trim().is_empty() {
                continue;
            }
            lines.push(match kind {
                BlockKind::Heading => plain::headed(text, *level, range),
                kind => plain::line(*kind, text, range),
            });
        }
        Self::of_lines(&source, in_order(lines))
    }

    fn of_lines(source: &Arc<Source>, lines: Vec<Line>) -> Result<Self> {
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
            notes: Vec::new(),
        })
    }

    /// What should be looked at: what was read with a doubt, and what no draft can hold.
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// Its blocks.
    pub fn blocks(&self) -> Vec<Bare> {
        let lines = self.lines.iter().map(|line| Bare {
            kind: line.kind,
            level: line.level,
            text: line.text.clone(),
        });
        lines.collect()
    }

    /// Its words, a line for each block.
    pub fn words(&self) -> String {
        let lines = self
            .lines
            .iter()
            .flat_map(|line| [line.text.as_str(), "\n"]);
        lines.collect()
    }

    /// What is numbered otherwise than one by one, each with the number it should have.
    pub fn misnumbered(&self) -> Vec<Diagnostic> {
        let found = numbers::wrong(&self.lines);
        let told = |wrong: &numbers::Wrong| {
            let line = &self.lines[wrong.line];
            let wanted = wrong.wanted;
            let marker = &line.text[wrong.marker.clone()];
            // Signs of Markdown may stand between, so that it is farther behind.
            let (text, from) = (self.source.text(), line.range.start + wrong.marker.start);
            let is_here = text
                .get(from..)
                .is_some_and(|text| text.starts_with(marker));
            let found = || Some(line.range.start + text[line.range.clone()].find(marker)?);
            let at = if is_here { Some(from) } else { found() };
            let at = at.unwrap_or(line.range.start);
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
        for wrong in wrong.chunk_by(|a, b| a.line == b.line) {
            let line = &mut self.lines[wrong[0].line];
            let mut text = String::with_capacity(line.text.len());
            let mut done = 0;
            for wrong in wrong {
                text += &line.text[done..wrong.marker.start];
                text += &wrong.mended;
                done = wrong.marker.end;
                if wrong.marker.start == 0 && line.number == done {
                    line.number = text.len();
                }
            }
            text += &line.text[done..];
            line.text = text;
        }
        wrong.len()
    }

    /// The draft, every word of which is the person's own.
    pub fn draft(&self, pace: Pace) -> Draft {
        let ends: Vec<usize> = self
            .source
            .text()
            .match_indices('\n')
            .map(|(at, _)| at)
            .collect();
        let block = |line: &Line| {
            let row = ends.partition_point(|end| *end < line.range.start) + 1;
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

/// The words of a draft that was written as text, Markdown, a page, JSON or a Word file. All the marks of Markdown are signs that no word
/// has, so they are left.
///
/// # Errors
/// As of [`Manuscript::of_file`].
pub fn words(name: &str, file: Vec<u8>) -> Result<String> {
    let is_text = [".txt", ".md", ".markdown"]
        .iter()
        .any(|ending| name.ends_with(ending));
    match String::from_utf8(file) {
        Ok(text) if is_text => Ok(text),
        Ok(text) => Ok(Manuscript::of_file(name, text.into_bytes())?.words()),
        Err(other) => Ok(Manuscript::of_file(name, other.into_bytes())?.words()),
    }
}

/// The lines with their head in the order of a draft; a layout may have another.
fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    let rank = |line: &Line| HEAD.iter().position(|kind| *kind == line.kind);
    let head = lines.iter().position(|line| rank(line).is_none());
    let head = head.unwrap_or(lines.len());
    lines[..head].sort_by_key(rank);
    lines
}
