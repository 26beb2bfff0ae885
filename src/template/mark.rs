use crate::draft::{Origin, OriginKind};
use crate::phrase::PoolKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const START: char = '\u{e000}';
const END: char = '\u{e001}';
/// Payload bytes are the private-use characters from here on.
const BYTES: u32 = 0xf_0000;

/// What stands between the words of a rendered template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// From here on the words are the template's own, of this file and line.
    #[serde(rename = "t")]
    Template(String, u32),
    /// A block ends: a blank line of the template, or the end of a line of light markup.
    #[serde(rename = "b")]
    Break,
    /// A block with this light markup begins: `##`, `@speaker` …
    #[serde(rename = "k")]
    Block(String),
    /// Words of another origin begin.
    #[serde(rename = "+")]
    Push(Origin),
    /// They end.
    #[serde(rename = "-")]
    Pop,
    /// A slot.
    #[serde(rename = "s")]
    Say(Box<Request>),
    /// Alternatives begin.
    #[serde(rename = "e")]
    Either,
    /// The next alternative.
    #[serde(rename = "a")]
    Another,
    /// They end.
    #[serde(rename = "E")]
    EndEither,
    /// Paragraphs of free order begin.
    #[serde(rename = "o")]
    AnyOrder,
    /// They end.
    #[serde(rename = "O")]
    EndAnyOrder,
    /// What keeps to one strand begins.
    #[serde(rename = "g")]
    Together,
    /// It ends.
    #[serde(rename = "G")]
    EndTogether,
    /// A move begins.
    #[serde(rename = "m")]
    Move(String),
    /// An ordinal.
    #[serde(rename = "i")]
    Item {
        /// The series' name.
        series: String,
        /// A marker written by hand.
        marker: Option<String>,
    },
    /// A name said in full where it comes first, short afterwards.
    #[serde(rename = "n")]
    Mention {
        /// What is meant.
        full: String,
        /// What it is called later.
        short: String,
        /// Where it comes from.
        origin: Origin,
    },
}

/// What `say` was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Which call this is: one printed twice is one slot.
    pub nonce: u64,
    /// `role`, `role.facet` or `role.*`.
    pub of: String,
    /// The topic.
    pub topic: Option<String>,
    /// How many entries, at least and at most.
    pub n: (u32, u32),
    /// What stands between them.
    pub sep: String,
    /// How they are numbered.
    pub series: Option<String>,
    /// What the template hands over, by name; the texts may hold marks of their origin.
    pub with: BTreeMap<String, String>,
}

impl Request {
    /// The pool it asks for.
    pub fn key(&self) -> PoolKey {
        PoolKey::new(&self.of, self.topic.as_deref().map(plain).as_deref())
    }
}

impl Mark {
    /// The mark as it is printed.
    pub fn print(&self) -> String {
        let json = serde_json::to_string(self).expect("a mark is plain data");
        let mut text = String::with_capacity(json.len() * 4 + 12);
        text.push(START);
        let mut sum = 0u8;
        for byte in json.bytes() {
            sum = sum.wrapping_add(byte);
            text.push(as_char(byte));
        }
        text.push(as_char(sum));
        text.push(END);
        text
    }
}

fn as_char(byte: u8) -> char {
    char::from_u32(BYTES + u32::from(byte)).unwrap_or(END)
}

fn is_mark(c: char) -> bool {
    c == START || c == END || (BYTES..BYTES + 256).contains(&u32::from(c))
}

/// The next stretch of a rendered text.
#[derive(Debug, PartialEq, Eq)]
pub enum Stretch<'t> {
    /// Words.
    Words(&'t str),
    /// A mark.
    Mark(Mark),
    /// What is left of a mark after something cut or changed it.
    Broken,
}

/// Cuts a rendered text at its marks.
pub fn cut(text: &str) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_mark) {
        if at > 0 {
            out.push(Stretch::Words(&rest[..at]));
        }
        rest = &rest[at..];
        let end = rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
        let first = rest[..end].find(END).map(|e| e + END.len_utf8());
        let (mark, behind) = rest.split_at(first.unwrap_or(end));
        out.push(read(mark).map_or(Stretch::Broken, Stretch::Mark));
        rest = behind;
    }
    if !rest.is_empty() {
        out.push(Stretch::Words(rest));
    }
    out
}

fn read(mark: &str) -> Option<Mark> {
    let inner = mark.strip_prefix(START)?.strip_suffix(END)?;
    let mut bytes: Vec<u8> = inner
        .chars()
        .map(|c| u8::try_from(u32::from(c).checked_sub(BYTES)?).ok())
        .collect::<Option<_>>()?;
    let sum = bytes.pop()?;
    if bytes.iter().fold(0u8, |s, b| s.wrapping_add(*b)) != sum {
        return None;
    }
    serde_json::from_slice(&bytes).ok()
}

/// A text wrapped in its origin.
pub fn wrap(text: &str, origin: Origin) -> String {
    let mut wrapped = Mark::Push(origin).print();
    wrapped.push_str(text);
    wrapped.push_str(&Mark::Pop.print());
    wrapped
}

/// A name that is said in full where it comes first and short afterwards.
pub fn mention(full: &str, short: &str, origin: Origin) -> String {
    Mark::Mention {
        full: full.to_owned(),
        short: short.to_owned(),
        origin,
    }
    .print()
}

/// Whether a text holds words and their origins and nothing else: no slot, no alternatives, nothing broken.
pub(super) fn is_words(text: &str) -> bool {
    cut(text).iter().all(|stretch| {
        matches!(
            stretch,
            Stretch::Words(_)
                | Stretch::Mark(
                    Mark::Push(_) | Mark::Pop | Mark::Mention { .. } | Mark::Template(..)
                )
        )
    })
}

/// Whether a text carries its origin.
pub(super) fn has_origin(text: &str) -> bool {
    text.contains(START)
}

/// The words of a text, its marks taken out; a name of two lengths in full.
pub fn plain(text: &str) -> String {
    cut(text)
        .into_iter()
        .map(|stretch| match stretch {
            Stretch::Words(words) => words.to_owned(),
            Stretch::Mark(Mark::Mention { full, .. }) => full,
            _ => String::new(),
        })
        .collect()
}

/// A gap for the drafter to fill: 〔待补：…〕.
pub fn gap(what: &str) -> String {
    wrap(
        &format!("〔待补：{what}〕"),
        Origin::new(OriginKind::Template, "gap"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_and_a_cut_one_is_seen() {
        let mark = Mark::Move("problems".to_owned());
        let text = format!("前{}后", mark.print());
        assert_eq!(
            cut(&text),
            [
                Stretch::Words("前"),
                Stretch::Mark(mark),
                Stretch::Words("后")
            ]
        );
        let cut_short: String = text.chars().take(9).collect();
        assert_eq!(cut(&cut_short), [Stretch::Words("前"), Stretch::Broken]);
        let swapped: String = {
            let mut chars: Vec<char> = text.chars().collect();
            chars.remove(5);
            chars.into_iter().collect()
        };
        assert!(cut(&swapped).contains(&Stretch::Broken));
    }
}
