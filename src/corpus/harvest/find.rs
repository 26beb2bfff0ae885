use super::Kind;
use super::body::Spread;
use std::ops::Range;

/// A phrase on its way to be a candidate.
#[derive(Debug, Clone)]
pub(super) struct Find {
    /// Its words.
    pub units: Vec<u16>,
    /// What it is.
    pub kind: Kind,
    /// Its places, copies of paragraphs apart.
    pub unique: u32,
    /// How it is spread over the documents.
    pub spread: Spread,
    /// How good it looks.
    pub score: f64,
    /// Some of its places.
    pub places: Vec<Range<u32>>,
}
