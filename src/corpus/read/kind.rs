use super::refusal;
use crate::diag::{Diagnostic, Result, both};
use std::path::Path;

/// What a document is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text, and Markdown, which is left as it is.
    Text,
    /// A web page.
    Html,
    /// A `.docx`.
    Word,
}

/// How files begin that are no text.
const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const PDF: &[u8] = b"%PDF-";
const RTF: &[u8] = b"{\\rtf";

/// The kind of a document: by how it begins, then by its ending.
///
/// # Errors
/// No bytes at all, or a kind that is not read.
pub(super) fn kind(name: &str, bytes: &[u8]) -> Result<Kind> {
    if bytes.is_empty() {
        return Err(refusal(
            name,
            "corpus.empty",
            both!("`{name}` 是空文件", "`{name}` is an empty file"),
            both!("是不是没有存好？", "was it saved?"),
        )
        .into());
    }
    if bytes.starts_with(ZIP) {
        return Ok(Kind::Word);
    }
    if bytes.starts_with(OLE) {
        return Err(ole(name, bytes).into());
    }
    if bytes.starts_with(PDF) {
        return Err(refusal(
            name,
            "corpus.pdf",
            both!("`{name}` 是 PDF，不读", "`{name}` is a PDF, which is not read"),
            both!(
                "在 WPS 或 Word 里打开，另存为 .docx 或 .txt；扫描件须先识别文字",
                "open it in Word or WPS and save it as .docx or .txt; a scan needs its text recognised first"
            ),
        )
        .into());
    }
    if bytes.starts_with(RTF) {
        return Err(refusal(
            name,
            "corpus.rtf",
            both!(
                "`{name}` 是 RTF，不读",
                "`{name}` is RTF, which is not read"
            ),
            save_as_docx(),
        )
        .into());
    }
    match ending(name).as_str() {
        "docx" | "docm" => Err(not_word(name).into()),
        "html" | "htm" | "xhtml" => Ok(Kind::Html),
        "md" | "markdown" => Ok(Kind::Text),
        _ if begins_as_html(bytes) => Ok(Kind::Html),
        _ => Ok(Kind::Text),
    }
}

/// The fault of a package, or what should be one, without a document of Word's in it.
pub(super) fn not_word(name: &str) -> Diagnostic {
    refusal(
        name,
        "corpus.not-word",
        both!(
            "`{name}` 不是 Word 文件：里面没有正文（word/document.xml）",
            "`{name}` is not a Word file: it has no document in it (word/document.xml)"
        ),
        save_as_docx(),
    )
}

fn save_as_docx() -> crate::diag::Message {
    both!(
        "在 WPS 或 Word 里打开，另存为 .docx",
        "open it in Word or WPS and save it as .docx"
    )
}

/// Old Word and WPS files, and new ones with a password, lie in the same kind of container.
fn ole(name: &str, bytes: &[u8]) -> Diagnostic {
    let stream: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(stream.len()).any(|at| at == stream) {
        return protected(name);
    }
    refusal(
        name,
        "corpus.old-word",
        both!(
            "`{name}` 是旧格式（.doc、.wps），不读",
            "`{name}` is in an old format (.doc, .wps), which is not read"
        ),
        save_as_docx(),
    )
}

/// The fault of a file with a password.
pub(super) fn protected(name: &str) -> Diagnostic {
    refusal(
        name,
        "corpus.protected",
        both!("`{name}` 加了密码", "`{name}` is protected by a password"),
        both!(
            "在 WPS 或 Word 里打开，去掉密码，另存为 .docx",
            "open it in Word or WPS, remove the password and save it as .docx"
        ),
    )
}

fn ending(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

fn begins_as_html(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    [b"<!doctype html".as_slice(), b"<html"]
        .iter()
        .any(|start| {
            bytes
                .get(..start.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(start))
        })
}
