//! Where a draft is for: the words for committee, area and government that change with the division.
//!
//! Templates never write 市委 or 全省; they write `loc.committee` and `loc.whole`. A [`Table`] knows the divisions, [`Naming`]
//! the words by kind and the exceptions; a [`Locality`] is one place with all its words, each with what supplied it.

mod division;
mod lookup;
mod naming;
mod overlay;
mod place;
mod raw;
mod superior;
mod table;

pub use division::Division;
pub use lookup::Lookup;
pub use naming::Naming;
pub use overlay::Overlay;
pub use place::{FIELDS, Locality, Word};
pub use raw::{RawDivision, RawNaming, RawRow, RawUnits, Words};
pub use superior::Superior;
pub use table::Table;
