//! Other people's documents: read, and taken apart.
//!
//! [`read`] turns a file into text. It knows nothing of outlines, phrases and templates.

pub mod read;
