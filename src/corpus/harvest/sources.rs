use super::Candidate;
use crate::corpus::yaml::Writer;
use crate::diag::{Result, Source, parse_yaml};
use crate::phrase::RawDocument;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The list of documents beside a file of the bank: `sources.yaml`.
#[derive(Debug)]
pub struct Sources {
    source: Arc<Source>,
    /// Those that are listed.
    there: Vec<RawDocument>,
    /// The names that documents have.
    taken: BTreeSet<String>,
}

impl Sources {
    /// Reads a list; an empty file lists nothing.
    ///
    /// # Errors
    /// A file that is no list of documents.
    pub fn read(source: &Arc<Source>) -> Result<Self> {
        let there: Vec<RawDocument> = if source.text().trim().is_empty() {
            Vec::new()
        } else {
            parse_yaml(source)?
        };
        Ok(Self {
            source: Arc::clone(source),
            taken: there.iter().map(|d| d.id.clone()).collect(),
            there,
        })
    }

    /// The name of the document in a file: the one it is listed under, or that of the file without its ending, told apart from
    /// others by a number.
    pub fn id(&mut self, file: &str) -> String {
        if let Some(listed) = self.there.iter().find(|d| d.file == file) {
            return listed.id.clone();
        }
        let stem = Path::new(file).file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().replace(char::is_whitespace, "_");
        let mut id = stem.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }

    /// The list, as it is, with those documents behind it that a candidate was taken from.
    pub fn with(&self, documents: &[RawDocument], candidates: &[Candidate]) -> String {
        let places = candidates.iter().flat_map(|c| &c.places);
        let used: BTreeSet<&str> = places.map(|p| p.doc.as_str()).collect();
        let mut out = Writer::behind(self.source.text());
        for document in documents {
            let is_there = self.there.iter().any(|d| d.id == document.id);
            if is_there || !used.contains(document.id.as_str()) {
                continue;
            }
            out.pair(0, "- id", &document.id);
            out.pair(2, "title", &document.title);
            if let Some(date) = &document.date {
                out.line(2, &format!("date: {date}"));
            }
            out.pair(2, "file", &document.file);
        }
        out.text
    }
}
