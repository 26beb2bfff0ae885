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
