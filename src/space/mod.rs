//! The finite set of drafts that could come out: counted exactly, numbered, drawn from, aimed at a length.
//!
//! A [`Space`] is fixed pieces, alternatives, free orders and slots over pools; it knows lengths and nothing of words.
//! One draft is a [`Pick`]: the decisions in the order of the plan. Within one draft no entry is used twice.
//!
//! Everything is computed on one tree: a [`Measure`] is folded up it (big integers to count and number, polynomials in
//! the length to aim), carrying for each part how often it draws from each pool; where all draws of a pool lie below
//! a node, the pool is settled there: k ordered draws from n entries, a falling factorial or its polynomial.

mod aim;
mod column;
mod divide;
mod lengths;
mod measure;
mod pick;
mod plan;
mod rank;
mod redraw;
mod sample;
mod spread;
mod stream;
mod table;
mod tables;
mod tally;
mod tilt;
mod tree;
mod walk;

pub use aim::{Aim, Reach};
pub use divide::{Share, divide};
pub use lengths::Lengths;
pub use measure::Measure;
pub use pick::{Entry, Leaf, Pick};
pub use plan::{Draw, Node, Option_, Pool, Space};
pub use rank::Numbering;
pub use sample::sample;
pub use spread::{Spread, Walker};
pub use stream::Stream;
pub use tally::Tally;
