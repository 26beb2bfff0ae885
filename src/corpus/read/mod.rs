//! A file becomes text, whole or not at all: plain text, Markdown, HTML and Word's `.docx`.
//!
//! Nothing is guessed at: bytes that do not decode, files that are cut off, protected or full of macros are refused with the
//! place and a cure. What is unpacked is counted while it is unpacked. Nothing in a document is ever run or fetched.

mod decode;
mod document;
mod files;
mod html;
mod kind;
mod sane;
mod word;

pub use document::{Beside, Document, Styled};
pub use files::files;
pub(in crate::corpus) use html::{text as page_text, tokens};

use crate::diag::{Diagnostic, Message, Result, Source, both};
use crate::world::World;
use kind::Kind;
use std::io;
use std::path::Path;

/// The largest document that is read, in bytes; one that is packed must not unpack to more than this either.
pub const LARGEST_DOCUMENT: u64 = 64 * 1024 * 1024;

/// Reads a document.
///
/// # Errors
/// No such file, a folder, more than [`LARGEST_DOCUMENT`] bytes (then it is not read at all), and those of [`read_bytes`].
pub fn read(world: &dyn World, path: &Path) -> Result<Document> {
    read_bytes(&path.display().to_string(), file(world, path)?)
}

/// The bytes of a document.
///
/// # Errors
/// No such file, a folder, more than [`LARGEST_DOCUMENT`] bytes.
pub fn file(world: &dyn World, path: &Path) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let unreadable = |error: io::Error| {
        let reason = error.to_string();
        refusal(
            &name,
            "corpus.unreadable",
            both!(
                "读不了 `{name}`：{reason}",
                "cannot read `{name}`: {reason}"
            ),
            both!("检查路径和权限", "check the path and its permissions"),
        )
    };
    fits(&name, world.size(path).map_err(unreadable)?)?;
    Ok(world.read(path).map_err(unreadable)?)
}

/// The source of a page, in whatever encoding it says it is.
///
/// # Errors
/// Bytes that do not decode.
pub(in crate::corpus) fn page(name: &str, bytes: Vec<u8>) -> Result<String> {
    Ok(decode::decode(name, bytes, html::charset)?.text)
}

/// Reads a document from its bytes. The name is that of messages, and its ending tells HTML from text.
///
/// # Errors
/// More than [`LARGEST_DOCUMENT`] bytes; no text in it; a kind that is not read (`.doc`, `.wps`, PDF, RTF, a picture); bytes that do not
/// decode, with the place of the first; a `.docx` that is damaged, protected, not of Word, has macros or unpacks too far.
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Document> {
    fits(name, bytes.len() as u64)?;
    let (text, encoding, mut notes) = match kind::kind(name, &bytes)? {
        Kind::Word => {
            let mut document = word::read(name, &bytes)?;
            document
                .notes
                .extend(sane::check(name, document.source.text())?);
            return Ok(document);
        }
        Kind::Html => {
            let decoded = decode::decode(name, bytes, html::charset)?;
            (html::text(&decoded.text), decoded.encoding, Vec::new())
        }
        Kind::Text => {
            let decoded = decode::decode(name, bytes, |_| None)?;
            (decoded.text, decoded.encoding, Vec::new())
        }
    };
    notes.extend(sane::check(name, &text)?);
    Ok(Document {
        source: Source::new(name, text),
        encoding,
        notes,
        paragraphs: Vec::new(),
        beside: Beside::default(),
    })
}

fn fits(name: &str, size: u64) -> Result<()> {
    if size <= LARGEST_DOCUMENT {
        return Ok(());
    }
    let (mb, most) = (size.div_ceil(1024 * 1024), LARGEST_DOCUMENT / 1024 / 1024);
    Err(refusal(
        name,
        "corpus.too-large",
        both!(
            "`{name}` 有 {mb} MB，超过上限 {most} MB",
            "`{name}` has {mb} MB, more than the {most} MB that are read"
        ),
        both!(
            "一篇讲话远没有这么大；拆成几个文件，或去掉图片",
            "a speech is far smaller; split the file, or take pictures out"
        ),
    )
    .into())
}

/// The fault of a file as a whole.
fn refusal(name: &str, code: &'static str, message: Message, help: Message) -> Diagnostic {
    Diagnostic::error(code, message)
        .at(Source::new(name, "").start())
        .help(help)
}
