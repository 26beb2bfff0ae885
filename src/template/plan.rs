use super::builder::Builder;
use super::ordinals::Ordinals;
use super::pools::PoolWords;
use super::side_by_side::SideBySide;
use super::tokens::{Token, spans};
use super::writer::Writer;
use crate::diag::Result;
use crate::draft::{Item, Origin, OriginKind, Sink, Span};
use crate::phrase::PoolKey;
use crate::space::{Pick, Space};
use std::collections::BTreeMap;

pub use super::pools::Setting;

/// A rendered template with its choices open: the space of its drafts, and the words behind it.
#[derive(Debug)]
pub struct Plan {
    /// The space.
    pub space: Space,
    /// Its slots, in the order of the plan.
    pub slots: Vec<SlotInfo>,
    pub(super) pieces: Vec<Piece>,
    pub(super) words: Vec<PoolWords>,
    /// What is handed to the entries of each draw, by its id; nothing to the draws that entries open, which have 0.
    pub(super) handed: Vec<Handed>,
    /// What the outline says of the whole speech.
    pub(super) speech: Handed,
    /// The ordinals.
    pub(super) ordinals: Ordinals,
}

/// A slot, for listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotInfo {
    /// Its path.
    pub at: String,
    /// The pool it was asked for.
    pub key: PoolKey,
    /// How many entries it draws, at most.
    pub draws: u32,
    /// The pools of the space it draws from.
    pub pools: Vec<usize>,
}

/// What is handed to the entries of a slot, by name.
pub(super) type Handed = BTreeMap<String, Vec<HandedWords>>;

/// Words handed over; those without an origin of their own have the entry's.
#[derive(Debug, Clone)]
pub(super) struct HandedWords {
    pub text: String,
    pub origin: Option<Origin>,
}

/// Reads texts that hold marks of their origin.
pub(super) fn handed(texts: &BTreeMap<String, String>) -> Handed {
    let none = Origin::new(OriginKind::Phrase, "");
    let words = |text: &String| {
        let words = spans(text, &none).into_iter().filter_map(|t| match t {
            Token::Words(Span { text, origin }) => Some(HandedWords {
                text,
                origin: Some(origin).filter(|o| *o != none),
            }),
            _ => None,
        });
        words.collect()
    };
    texts
        .iter()
        .map(|(name, text)| (name.clone(), words(text)))
        .collect()
}

/// Something fixed in a plan.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// As it goes into the document.
    Item(Item),
    /// A name of two lengths; whether it is said in full is settled when the plan is whole.
    Mention {
        full: Span,
        short: Span,
        in_full: bool,
    },
    /// The words of a slot that is printed again begin and end here.
    Begin(u64),
    /// See above.
    End(u64),
    /// The slot is printed again.
    Again(u64),
}

impl Plan {
    /// The plan of a rendered template.
    pub(super) fn new(tokens: &[Token], setting: Setting<'_>) -> Result<Self> {
        let mut builder = Builder::new(setting, tokens);
        builder.tokens(tokens)?;
        builder.finish()
    }

    /// Tells the document of a pick; false where the pick is not one of this plan's.
    pub fn tell(&self, pick: &Pick, setting: Setting<'_>, sink: &mut impl Sink) -> bool {
        let mut leaves = Vec::new();
        let is_ours = self.space.read_into(pick, &mut leaves);
        if is_ours {
            let plan = self;
            Writer { plan, setting }.write(&leaves, sink);
        }
        is_ours
    }

    /// Tells the documents of many picks, each to a sink of its own; false where one is not one of this plan's. Each part of
    /// the plan is looked at once for all of them, which is faster than one after the other.
    pub fn tell_all(&self, picks: &[Pick], setting: Setting<'_>, sinks: &mut [impl Sink]) -> bool {
        let plan = self;
        match SideBySide::new(Writer { plan, setting }, picks, sinks) {
            Some(mut all) => all.write(),
            None => picks
                .iter()
                .zip(sinks)
                .all(|(pick, sink)| self.tell(pick, setting, sink)),
        }
    }

    /// The bank's entries in a pool of the space, by their positions in the bank.
    pub fn entries(&self, pool: usize) -> &[usize] {
        &self.words[pool].entries
    }
}
