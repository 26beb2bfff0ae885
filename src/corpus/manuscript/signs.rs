//! Signs that nobody sees, and such as no draft may hold.

use crate::corpus::not_secret;
use crate::diag::{Diagnostic, Result, Source, both};
use std::sync::Arc;

/// A text without the characters in it that nobody sees.
pub(super) fn seen(source: &Arc<Source>) -> Arc<Source> {
    let is_unseen = |c| {
        matches!(
            c,
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
    };
    if !source.text().contains(is_unseen) {
        return source.clone();
    }
    Source::new(source.name(), source.text().replace(is_unseen, ""))
}

/// Refuses what may not be read, or not be written.
pub(super) fn allowed(source: &Arc<Source>) -> Result<()> {
    not_secret(source)?;
    let Some((at, c)) = source.text().char_indices().find(|(_, c)| is_foreign(*c)) else {
        return Ok(());
    };
    let code = c as u32;
    Err(Diagnostic::error(
        "manuscript.character",
        both!(
            "稿子里有控制字符 U+{code:04X}，Word 打不开这样的文件",
            "the draft holds the control character U+{code:04X}, with which Word opens no file"
        ),
    )
    .at(source.span(at..at + c.len_utf8()))
    .help(both!("删去它", "delete it"))
    .into())
}

/// Signs that XML 1.0 does not allow, and that text has no use for.
fn is_foreign(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}
