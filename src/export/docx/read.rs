use crate::draft::{Bare, BlockKind};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes of a document that are read back.
const MOST: u64 = 16 * 1024 * 1024;

/// The blocks of a Word file of ours, though edited; none where it is another's, which has no title in our style, or neither a paragraph in
/// our style nor all else in our styles.
pub(crate) fn blocks(file: &[u8]) -> Option<Vec<Bare>> {
    let paragraphs = paragraphs(&document(file)?)?;
    let has = |style: &str| paragraphs.iter().any(|(own, _)| own == style);
    let is_ours =
        has("Title") && (has(BODY) || paragraphs.iter().all(|(style, _)| part(style).is_some()));
    let block = |(style, words): (String, String)| {
        // What a person added in another style is a paragraph.
        let (kind, level) = part(&style).unwrap_or((BlockKind::Paragraph, None));
        let text = if kind == BlockKind::Speaker {
            close(&words)
        } else {
            words
        };
        Bare { kind, level, text }
    };
    is_ours.then(|| paragraphs.into_iter().map(block).collect())
}

/// The style of paragraphs.
const BODY: &str = "BodyText";

/// What is set in a style of ours.
fn part(style: &str) -> Option<(BlockKind, Option<u8>)> {
    Some(match style {
        "Title" => (BlockKind::Title, None),
        "Subtitle" => (BlockKind::Speaker, None),
        "Date" => (BlockKind::Date, None),
        "Salutation" => (BlockKind::Salutation, None),
        "Heading1" => (BlockKind::Heading, Some(1)),
        "Heading2" => (BlockKind::Heading, Some(2)),
        "Heading3" => (BlockKind::Heading, Some(3)),
        "Heading4" => (BlockKind::Heading, Some(4)),
        BODY => (BlockKind::Paragraph, None),
        "Signature" => (BlockKind::Signature, None),
        _ => return None,
    })
}

/// A speaker as drafts have him, the name without the blank that was put into it: 王　某.
fn close(speaker: &str) -> String {
    let parts: Vec<&str> = speaker.split('\u{3000}').collect();
    let is_one = |part: &&str| part.chars().count() == 1;
    match parts.as_slice() {
        [post @ .., first, second] if !post.is_empty() && is_one(first) && is_one(second) => {
            format!("{}\u{2003}{first}{second}", post.join("\u{3000}"))
        }
        [post @ .., name] if !post.is_empty() => format!("{}\u{2003}{name}", post.join("\u{3000}")),
        _ => speaker.to_owned(),
    }
}

/// The document of a Word file.
fn document(file: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let part = archive.by_name("word/document.xml").ok()?;
    let mut document = String::new();
    part.take(MOST).read_to_string(&mut document).ok()?;
    Some(document)
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
