use crate::diag::{Diagnostic, Result, Source, both};
use crate::draft::{Bare, BlockKind};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct RawDraft {
    blocks: Vec<RawBlock>,
}

#[derive(Deserialize)]
struct RawBlock {
    kind: BlockKind,
    level: Option<u8>,
    number: Option<String>,
    spans: Vec<RawSpan>,
}

#[derive(Deserialize)]
struct RawSpan {
    text: String,
}

fn on_one_line(words: impl Iterator<Item = String>) -> String {
    words.map(|words| words.replace(['\n', '\r'], "")).collect()
}

/// The blocks of a draft in JSON.
///
/// # Errors
/// It is no draft of ours.
pub(super) fn blocks(source: &Arc<Source>) -> Result<Vec<Bare>> {
    let draft: RawDraft = serde_json::from_str(source.text()).map_err(|error| {
        let line = source
            .text()
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        let start: usize = line.map(str::len).sum();
        let at = start + error.column().saturating_sub(1);
        // Its place is shown.
        let reason = error.to_string();
        let reason = reason
            .rsplit_once(" at line")
            .map_or(&*reason, |(reason, _)| reason);
        let name = source.name();
        Diagnostic::error(
            "manuscript.json",
            both!(
                "`{name}` 不是 nigao 写出的草稿：{reason}",
                "`{name}` is no draft that nigao wrote: {reason}"
            ),
        )
        .at(source.span(at..at))
        .help(both!(
            "给 `nigao draft -f json` 写出的文件",
            "give a file that `nigao draft -f json` wrote"
        ))
    })?;
    let block = |block: RawBlock| {
        let words = block.spans.into_iter().map(|span| span.text);
        Bare {
            kind: block.kind,
            level: block.level.map(|level| level.clamp(1, 4)),
            text: on_one_line(block.number.into_iter().chain(words)),
        }
    };
    Ok(draft.blocks.into_iter().map(block).collect())
}
