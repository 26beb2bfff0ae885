use super::head::named;
use crate::corpus::read::tokens;
use crate::draft::{Bare, BlockKind};
use html5gum::{StartTag, Token};

/// The blocks of a page that a draft was written to; none where it is another's, which does not begin with a title within `main`.
pub(super) fn blocks(page: &str) -> Option<Vec<Bare>> {
    let mut blocks: Vec<Bare> = Vec::new();
    let mut open: Option<Bare> = None;
    let mut is_main = false;
    for token in tokens(page.as_bytes()) {
        match token {
            Token::StartTag(tag) if &**tag.name == b"main" => is_main = true,
            Token::EndTag(tag) if &**tag.name == b"main" => break,
            Token::StartTag(tag) if is_main => {
                if let Some(block) = begun(&tag) {
                    blocks.extend(open.replace(block));
                }
            }
            Token::EndTag(tag)
                if matches!(&**tag.name, b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5") =>
            {
                blocks.extend(open.take());
            }
            Token::String(text) => {
                if let Some(open) = &mut open {
                    open.text += &String::from_utf8_lossy(&text);
                }
            }
            _ => {}
        }
    }
    blocks.extend(open);
    for block in &mut blocks {
        block.text = closed_up(&block.text);
        if block.kind == BlockKind::Speaker {
            block.text = named(&block.text);
        }
    }
    let is_ours = blocks.first().is_some_and(|b| b.kind == BlockKind::Title);
    is_ours.then_some(blocks)
}

/// The block that an element begins.
fn begun(tag: &StartTag<()>) -> Option<Bare> {
    let class = tag.attributes.get(&b"class"[..]);
    let class = class.map_or(&b""[..], |value| value);
    let class = class.split(|byte| *byte == b' ').next().unwrap_or_default();
    let (kind, level) = match (&**tag.name, class) {
        (b"h1", _) => (BlockKind::Title, None),
        (b"h2", _) => (BlockKind::Heading, Some(1)),
        (b"h3", _) => (BlockKind::Heading, Some(2)),
        (b"h4", _) => (BlockKind::Heading, Some(3)),
        (b"h5", _) => (BlockKind::Heading, Some(4)),
        (b"p", b"speaker") => (BlockKind::Speaker, None),
        (b"p", b"date") => (BlockKind::Date, None),
        (b"p", b"salutation") => (BlockKind::Salutation, None),
        (b"p", b"signature") => (BlockKind::Signature, None),
        (b"p", _) => (BlockKind::Paragraph, None),
        _ => return None,
    };
    let text = String::new();
    Some(Bare { kind, level, text })
}

/// A text without the line ends that an editor put into it, and the blanks beside them.
fn closed_up(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']) {
        let line = line.trim_matches([' ', '\t']);
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if joins(out.chars().next_back()) && joins(line.chars().next()) {
            out.push(' ');
        }
        out += line;
    }
    out
}
