//! The section tree of a document: its numbered points at all levels, the moves it makes, and where its closing begins.

mod closing;
mod group;
mod heading;
mod json;
mod moves;
mod node;
mod place;
mod preview;
mod series;
mod token;
mod turn;

pub use moves::{Move, Step};
pub use node::{Node, NodeKind, Tree};
