//! The finished document: blocks of spans, and for every character where it comes from.
//!
//! A document is told to a [`Sink`] in reading order: [`Blocks`] keeps everything, a plain text only the words. Nothing here
//! knows which outline, template or bank the words came from beyond what their origins say.

mod block;
mod blocks;
mod compare;
mod count;
mod numbering;
mod sentence;
mod shingle;
mod sink;

pub use block::{Bare, Block, BlockKind, Draft, Origin, OriginKind, Span};
pub use blocks::{Blocks, HEADINGS, Item};
pub use compare::{Compared, Comparison, Side, compare};
pub use count::{Pace, Shares};
pub use numbering::{Lists, chinese_number, ordinal};
pub use sentence::{Sentence, sentence_starts, sentences};
pub use shingle::{Letters, SHINGLE, Shingle, letters, overlap, shared, shingles_of};
pub use sink::Sink;
