use crate::diag::{Diagnostic, Source};
use std::ops::Range;
use std::sync::Arc;

/// A document of somebody's, as text.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name as the caller knows it, and its text: line ends as they are, without a byte order mark.
    ///
    /// Places in a document are counted in code points of this text.
    pub source: Arc<Source>,
    /// The encoding its text was in: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, or what a web page declares.
    pub encoding: &'static str,
    /// What was read, but should be looked at.
    pub notes: Vec<Diagnostic>,
    /// Its paragraphs, where it is a Word file.
    pub paragraphs: Vec<Styled>,
    /// What was there beside words, where it is a Word file.
    pub beside: Beside,
}

/// A paragraph of a Word file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styled {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The name of its style in small letters: `heading 1`; empty where it has none.
    pub style: String,
    /// As a heading of which depth it stands in the outline, from 1 to 9.
    pub level: Option<u8>,
    /// Whether it stands in a table.
    pub is_cell: bool,
}

/// How much a Word file holds that text cannot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Tables.
    pub tables: usize,
    /// Pictures and shapes.
    pub pictures: usize,
    /// Footnotes and endnotes.
    pub notes: usize,
    /// Formulas, and symbols by their number in a font.
    pub formulas: usize,
    /// Runs of characters that are bold, leaning, struck out or underlined.
    pub looks: usize,
}
