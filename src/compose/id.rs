use crate::diag::{Diagnostic, Result, both};
use sha2::{Digest, Sha256};
use std::fmt;

/// The short name of a draft: what it was made from, and its seed.
///
/// Written `9k2d-mq4x-00a7-p3ze-v01c-s7`: four letters each for outline (with length and date), place, bank with terms,
/// templates, and version; then the seed, and for a draft of a batch its number: `…-s7i31`. Twenty bits a part: enough to see
/// that something changed, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id {
    parts: [String; 5],
    seed: u64,
    index: Option<u64>,
}

/// What the five parts stand for, in Chinese and English.
const PARTS: [(&str, &str); 5] = [
    (
        "提纲（含篇幅、日期和 --set、--pin、--redraw 的改动）",
        "the outline (with length, date, and what --set, --pin and --redraw change)",
    ),
    ("地方", "the locality"),
    ("语料和固定提法", "the phrase bank and terms"),
    ("模板", "the templates"),
    ("程序版本", "the program's version"),
];

impl Id {
    /// The id of a draft made from these contents.
    pub fn new(contents: [&[&str]; 5], seed: u64) -> Self {
        Self {
            parts: contents.map(short_hash),
            seed,
            index: None,
        }
    }

    /// Reads an id as it is printed.
    ///
    /// # Errors
    /// It is not one.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || {
            Diagnostic::error(
                "id.form",
                both!("`{text}` 不是稿件编号", "`{text}` is not a draft's id"),
            )
            .help(both!(
                "编号在草稿的 JSON 里，如 9k2d-…-s7",
                "ids stand in a draft's JSON, such as 9k2d-…-s7"
            ))
        };
        let mut fields: Vec<&str> = text.split('-').collect();
        let number = fields
            .pop()
            .and_then(|s| s.strip_prefix('s'))
            .and_then(|s| match s.split_once('i') {
                Some((seed, index)) => Some((seed.parse().ok()?, Some(index.parse().ok()?))),
                None => Some((s.parse().ok()?, None)),
            });
        let parts: Option<[&str; 5]> = fields.try_into().ok();
        match (parts, number) {
            (Some(parts), Some((seed, index)))
                if parts.iter().all(|p| p.len() == 4 && p.is_ascii()) =>
            {
                Ok(Self {
                    parts: parts.map(str::to_owned),
                    seed,
                    index,
                })
            }
            _ => Err(bad().into()),
        }
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Its number in a batch.
    pub fn index(&self) -> Option<u64> {
        self.index
    }

    /// The id of the same content with another seed.
    #[must_use]
    pub fn with_seed(&self, seed: u64) -> Self {
        Self {
            parts: self.parts.clone(),
            seed,
            index: None,
        }
    }

    /// The id of a draft of a batch.
    #[must_use]
    pub fn with_index(self, index: u64) -> Self {
        Self {
            index: Some(index),
            ..self
        }
    }

    /// The id of the same content and seed for another place.
    #[must_use]
    pub(super) fn with_place(mut self, place: &[&str]) -> Self {
        self.parts[1] = short_hash(place);
        self
    }

    /// Whether `now`, the id of the present contents, is made from the same.
    ///
    /// # Errors
    /// What changed.
    pub fn same_content(&self, now: &Self) -> Result<()> {
        let changed: Vec<(&str, &str)> = PARTS
            .into_iter()
            .zip(self.parts.iter().zip(&now.parts))
            .filter(|(_, (then, now))| then != now)
            .map(|(name, _)| name)
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        let zh: Vec<&str> = changed.iter().map(|c| c.0).collect();
        let en: Vec<&str> = changed.iter().map(|c| c.1).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        Err(Diagnostic::error(
            "id.changed",
            crate::diag::Message::new(
                format!("编号 `{self}` 出自别的内容，变了的有：{zh}"),
                format!("the id `{self}` is from another content; changed: {en}"),
            ),
        )
        .help(both!(
            "换回当时的文件，或不用 --id 另起一稿",
            "bring back the files of that time, or draft anew without --id"
        ))
        .into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-s{}", self.parts.join("-"), self.seed)?;
        match self.index {
            Some(index) => write!(f, "i{index}"),
            None => Ok(()),
        }
    }
}

/// Four letters of Crockford's base 32: the first twenty bits of a SHA-256.
fn short_hash(texts: &[&str]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let digest = hash.finalize();
    let bits = digest
        .iter()
        .take(3)
        .fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
    (0..4)
        .map(|i| char::from(LETTERS[(bits >> (19 - 5 * i) & 31) as usize]))
        .collect()
}
