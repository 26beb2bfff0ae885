//! The Tera environment: renders a genre's template once, with the choices left open, into a [`Plan`].
//!
//! A function such as `say` returns a mark, private-use characters that carry the whole request; the rendered
//! text is cut at the marks again, so Tera itself never chooses. The template's own words get their origin by marks
//! planted in its text; values of the outline arrive wrapped in theirs.

mod blocks;
mod builder;
mod engine;
mod faults;
mod filters;
mod front;
mod functions;
mod mark;
mod ordinals;
mod pin;
mod plan;
mod plant;
mod pools;
mod refuse;
mod scan;
mod settle;
mod sheet;
mod side_by_side;
mod slot;
mod together;
mod tokens;
mod view;
mod watch;
mod writer;

pub use engine::{Engine, Genre, genre_named, genres};
pub use front::Front;
pub use mark::{gap, mention, plain, wrap};
pub use plan::{Plan, Setting, SlotInfo};
pub use scan::{Asked, asked};
pub use view::{View, ViewNode, ViewPart, ViewPool, ViewSay};
pub use watch::Limits;
