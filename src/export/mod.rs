//! A finished draft as a file: one format a file, behind one trait.

mod html;
mod json;
mod markdown;
mod text;

use crate::draft::Draft;

pub use text::{Lines, heads, indent};

/// A way of writing a draft.
pub trait Exporter {
    /// The draft in this format, ready to be written.
    fn export(&self, draft: &Draft) -> String;
    /// The words of a file that was exported so, without the marks of the format; none where it was not.
    fn words(&self, file: &str) -> Option<String>;
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text, two ideographic blanks before each paragraph.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// One page, laid out for A4, with the origin of each sentence.
    Html,
    /// Everything, for programs.
    Json,
}

impl Format {
    /// All of them, with their names and file endings.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 4] = [
        (Self::Text, "text", &["txt"]),
        (Self::Markdown, "markdown", &["md", "markdown"]),
        (Self::Html, "html", &["html", "htm"]),
        (Self::Json, "json", &["json"]),
    ];

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.1 == name).map(|f| f.0)
    }

    /// The format a file's ending asks for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|f| f.2.contains(&ending.to_ascii_lowercase().as_str()))
            .map(|f| f.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|f| f.0 == self)
            .map_or("", |f| f.1)
    }

    /// The usual ending of its files.
    pub fn ending(self) -> &'static str {
        let endings = Self::ALL.into_iter().find(|f| f.0 == self);
        endings.and_then(|f| f.2.first()).copied().unwrap_or("")
    }

    /// Its exporter.
    pub fn exporter(self) -> &'static dyn Exporter {
        match self {
            Self::Text => &text::Text,
            Self::Markdown => &markdown::Markdown,
            Self::Html => &html::Html,
            Self::Json => &json::Json,
        }
    }
}
