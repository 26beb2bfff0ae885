use super::Exporter;
use crate::draft::Draft;

/// JSON: one line, keys in English.
pub(super) struct Json;

impl Exporter for Json {
    fn export(&self, draft: &Draft) -> String {
        let mut out = serde_json::to_string(draft).expect("a draft is plain data");
        out.push('\n');
        out
    }
}
