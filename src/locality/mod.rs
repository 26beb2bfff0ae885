//! Where a draft is for: the words for committee, area and government that change with the division.
//!
//! Templates never write 市委 or 全省; they write `loc.committee` and `loc.whole`.

mod place;
mod raw;

pub use place::{Locality, Naming};
pub use raw::{Names, RawNaming};
