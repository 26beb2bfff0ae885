//! Other people's documents: read, taken apart, turned into outlines, searched for what they have in common.
//!
//! [`read`] turns a file into text, [`Paper`] tells the speech from what a page puts around it, [`Tree`] finds its sections and
//! points, [`Extractor`] makes an outline of them; [`harvest`] finds phrases and patterns in many of them; a [`Manuscript`] is a draft of our own that
//! comes back edited. Places are bytes of
//! the text; [`Positions`] tells them as code points.

mod extract;
mod findings;
pub mod harvest;
mod manuscript;
mod marker;
mod paper;
mod positions;
pub mod read;
mod secrecy;
mod taken;
mod tree;
mod yaml;

pub use extract::{Extractor, Keep};
pub use findings::findings;
pub use manuscript::{Manuscript, words};
pub use marker::{Family, Marker, marker};
pub use paper::{Furniture, Mask, MaskKind, Paper, Removed, masks};
pub use positions::Positions;
pub use secrecy::not_secret;
pub use tree::{Move, Node, NodeKind, Step, Tree};
