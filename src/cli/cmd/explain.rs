use crate::draft::{Draft, sentences};
use std::fmt::Write;

/// Each sentence of a draft, and below it each origin with the words it gave.
pub(super) fn explain(draft: &Draft) -> String {
    let mut out = String::new();
    for block in &draft.blocks {
        let number = block.number.as_deref().unwrap_or("");
        for (at, sentence) in sentences(block).iter().enumerate() {
            let number = if at == 0 { number } else { "" };
            let _ = writeln!(out, "{number}{}", sentence.text());
            for span in &sentence.spans {
                let kind = span.origin.kind.name();
                let source = span
                    .origin
                    .source
                    .as_ref()
                    .map(|s| format!(" ← {s}"))
                    .unwrap_or_default();
                let slot = span.origin.slot.as_ref();
                let slot = slot.map(|s| format!(" @{s}")).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    {kind:<8} {}{source}{slot}  {}",
                    span.origin.at, span.text
                );
            }
        }
        out.push('\n');
    }
    out
}
