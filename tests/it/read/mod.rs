//! Reading documents: every encoding and format that is read, every kind that is refused, and why.

mod files;
mod html;
mod refusals;
mod text;
mod word;

pub(crate) use word::Docx;

use nigao::corpus::read::{Document, read_bytes};
use nigao::diag::Lang;

const SPEECH: &str = "同志们：\n今天召开这次会议，主要任务是总结工作、部署任务。\n一、加强学习\n要坚持以上率下，抓好落实。\n";

fn document(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    read_bytes(name, bytes.as_ref().to_vec()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Text and encoding of a document that has no notes.
fn plain(name: &str, bytes: impl AsRef<[u8]>) -> (String, &'static str) {
    let document = document(name, bytes);
    assert_eq!(document.notes, []);
    (document.source.text().to_owned(), document.encoding)
}

fn code(name: &str, bytes: impl AsRef<[u8]>) -> &'static str {
    match read_bytes(name, bytes.as_ref().to_vec()) {
        Ok(document) => panic!(
            "read as {}: {:?}",
            document.encoding,
            document.source.text()
        ),
        Err(faults) => faults.0[0].code,
    }
}

/// The English message of the first fault.
fn said(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let faults = read_bytes(name, bytes.as_ref().to_vec()).unwrap_err();
    faults.0[0].message.text(Lang::English).to_owned()
}

fn gb(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}
