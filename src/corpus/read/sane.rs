use super::refusal;
use crate::diag::{Diagnostic, Result, Source, both};

/// Looks at the text of a document: the notes on it.
///
/// # Errors
/// Nothing but blanks; characters that no text has.
pub(super) fn check(name: &str, text: &str) -> Result<Option<Diagnostic>> {
    if text.trim().is_empty() {
        return Err(refusal(
            name,
            "corpus.empty",
            both!("`{name}` 里没有文字", "there is no text in `{name}`"),
            both!(
                "扫描件和图片须先识别文字",
                "a scan or a picture needs its text recognised first"
            ),
        )
        .into());
    }
    let letters = text.chars().count();
    let controls = text.chars().filter(|&c| is_odd(c)).count();
    // Old files have a stray one here and there.
    if text.contains('\0') || controls * 10 > letters || controls > 8 && controls * 100 > letters {
        return Err(binary(name).into());
    }
    Ok(replaced(name, text))
}

/// The fault of a file that is no text.
pub(super) fn binary(name: &str) -> Diagnostic {
    refusal(
        name,
        "corpus.binary",
        both!("`{name}` 不是文本文件", "`{name}` is not a text file"),
        both!(
            "可读的是 .txt、.md、.docx 和 .html",
            "what is read is .txt, .md, .docx and .html"
        ),
    )
}

/// A control character other than line ends, tabs, form feeds and the end mark of DOS.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\t'..='\r' | '\u{1a}' | '\u{85}')
}

/// The note on a text that lost characters before it came here.
fn replaced(name: &str, text: &str) -> Option<Diagnostic> {
    let at = text.find('\u{fffd}')?;
    let times = text.matches('\u{fffd}').count();
    let place = Source::new(name, text).span(at..at + 1);
    Some(
        Diagnostic::warning(
            "corpus.replaced",
            both!(
                "文中有 {times} 个“\u{fffd}”：早先转换编码时丢了字",
                "“\u{fffd}” in the text, {times} in all: characters were lost in an earlier conversion"
            ),
        )
        .at(place)
        .help(both!("对照原件补上", "put them back from the original")),
    )
}
