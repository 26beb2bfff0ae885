//! Other people's documents: read, taken apart, and turned into outlines.
//!
//! [`read`] turns a file into text, [`Paper`] tells the speech from what a page puts around it, [`Tree`] finds its sections and
//! points, [`Extractor`] makes an outline of them. Places are bytes of the text; [`Positions`] tells them as code points.

mod extract;
mod findings;
mod paper;
mod positions;
pub mod read;
mod tree;

pub use extract::{Extractor, Keep};
pub use findings::{findings, not_secret};
pub use paper::{Furniture, Mask, MaskKind, Paper, Removed, masks};
pub use positions::Positions;
pub use tree::{Family, Marker, Move, Node, NodeKind, Step, Tree, marker};
