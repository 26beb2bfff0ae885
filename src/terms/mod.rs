//! Fixed expressions (固定提法), the events that date them, and the public formulas that are used whole or not at all.
//!
//! A term has one or more forms, each with the days on which it is in use; a draft asks for the form of its own date.
//! The table is data (`terms/`), says as of when it is right, and knows nothing of outlines.

mod han;
mod prose;
mod raw;
mod series;
mod table;
mod validity;

pub use han::{han_count, is_han};
pub use prose::{Prose, is_forbidden, widen};
pub use raw::{RawExpression, RawForm, RawTerms};
pub use series::Series;
pub use table::{Event, Expression, Form, Terms};
pub use validity::{Validity, parse_date};
