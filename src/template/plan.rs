use super::builder::Builder;
use super::pools::PoolWords;
use super::tokens::Token;
use super::writer::Writer;
use crate::diag::Result;
use crate::draft::{Item, Span};
use crate::phrase::PoolKey;
use crate::space::{Leaf, Pick, Space};
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
    pub(super) handed: BTreeMap<String, Handed>,
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

/// What a template hands to the entries of a slot, by name; the texts may hold marks of their origin.
pub(super) type Handed = BTreeMap<String, String>;

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

    /// The document of a pick, in reading order; `None` where the pick is not one of this plan's.
    pub fn items(&self, pick: &Pick, setting: Setting<'_>) -> Option<Vec<Item>> {
        let mut writer = Writer::new(self, setting);
        let leaves = self.space.read(pick)?;
        // A slot may be printed again before its first place where an order is free; then it is read first.
        if leaves.iter().any(|l| matches!(l, Leaf::Piece(id) if matches!(self.pieces[*id as usize], Piece::Again(_)))) {
            for leaf in &leaves {
                writer.leaf(leaf);
            }
            writer.clear();
        }
        for leaf in &leaves {
            writer.leaf(leaf);
        }
        Some(writer.items())
    }

    /// The bank's entries in a pool of the space, by their positions in the bank.
    pub fn entries(&self, pool: usize) -> &[usize] {
        &self.words[pool].entries
    }
}
