use super::{Draft, OriginKind};
use crate::terms::is_han;
use std::collections::BTreeSet;
use std::ops::Range;

/// The length of a shingle in characters.
pub const SHINGLE: usize = 8;

/// A run of eight characters.
pub type Shingle = [char; SHINGLE];

/// The characters of a text that shingles are made of: letters, digits and Han; marks and blanks left out.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_han(*c) || c.is_alphanumeric())
}

/// The distinct shingles of a text.
pub fn shingles_of(text: &str) -> BTreeSet<Shingle> {
    let all: Vec<char> = letters(text).collect();
    shingles(&all).collect()
}

/// For each letter, whether it stands in one of these shingles.
pub fn shared(letters: &[char], others: &BTreeSet<Shingle>) -> Vec<bool> {
    let mut stands = vec![false; letters.len()];
    for (at, shingle) in shingles(letters).enumerate() {
        if others.contains(&shingle) {
            stands[at..at + SHINGLE].fill(true);
        }
    }
    stands
}

/// The letters of a document, and which of them the outline gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// The letters.
    pub all: Vec<char>,
    /// The stretches that the outline gave, in order, none touching the next.
    pub own: Vec<Range<usize>>,
}

impl Letters {
    /// The shingles in order, each with whether no letter of the outline's stands in it.
    pub fn shingles(&self) -> impl Iterator<Item = (Shingle, bool)> {
        let mut own = self.own.iter().peekable();
        shingles(&self.all).enumerate().map(move |(at, shingle)| {
            while own.peek().is_some_and(|own| own.end <= at) {
                own.next();
            }
            let is_generated = own.peek().is_none_or(|own| own.start >= at + SHINGLE);
            (shingle, is_generated)
        })
    }

    /// The distinct shingles of the whole text.
    pub fn whole(&self) -> BTreeSet<Shingle> {
        shingles(&self.all).collect()
    }

    /// The distinct shingles that no letter of the outline's stands in.
    pub fn generated(&self) -> BTreeSet<Shingle> {
        self.shingles().filter(|s| s.1).map(|s| s.0).collect()
    }
}

fn shingles(letters: &[char]) -> impl Iterator<Item = Shingle> {
    letters.windows(SHINGLE).filter_map(|w| w.try_into().ok())
}

/// The share of the shingles of the shorter text that also occur in the other.
pub fn overlap(a: &BTreeSet<Shingle>, b: &BTreeSet<Shingle>) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    a.intersection(b).count() as f64 / shorter as f64
}

impl Draft {
    /// Its letters.
    pub fn letters(&self) -> Letters {
        let mut found = Letters::default();
        for block in &self.blocks {
            found
                .all
                .extend(letters(block.number.as_deref().unwrap_or("")));
            for span in &block.spans {
                let from = found.all.len();
                found.all.extend(letters(&span.text));
                let to = found.all.len();
                if span.origin.kind != OriginKind::Outline || from == to {
                    continue;
                }
                match found.own.last_mut() {
                    Some(last) if last.end == from => last.end = to,
                    _ => found.own.push(from..to),
                }
            }
        }
        found
    }
}
