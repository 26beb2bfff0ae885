use crate::corpus::Paper;
use crate::corpus::marker::{Family, Marker, bare_word, marker, may_begin};
use std::collections::BTreeMap;
use std::ops::Range;

/// A marker in its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub family: Family,
    pub number: Option<u32>,
    /// Its place, in bytes of the source.
    pub range: Range<usize>,
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Whether it begins the paragraph.
    pub opens: bool,
    /// Whether it is a word inside a sentence, which only those around it make a marker: 首先要……，其次要……
    pub is_bare: bool,
    /// Whether the next of its family that opens a paragraph is the one that follows it.
    pub goes_on: bool,
}

/// The markers of a document.
pub(super) fn all(paper: &Paper) -> Vec<Token> {
    let text = paper.source.text();
    let paragraphs = paper.paragraphs.iter().enumerate();
    let mut all: Vec<Token> = paragraphs
        .flat_map(|(number, range)| tokens(&text[range.clone()], range.start, number))
        .collect();
    let mut behind = BTreeMap::new();
    for token in all.iter_mut().rev().filter(|t| t.opens) {
        if let Some(number) = token.number {
            token.goes_on = behind.insert(token.family, number) == Some(number + 1);
        }
    }
    all
}

/// The markers of a paragraph that begins at byte `from`.
fn tokens(text: &str, from: usize, paragraph: usize) -> Vec<Token> {
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut is_apart = true;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        let opens = at == 0;
        let may_stand = opens || may_begin(c) && (is_apart || is_boundary(before));
        if at >= skip && may_stand {
            let marked = marker(&text[at..], opens);
            let is_bare = marked.is_none();
            if let Some(found) = marked.or_else(|| bare_word(&text[at..]))
                && (opens || may_stand_inside(&found, before, is_apart))
            {
                out.push(Token {
                    family: found.family,
                    number: found.number,
                    range: from + at..from + at + found.len,
                    paragraph,
                    opens,
                    is_bare,
                    goes_on: false,
                });
                skip = at + found.len;
            }
        }
        is_apart = c.is_whitespace();
        if !is_apart {
            before = Some(c);
        }
    }
    out
}

fn is_boundary(before: Option<char>) -> bool {
    before.is_none_or(|c| "。！？；：，、,;:!?…”’）)》—".contains(c))
}

/// Whether a marker may stand inside a paragraph, behind this character.
fn may_stand_inside(found: &Marker, before: Option<char>, is_apart: bool) -> bool {
    let ends = before.is_some_and(|c| "。！？；：;:!?…”）)".contains(c));
    match found.family {
        Family::Cn | Family::Arabic | Family::Label => ends || is_apart,
        Family::Paren | Family::ParenArabic | Family::Circled | Family::Di => {
            ends || is_apart || before == Some('，')
        }
        Family::Shouxian => ends || before == Some('，') || before == Some(','),
        Family::Shi | Family::Yao | Family::Zhua => true,
        Family::Dash => false,
    }
}
