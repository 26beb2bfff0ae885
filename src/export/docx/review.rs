use super::parts::W;
use super::run::{Look, runs};
use super::xml::Xml;
use crate::draft::{Block, OriginKind, sentence_starts};
use crate::export::layout::Style;
use std::ops::Range;

/// The most origins that one comment tells.
const MOST: usize = 8;

/// The comments of a file, each a list of origins.
#[derive(Default)]
pub(super) struct Notes(Vec<Vec<String>>);

impl Notes {
    /// Writes the words of a block sentence by sentence, each that was generated with a comment on where it comes from.
    pub fn sentences(&mut self, xml: &mut Xml, block: &Block, style: &Style, latin: &str) {
        let text = block.text();
        let starts = sentence_starts(&text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            let origins = origins(block, &(start..end));
            if origins.is_empty() {
                gaps(xml, &text[start..end], style, latin);
                continue;
            }
            let id = self.0.len().to_string();
            self.0.push(origins);
            xml.empty("w:commentRangeStart", &[("w:id", &id)]);
            gaps(xml, &text[start..end], style, latin);
            xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
            xml.open("w:r", &[]);
            xml.empty("w:commentReference", &[("w:id", &id)]);
            xml.close("w:r");
        }
    }

    /// `word/comments.xml`
    pub fn part(&self) -> Vec<u8> {
        let mut xml = Xml::new("w:comments", &[W]);
        for (id, origins) in self.0.iter().enumerate() {
            let id = id.to_string();
            xml.open(
                "w:comment",
                &[("w:id", &id), ("w:author", "nigao"), ("w:initials", "拟")],
            );
            for origin in origins {
                xml.open("w:p", &[]);
                xml.open("w:r", &[]);
                xml.open("w:t", &[("xml:space", "preserve")]);
                xml.words(origin);
                xml.close("w:t");
                xml.close("w:r");
                xml.close("w:p");
            }
            xml.close("w:comment");
        }
        xml.finish("w:comments")
    }
}

/// Where the generated words of a part of a block come from, each place once.
fn origins(block: &Block, part: &Range<usize>) -> Vec<String> {
    let mut at = block.number.as_deref().unwrap_or("").len();
    let mut found: Vec<String> = Vec::new();
    for span in &block.spans {
        let range = at..at + span.text.len();
        at = range.end;
        if range.start >= part.end || range.end <= part.start {
            continue;
        }
        let kind = match span.origin.kind {
            OriginKind::Phrase => "语料",
            OriginKind::Template => "模板",
            OriginKind::Term => "固定提法",
            OriginKind::Outline | OriginKind::Locality | OriginKind::Number => continue,
        };
        let place = &span.origin.at;
        let source = span.origin.source.as_ref();
        let source = source.map_or(String::new(), |s| format!("，出自 {s}"));
        let told = format!("{kind} {place}{source}");
        if !found.contains(&told) && found.len() < MOST {
            found.push(told);
        }
    }
    found
}

/// Writes words with each 〔待补：…〕 marked.
pub(super) fn gaps(xml: &mut Xml, text: &str, style: &Style, latin: &str) {
    let marked = Look {
        marked: true,
        ..Look::default()
    };
    let mut rest = text;
    while let Some(from) = rest.find("〔待补") {
        let end = rest[from..]
            .find('〕')
            .map_or(rest.len(), |at| from + at + '〕'.len_utf8());
        runs(xml, &rest[..from], style, latin, Look::default());
        runs(xml, &rest[from..end], style, latin, marked);
        rest = &rest[end..];
    }
    runs(xml, rest, style, latin, Look::default());
}
