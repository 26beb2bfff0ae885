//! What is looked for in a finished draft: the names of places that it is not for.

mod residue;

pub use residue::{Residue, Residues};
