use super::{BlockKind, Origin};

/// What a document is told to, in reading order.
pub trait Sink {
    /// Words of one origin; the origin is asked for only where it is kept.
    fn words(&mut self, text: &str, origin: impl FnOnce() -> Origin);
    /// An ordinal: of the block, for the levels of headings; among its words, below them.
    fn number(&mut self, level: u8, text: &str);
    /// A block that is not a paragraph begins.
    fn begin(&mut self, kind: BlockKind, level: Option<u8>);
    /// A block ends; one without words has never been.
    fn close(&mut self);
    /// A move begins.
    fn step(&mut self, name: &str);
}
