//! The pipeline: an outline is held against bank and template, rendered into its space, and a draft is picked.

mod check;
mod composition;
mod context;
mod forecast;
mod id;
mod library;
mod supply;

pub use composition::{Composition, Wishes};
pub use forecast::Forecast;
pub use id::Id;
pub use library::Library;
