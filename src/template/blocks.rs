use super::plant::{Piece, pieces};
use std::ops::Range;

/// How a template calls the one below it in the chain that it changes.
pub(super) const UP: &str = "up";

/// The blocks of a template, in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// All of them.
    pub all: Vec<Block>,
    /// Where one begins that does not end.
    pub unclosed: Option<Range<usize>>,
    /// The first that is in no block and is used by no file that changes another: words, or a tag.
    pub outside: Option<Range<usize>>,
}

/// `{% block name %} … {% endblock %}`
#[derive(Debug)]
pub(super) struct Block {
    /// Its name.
    pub name: String,
    /// The tag that begins it.
    pub tag: Range<usize>,
    /// What it holds.
    pub inner: Range<usize>,
    /// How many blocks it stands in.
    pub depth: usize,
}

impl Blocks {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for (range, piece) in places(text) {
            let tag = match piece {
                Piece::Text(words) => {
                    let begin = range.end - words.trim_start().len();
                    if open.is_empty() && begin < range.end {
                        found
                            .outside
                            .get_or_insert(begin..begin + words.trim().len());
                    }
                    continue;
                }
                Piece::Tag(tag) => tag,
            };
            match words(tag).as_slice() {
                ["block", name] => {
                    found.all.push(Block {
                        name: (*name).to_owned(),
                        inner: range.end..range.end,
                        tag: range,
                        depth: open.len(),
                    });
                    open.push(found.all.len() - 1);
                }
                ["endblock", ..] => {
                    if let Some(at) = open.pop() {
                        found.all[at].inner.end = range.start;
                    }
                }
                ["extends", ..] => {}
                _ if open.is_empty() && !tag.starts_with("{#") => {
                    found.outside.get_or_insert(range);
                }
                _ => {}
            }
        }
        found.unclosed = open.last().map(|at| found.all[*at].tag.clone());
        found
    }

    /// Those that stand in no other.
    pub fn outermost(&self) -> impl Iterator<Item = &Block> {
        self.all.iter().filter(|block| block.depth == 0)
    }

    /// A block that has the name of one before it.
    pub fn doubled(&self) -> Option<&Block> {
        let earlier = |at: usize| self.all[..at].iter().map(|b| &b.name);
        (0..self.all.len())
            .find(|at| earlier(*at).any(|name| *name == self.all[*at].name))
            .map(|at| &self.all[at])
    }
}

/// The tag that says that a file changes the one below it.
pub(super) fn extends(text: &str) -> Option<Range<usize>> {
    extended(text)
        .find(|(_, name)| *name == UP)
        .map(|(range, _)| range)
}

/// Where a text stops before the template that it extends, whichever that is.
pub(super) fn head(text: &str) -> usize {
    extended(text).next().map_or(0, |(range, _)| range.end)
}

fn extended(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    places(text).filter_map(|(range, piece)| match piece {
        Piece::Tag(tag) => match words(tag).as_slice() {
            ["extends", name] => Some((range, name.trim_matches(['"', '\'', '`']))),
            _ => None,
        },
        Piece::Text(_) => None,
    })
}

/// The `{{ super() }}` of a stretch.
pub(super) fn supers(text: &str, inside: &Range<usize>) -> Vec<Range<usize>> {
    let call = |tag: &str| -> String {
        let chars = tag.chars().filter(|c| !c.is_whitespace() && *c != '-');
        chars.collect()
    };
    places(&text[inside.clone()])
        .filter(|(_, piece)| matches!(piece, Piece::Tag(tag) if call(tag) == "{{super()}}"))
        .map(|(range, _)| range.start + inside.start..range.end + inside.start)
        .collect()
}

/// The words of a `{% … %}` tag.
fn words(tag: &str) -> Vec<&str> {
    let inner = tag
        .strip_prefix("{%")
        .and_then(|t| t.strip_suffix("%}"))
        .unwrap_or("");
    inner.trim_matches('-').split_whitespace().collect()
}

/// The pieces of a template with their bytes.
fn places(text: &str) -> impl Iterator<Item = (Range<usize>, Piece<'_>)> {
    let mut at = 0;
    pieces(text).into_iter().map(move |piece| {
        let (Piece::Text(own) | Piece::Tag(own)) = &piece;
        let begin = at;
        at += own.len();
        (begin..at, piece)
    })
}
