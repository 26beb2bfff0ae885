//! A finished draft as a file: one format a file, behind one trait.

#[cfg(feature = "docx")]
mod docx;
mod html;
mod json;
pub mod layout;
mod markdown;
mod setting;
mod text;
mod title;

use crate::draft::Draft;
use layout::Layout;

#[cfg(feature = "docx")]
pub use docx::{reviewed, revised};
pub use text::{Lines, heads, indent, to_text};

/// A way of writing drafts.
pub trait Exporter: Send + Sync {
    /// The draft in this format, ready to be written.
    fn export(&self, draft: &Draft) -> Vec<u8>;
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text, two ideographic blanks before each paragraph.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// One page, laid out as on paper, with the origin of each sentence.
    Html,
    /// A Word file.
    #[cfg(feature = "docx")]
    Docx,
    /// Everything, for programs.
    Json,
}

impl Format {
    /// All of them, with their names and file endings.
    pub const ALL: &[(Self, &'static str, &'static [&'static str])] = &[
        (Self::Text, "text", &["txt"]),
        (Self::Markdown, "markdown", &["md", "markdown"]),
        (Self::Html, "html", &["html", "htm"]),
        #[cfg(feature = "docx")]
        (Self::Docx, "docx", &["docx"]),
        (Self::Json, "json", &["json"]),
    ];

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|f| f.1 == name).map(|f| f.0)
    }

    /// The format a file's ending asks for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let mut formats = Self::ALL.iter();
        formats
            .find(|f| f.2.contains(&ending.as_str()))
            .map(|f| f.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|f| f.0 == self).map_or("", |f| f.1)
    }

    /// The names of all, as one lists them.
    pub fn names() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|f| f.1).collect();
        names.join(", ")
    }

    /// The usual ending of its files.
    pub fn ending(self) -> &'static str {
        let endings = Self::ALL.iter().find(|f| f.0 == self);
        endings.and_then(|f| f.2.first()).copied().unwrap_or("")
    }

    /// Whether its files are text.
    pub fn is_text(self) -> bool {
        #[cfg(feature = "docx")]
        if self == Self::Docx {
            return false;
        }
        true
    }

    /// What writes it, on paper laid out so.
    pub fn exporter(self, layout: &Layout) -> Box<dyn Exporter> {
        match self {
            Self::Text => Box::new(text::Text),
            Self::Markdown => Box::new(markdown::Markdown),
            Self::Html => Box::new(html::Html::new(layout)),
            #[cfg(feature = "docx")]
            Self::Docx => Box::new(docx::Docx::new(layout)),
            Self::Json => Box::new(json::Json),
        }
    }
}
