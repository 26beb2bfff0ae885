//! The section tree of a document: its numbered points at all levels, the moves it makes, and where its closing begins.

mod closing;
mod group;
mod heading;
mod json;
mod marker;
mod moves;
mod node;
mod series;

pub use marker::{Family, Marker, marker, opens_with_marker};
pub use moves::{Move, Step};
pub use node::{Node, NodeKind, Tree};
