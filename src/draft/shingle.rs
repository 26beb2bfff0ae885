use super::Draft;
use crate::terms::is_han;
use std::collections::BTreeSet;

/// The length of a shingle in characters.
pub const SHINGLE: usize = 8;

/// The distinct runs of eight characters of a text: letters, digits and Han; marks and blanks left out.
pub fn shingles(text: &str) -> BTreeSet<[char; SHINGLE]> {
    let chars: Vec<char> = text
        .chars()
        .filter(|c| is_han(*c) || c.is_alphanumeric())
        .collect();
    chars
        .windows(SHINGLE)
        .filter_map(|w| w.try_into().ok())
        .collect()
}

/// The share of the shingles of the shorter text that also occur in the other.
pub fn overlap(a: &BTreeSet<[char; SHINGLE]>, b: &BTreeSet<[char; SHINGLE]>) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    a.intersection(b).count() as f64 / shorter as f64
}

impl Draft {
    /// The shingles of the whole text.
    pub fn shingles(&self) -> BTreeSet<[char; SHINGLE]> {
        let text: Vec<String> = self.blocks.iter().map(super::Block::text).collect();
        shingles(&text.concat())
    }
}
