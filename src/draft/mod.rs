//! The finished document: blocks of spans, and for every character where it comes from.
//!
//! [`assemble`] turns a reading-order stream of [`Item`]s into blocks and makes the numbers of all series from the
//! tree; nothing here knows which outline, template or bank the words came from beyond what their origins say.

mod assemble;
mod block;
mod count;
mod numbering;
mod sentence;
mod shingle;

pub use assemble::{Item, assemble};
pub use block::{Block, BlockKind, Draft, Origin, OriginKind, Span};
pub use count::{Pace, Shares};
pub use numbering::{Lists, chinese_number, ordinal};
pub use sentence::{Sentence, sentences};
pub use shingle::{SHINGLE, overlap, shingles};
