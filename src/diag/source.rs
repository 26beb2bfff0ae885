use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file as it was read: its name as the user knows it, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A source ready to be pointed into.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
        })
    }

    /// The name, usually a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of `range`, in bytes; ends that fall inside a character move outward, ends past the text move in.
    pub fn span(self: &Arc<Self>, range: Range<usize>) -> Span {
        let mut start = range.start.min(self.text.len());
        let mut end = range.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span {
            source: Arc::clone(self),
            range: start..end,
        }
    }

    /// The span of the first character of the file.
    pub fn start(self: &Arc<Self>) -> Span {
        self.span(0..0)
    }

    /// The byte range of line `line` (counted from 1), without its line end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let mut start = 0;
        for (number, text) in self.text.split_inclusive('\n').enumerate() {
            if number + 1 == line {
                return start..start + text.trim_end_matches(['\n', '\r']).len();
            }
            start += text.len();
        }
        self.text.len()..self.text.len()
    }
}

/// A place in a source: a range of bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Span {
    source: Arc<Source>,
    range: Range<usize>,
}

impl Span {
    /// The file the span lies in.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Line and column of its start, both from 1; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.range.start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// `file:line`, as origins are written.
    pub fn place(&self) -> String {
        format!("{}:{}", self.source.name, self.line_column().0)
    }

    /// The text it covers.
    pub fn text(&self) -> &str {
        &self.source.text[self.range.clone()]
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name)
    }
}
