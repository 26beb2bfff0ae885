use crate::diag::{Diagnostic, Source};
use std::sync::Arc;

/// A document of somebody's, as text.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name as the caller knows it, and its text: line ends as they are, without a byte order mark.
    ///
    /// Places in a document are counted in code points of this text.
    pub source: Arc<Source>,
    /// The encoding its text was in: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, or what a web page declares.
    pub encoding: &'static str,
    /// What was read, but should be looked at.
    pub notes: Vec<Diagnostic>,
}
