//! A document taken apart: its head, its paragraphs, and what is not the speech's own.

mod furniture;
mod head;
mod line;
mod mask;
mod paragraph;
mod quote;

pub use furniture::{Furniture, Removed};
pub use mask::{Mask, MaskKind, masks};

use crate::diag::Source;
use crate::terms::{is_forbidden, is_han, widen};
use chrono::NaiveDate;
pub(super) use line::{ENDS, is_blank, lines};
use regex::Regex;
use std::fmt::Write;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// A document of somebody's, taken apart. All places are bytes of the source.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document.
    pub source: Arc<Source>,
    /// The title of the speech.
    pub title: Option<Range<usize>>,
    /// Further lines of the title.
    pub subtitle: Option<Range<usize>>,
    /// Who speaks, where and when, as printed below the title.
    pub byline: Vec<Range<usize>>,
    /// The salutation, through its colon.
    pub salutation: Option<Range<usize>>,
    /// The paragraphs, without blanks at the ends; one that was broken has its line ends in it.
    pub paragraphs: Vec<Range<usize>>,
    /// What is printed below the text of its author: （作者系……）.
    pub signature: Vec<Range<usize>>,
    /// What was taken away, in order.
    pub removed: Vec<Removed>,
}

impl Paper {
    /// Takes a document apart.
    pub fn new(source: &Arc<Source>) -> Self {
        let mut lines = lines(source.text());
        let mut removed = furniture::strip(&mut lines);
        removed.extend(quote::strip(&mut lines));
        let head = head::Head::take(&mut lines, &mut removed);
        removed.extend(furniture::appendix(&mut lines));
        removed.extend(furniture::tail(&mut lines));
        let signature = furniture::signature(&mut lines);
        removed.sort_by_key(|r| r.range.start);
        Self {
            paragraphs: paragraph::join(source.text(), &lines),
            source: Arc::clone(source),
            title: head.title,
            subtitle: head.subtitle,
            byline: head.byline,
            salutation: head.salutation,
            signature,
            removed,
        }
    }

    /// Whether its marks of emphasis are those of Markdown.
    fn is_markdown(&self) -> bool {
        self.source.name().to_ascii_lowercase().ends_with(".md")
    }

    /// What was taken away inside a stretch.
    pub(super) fn cuts(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let first = self
            .removed
            .partition_point(|r| r.range.start < range.start);
        let end = range.end;
        let behind = self.removed[first..].iter().map(|r| &r.range);
        behind.take_while(move |cut| cut.end <= end)
    }

    /// Its day, where its head names one.
    pub fn date(&self) -> Option<NaiveDate> {
        let mut head = self.subtitle.iter().chain(&self.byline);
        head.find_map(|line| day(&self.words(line)))
    }

    /// The words at a place as they would be printed today: in full-width marks, with a gap for what was blotted out.
    pub fn clean(&self, range: &Range<usize>) -> String {
        let mut words = self.words(range);
        if self.is_markdown() {
            words = words.replace("**", "");
        }
        words.retain(|c| c == '\t' || !is_forbidden(c));
        let mut clean = String::with_capacity(words.len());
        let mut done = 0;
        for mask in masks(&words) {
            clean.push_str(&words[done..mask.range.start]);
            let _ = write!(clean, "〔待补：{}〕", mask.kind.wanted());
            done = mask.range.end;
        }
        clean.push_str(&words[done..]);
        widen(&tight(&clean))
    }

    /// The words at a place, line ends left out, and what was taken away inside it.
    pub fn words(&self, range: &Range<usize>) -> String {
        let text = self.source.text();
        let mut words = String::new();
        let mut from = range.start;
        for cut in self.cuts(range) {
            push_lines(&mut words, &text[from..cut.start]);
            from = cut.end;
        }
        push_lines(&mut words, &text[from..range.end]);
        words
    }
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4})年(\d{1,2})月(\d{1,2})日").expect("the pattern is written out here")
});

/// The day that a line names.
pub(in crate::corpus) fn day(words: &str) -> Option<NaiveDate> {
    let found = DAY.captures(words)?;
    let number = |at: usize| found[at].parse().ok();
    NaiveDate::from_ymd_opt(found[1].parse().ok()?, number(2)?, number(3)?)
}

/// Without the blanks beside Han characters and marks, but for those that part the cells of a table.
fn tight(text: &str) -> String {
    let is_wide = |c: char| is_han(c) || "，。、；：！？“”《》（）〔〕".contains(c);
    let mut out = String::with_capacity(text.len());
    let (mut is_gap, mut is_cell) = (false, false);
    for c in text.chars() {
        if is_blank(c) {
            is_gap = true;
            is_cell |= c == '\t';
            continue;
        }
        let last = out.chars().next_back().filter(|_| is_gap);
        if last.is_some_and(|last| is_cell || !is_wide(last) && !is_wide(c)) {
            out.push(' ');
        }
        out.push(c);
        (is_gap, is_cell) = (false, false);
    }
    out
}

/// Adds a text without its line ends and the blanks beside them.
fn push_lines(words: &mut String, text: &str) {
    for line in text.split(ENDS) {
        words.push_str(line.trim_matches(is_blank));
    }
}
