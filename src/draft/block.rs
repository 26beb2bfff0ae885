use super::Pace;
use crate::terms::han_count;
use serde::{Deserialize, Serialize};

/// A finished draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    /// By which it is drafted again: content and seed.
    pub id: String,
    /// The seed it was drawn with.
    pub seed: u64,
    /// Its number in a batch, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<u64>,
    /// The genre.
    pub genre: String,
    /// The place it is for; empty where none was given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
    /// The title.
    pub title: String,
    /// Han characters of all blocks.
    pub chars: u32,
    /// Minutes to speak its headings and paragraphs, to a tenth.
    pub minutes: f64,
    /// The document.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its level, 1 to 4, for headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Its made number, for headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The move it belongs to.
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Its words.
    pub spans: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// 标题
    Title,
    /// 讲话人
    Speaker,
    /// 日期
    Date,
    /// 称谓
    Salutation,
    /// 层次标题
    Heading,
    /// 正文
    Paragraph,
    /// 落款
    Signature,
}

/// A block of which only the words are known, not where they come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bare {
    /// What it is.
    pub kind: BlockKind,
    /// Its level, 1 to 4, for headings.
    pub level: Option<u8>,
    /// Its number and words.
    pub text: String,
}

/// Words of one origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Where they come from.
    pub origin: Origin,
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// What kind of thing wrote them.
    pub kind: OriginKind,
    /// Where it stands: `file:line` or `file#id`.
    pub at: String,
    /// `document@offset`, for a phrase from the corpus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The path of the slot that drew an entry of the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

/// What kind of thing wrote some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// The drafter's outline.
    Outline,
    /// An entry of the bank.
    Phrase,
    /// The template's own words.
    Template,
    /// A name of the place.
    Locality,
    /// A fixed expression.
    Term,
    /// A made ordinal or an announced count.
    Number,
}

impl OriginKind {
    /// Its name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Phrase => "phrase",
            Self::Template => "template",
            Self::Locality => "locality",
            Self::Term => "term",
            Self::Number => "number",
        }
    }
}

impl Origin {
    /// An origin without a document.
    pub fn new(kind: OriginKind, at: impl Into<String>) -> Self {
        Self {
            kind,
            at: at.into(),
            source: None,
            slot: None,
        }
    }
}

impl Block {
    /// The block as it is read: number and words.
    pub fn text(&self) -> String {
        let mut text = self.number.clone().unwrap_or_default();
        for span in &self.spans {
            text.push_str(&span.text);
        }
        text
    }
}

impl Draft {
    /// A draft of these blocks, counted and timed.
    pub fn new(
        id: String,
        seed: u64,
        genre: String,
        locality: String,
        blocks: Vec<Block>,
        pace: Pace,
    ) -> Self {
        let title = blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Title)
            .map(Block::text)
            .collect();
        Self {
            chars: blocks.iter().map(|b| han_count(&b.text())).sum(),
            minutes: pace.minutes(&blocks),
            id,
            seed,
            index: None,
            genre,
            locality,
            title,
            blocks,
        }
    }

    /// How many gaps 〔待补：…〕 are left.
    pub fn gaps(&self) -> usize {
        self.blocks
            .iter()
            .map(|b| b.text().matches("〔待补").count())
            .sum()
    }
}
