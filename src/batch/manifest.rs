use crate::diag::{Diagnostic, Message, Result, Source, both};
use crate::draft::{Draft, Letters};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A line of `manifest.jsonl`: one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The name of its file.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Its number among the drafts of its outline and place, from 1.
    pub index: u64,
    /// The seed of the batch.
    pub seed: u64,
    /// The place.
    pub locality: String,
    /// Its Han characters.
    pub chars: u32,
    /// Which of its letters the outline gave: where each stretch begins, and how long it is. Left out where nothing is
    /// certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Vec<(usize, usize)>>,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// Its name.
pub(super) const MANIFEST: &str = "manifest.jsonl";

impl Line {
    /// The line of a draft written to `file`.
    pub fn of(draft: &Draft, file: String, bytes: &[u8], letters: Option<&Letters>) -> Self {
        Self {
            file,
            id: draft.id.clone(),
            index: draft.index.unwrap_or(0),
            seed: draft.seed,
            locality: draft.locality.clone(),
            chars: draft.chars,
            own: letters.map(|l| l.own.iter().map(|own| (own.start, own.len())).collect()),
            sha256: sha256(bytes),
        }
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        let mut text = serde_json::to_string(self).expect("a line is plain data");
        text.push('\n');
        text
    }

    /// The letters of its draft, from the words of its file.
    pub fn letters(&self, words: &str) -> Letters {
        let own = self.own.iter().flatten();
        Letters {
            all: crate::draft::letters(words).collect(),
            own: own.map(|(start, len)| *start..start + len).collect(),
        }
    }
}

/// The lines of a manifest.
///
/// # Errors
/// A line that is none, or that names a file elsewhere.
pub(super) fn read_manifest(name: &str, bytes: &[u8]) -> Result<Vec<Line>> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Source::new(name, text);
    let mut lines = Vec::new();
    for (number, line) in source.text().lines().enumerate() {
        let fault = |message: Message| {
            Diagnostic::error("batch.manifest", message)
                .at(source.span(source.line(number + 1)))
                .help(both!(
                    "用 --resume 重新写出这一批",
                    "write the batch again with --resume"
                ))
        };
        let line: Line = serde_json::from_str(line).map_err(|error| {
            let said = error.to_string();
            fault(both!(
                "这一行不是批次清单：{said}",
                "this is not a line of a manifest: {said}"
            ))
        })?;
        let file = &line.file;
        if file.is_empty() || file.starts_with('.') || file.contains(['/', '\\', ':']) {
            return Err(fault(both!(
                "`{file}` 不是这个文件夹里的文件",
                "`{file}` is not a file of this folder"
            ))
            .into());
        }
        lines.push(line);
    }
    Ok(lines)
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
