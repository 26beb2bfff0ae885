use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes of a document that are read back.
const MOST: u64 = 16 * 1024 * 1024;

/// The styles of the head, in the order in which a draft has them; a layout may have another.
const HEAD: [&str; 3] = ["Title", "Subtitle", "Date"];

/// The words of a Word file of ours, a paragraph a line, the head in the order of the draft; none where it is no such file.
pub(crate) fn words(file: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let part = archive.by_name("word/document.xml").ok()?;
    let mut document = String::new();
    part.take(MOST).read_to_string(&mut document).ok()?;
    let mut paragraphs = paragraphs(&document)?;
    let rank = |(style, _): &(String, String)| HEAD.iter().position(|s| s == style);
    let head = paragraphs
        .iter()
        .position(|p| rank(p).is_none())
        .unwrap_or(paragraphs.len());
    paragraphs[..head].sort_by_key(rank);
    let lines = paragraphs.into_iter().map(|(_, words)| words + "\n");
    Some(lines.collect())
}

/// The paragraphs of a document: the id of the style and the words.
fn paragraphs(document: &str) -> Option<Vec<(String, String)>> {
    let mut reader = Reader::from_str(document);
    let mut found = Vec::new();
    let (mut style, mut words) = (String::new(), String::new());
    let mut is_text = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => is_text = tag.name().as_ref() == "w:t",
            Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                let value = tag
                    .attributes()
                    .flatten()
                    .find(|a| a.key.as_ref() == "w:val");
                style = value?.value.into_owned();
            }
            Event::End(tag) => {
                is_text = false;
                if tag.name().as_ref() == "w:p" {
                    found.push((std::mem::take(&mut style), std::mem::take(&mut words)));
                }
            }
            Event::Text(text) if is_text => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if is_text => words.push(character(&reference)?),
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

/// The character that a reference such as `&amp;` stands for.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
