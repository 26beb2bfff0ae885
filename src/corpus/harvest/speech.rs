use crate::corpus::paper::{ENDS, is_blank};
use crate::corpus::{Paper, Positions};
use crate::terms::widen;
use chrono::NaiveDate;
use std::ops::Range;

/// A document made ready: its paragraphs, cleaned and in full-width marks, with where each stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Its name in `source:`.
    pub name: String,
    /// Its day, where known.
    pub date: Option<NaiveDate>,
    /// Its paragraphs in order, headings among them.
    pub paragraphs: Vec<Passage>,
}

impl Speech {
    /// A paper under a name: its paragraphs in full-width marks, each character with its place.
    pub fn of(paper: &Paper, name: &str) -> Self {
        let at = Positions::new(paper.source.text());
        let paragraphs = paper.paragraphs.iter();
        Self {
            name: name.to_owned(),
            date: paper.date(),
            paragraphs: paragraphs.map(|p| Passage::of(paper, p, &at)).collect(),
        }
    }
}

/// A paragraph, with the place of each of its characters in the raw document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    text: String,
    /// Where the offsets jump: from this character of the text on they run on from this code point of the document.
    runs: Vec<(u32, u32)>,
    /// The characters that stand otherwise in the document, such as half-width marks.
    changed: Vec<(u32, char)>,
}

impl Passage {
    /// From its characters: each as it is read, its offset in code points, and as it stands in the document.
    pub fn new(chars: impl IntoIterator<Item = (char, u32, char)>) -> Self {
        let mut passage = Self {
            text: String::new(),
            runs: Vec::new(),
            changed: Vec::new(),
        };
        for (at, (read, offset, raw)) in chars.into_iter().enumerate() {
            let at = at as u32;
            if passage.runs.is_empty() || passage.offset(at) != offset {
                passage.runs.push((at, offset));
            }
            if read != raw {
                passage.changed.push((at, raw));
            }
            passage.text.push(read);
        }
        passage
    }

    /// A paragraph of a paper, line ends, indents of its lines and what was taken away left out.
    fn of(paper: &Paper, range: &Range<usize>, at: &Positions<'_>) -> Self {
        let text = &paper.source.text()[range.clone()];
        let mut cuts = paper.cuts(range).peekable();
        let mut is_cut = |place: usize| {
            while cuts.peek().is_some_and(|cut| cut.end <= place) {
                cuts.next();
            }
            cuts.peek().is_some_and(|cut| cut.contains(&place))
        };
        let first = at.of(range.start) as u32;
        let mut kept = Vec::new();
        let mut opens = true;
        for (number, (place, c)) in text.char_indices().enumerate() {
            let is_end = ENDS.contains(&c);
            let is_indent = opens && is_blank(c);
            opens = is_end || is_indent;
            if !is_end && !is_indent && !is_cut(range.start + place) {
                kept.push((c, first + number as u32));
            }
        }
        let wide = widen(&kept.iter().map(|(c, _)| *c).collect::<String>());
        let chars = wide.chars().zip(kept);
        Self::new(chars.map(|(read, (raw, offset))| (read, offset, raw)))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in the document, in code points, of the character at `at`.
    pub fn offset(&self, at: u32) -> u32 {
        match self.runs.partition_point(|run| run.0 <= at).checked_sub(1) {
            Some(last) => self.runs[last].1 + (at - self.runs[last].0),
            None => at,
        }
    }

    /// The words from character `at` on as they stand in the document, with their offset; none where the document has something
    /// between them, or ends before.
    pub fn surface(&self, at: u32, len: u32) -> Option<(u32, String)> {
        let words: Vec<char> = self
            .text
            .chars()
            .skip(at as usize)
            .take(len as usize)
            .collect();
        (words.len() == len as usize)
            .then(|| self.restore(at, words))
            .flatten()
    }

    /// These words of the text, which begin at `at`, as they stand in the document.
    pub(super) fn restore(&self, at: u32, mut words: Vec<char>) -> Option<(u32, String)> {
        let end = at + words.len() as u32;
        let next = self.runs.partition_point(|run| run.0 <= at);
        if self.runs.get(next).is_some_and(|run| run.0 < end) {
            return None;
        }
        let first = self.changed.partition_point(|c| c.0 < at);
        let changed = self.changed[first..].iter().take_while(|c| c.0 < end);
        for (place, raw) in changed {
            words[(place - at) as usize] = *raw;
        }
        Some((self.offset(at), words.into_iter().collect()))
    }
}
