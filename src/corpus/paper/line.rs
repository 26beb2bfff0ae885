use crate::terms::{is_forbidden, is_han};
use std::ops::Range;

/// Whether a character is not seen: what an indent is made of, and what no text may hold.
pub(in crate::corpus) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t') || is_forbidden(c) && !ENDS.contains(&c)
}

/// What a line ends with.
pub(in crate::corpus) const ENDS: [char; 7] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
];

/// What a sentence ends with.
const ENDERS: [char; 7] = ['。', '！', '？', '!', '?', '…', '；'];

/// What may stand behind the end of a sentence.
const CLOSERS: [char; 6] = ['”', '’', '）', ')', '》', '」'];

/// A line that is not empty, without the blanks at its ends.
#[derive(Debug, Clone)]
pub(in crate::corpus) struct Line<'t> {
    /// Its place, in bytes.
    pub range: Range<usize>,
    pub text: &'t str,
    /// Whether blanks stand before it.
    pub is_indented: bool,
    /// Whether an empty line stands before it.
    pub is_apart: bool,
}

/// The lines of a text.
pub(in crate::corpus) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut is_apart = true;
    for whole in text.split_inclusive(ENDS) {
        let open = whole.trim_end_matches(ENDS);
        let inner = open.trim_matches(is_blank);
        let start = from + (open.len() - open.trim_start_matches(is_blank).len());
        if inner.is_empty() {
            // The second half of a line end of two characters is no line.
            is_apart |= !(whole == "\n" && text[..from].ends_with('\r'));
        } else {
            out.push(Line {
                range: start..start + inner.len(),
                text: inner,
                is_indented: start > from,
                is_apart,
            });
            is_apart = false;
        }
        from += whole.len();
    }
    out
}

impl Line<'_> {
    /// How many characters it has.
    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// How many of them are Han.
    pub fn han(&self) -> usize {
        self.text.chars().filter(|c| is_han(*c)).count()
    }

    /// Whether it ends as a sentence does.
    pub fn ends(&self) -> bool {
        let words = self.text.trim_end_matches(CLOSERS);
        words.ends_with(ENDERS) || self.text.ends_with([':', '：'])
    }

    /// Whether it is running text: long, with a sentence that ends in it.
    pub fn is_prose(&self) -> bool {
        self.han() >= 25 && self.text.contains(['。', '！', '？', '；'])
    }
}
