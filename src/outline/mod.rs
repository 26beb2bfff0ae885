//! What is to be said: the model of an outline, read from YAML with every value's place kept.
//!
//! A fault of shape stops at the first; faults of sense that need no bank or template are all reported at once.
//! Whether topics, roles and facts exist is for `compose` to ask.

mod change;
mod date;
mod fact;
mod keys;
mod length;
mod level;
mod load;
mod model;
mod place;
mod point;
mod schema;

pub use change::{Change, load_with};
pub use date::Date;
pub use fact::{Fact, FactKind};
pub use length::Length;
pub use level::Level;
pub use load::{MOST_POINTS, load};
pub use model::{Fields, Outline, Section, Speaker};
pub use place::{MadePlace, Place};
pub use point::{Point, Points, Sides};
pub use schema::schema;

pub use crate::terms::Prose;
