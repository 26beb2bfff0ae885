use super::Exporter;
use crate::draft::Draft;

/// JSON: one line, keys in English.
pub(super) struct Json;

impl Exporter for Json {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        let mut out = serde_json::to_vec(draft).expect("a draft is plain data");
        out.push(b'\n');
        out
    }
}

/// The words of such a file.
pub(super) fn words(file: &str) -> Option<String> {
    let draft: serde_json::Value = serde_json::from_str(file).ok()?;
    let mut words = String::new();
    for block in draft["blocks"].as_array()? {
        words.push_str(block["number"].as_str().unwrap_or_default());
        for span in block["spans"].as_array()? {
            words.push_str(span["text"].as_str()?);
        }
        words.push('\n');
    }
    Some(words)
}
