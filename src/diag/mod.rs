//! One [`Diagnostic`] for every fault: what is wrong, where, and what mends it, in Chinese and in English.
//!
//! Everything that reads a file returns [`Faults`]; only the command line decides how to show them. This module
//! knows nothing of outlines, phrases or templates.

mod diagnostic;
mod lang;
mod nearest;
mod render;
mod source;
mod yaml;

pub use diagnostic::{Diagnostic, Faults, Severity};
pub use lang::{Lang, Message};
pub use nearest::{did_you_mean, nearest};
pub use render::render;
pub use source::{Source, Span};
pub use yaml::{Located, parse_yaml};

pub(crate) use lang::both;

/// What a fallible step of the pipeline returns: its value, or all the faults it found.
pub type Result<T> = std::result::Result<T, Faults>;
