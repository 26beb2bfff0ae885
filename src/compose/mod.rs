//! The pipeline: an outline is held against bank and template, rendered into its space, and a draft is picked.

mod check;
mod choices;
mod composition;
mod context;
mod depth;
mod forecast;
mod id;
mod library;
mod names;
mod place;
mod places;
mod points;
mod supply;

pub use choices::Pin;
pub use composition::{Composition, Wishes};
pub use depth::{Depth, depths};
pub use forecast::Forecast;
pub use id::Id;
pub use library::Library;
pub use places::Places;
