use super::builder::RUNNING;
use super::plan::Piece;
use crate::draft::{Item, Lists, ordinal};
use crate::space::Node;
use std::collections::{BTreeMap, BTreeSet};

/// The ordinals of a plan, by the pieces that stand for them.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    /// That of each piece, in the order of the plan; nothing for those that are none.
    texts: Vec<String>,
    /// Whether every draft has these; not where an order is free, so that they have to be counted.
    pub are_fixed: bool,
}

impl Ordinals {
    /// Makes them, list by list.
    ///
    /// # Errors
    /// `either` or `any_order`, and its path, where the ways through it leave the lists at different places.
    pub fn new<'n>(
        root: &'n Node,
        pieces: &[Piece],
    ) -> std::result::Result<Self, (&'static str, &'n str)> {
        let mut lists = Lists::default();
        let mut places = BTreeMap::new();
        number(root, pieces, &mut lists, &mut places)?;
        let made = (0u32..)
            .zip(pieces)
            .map(|(id, piece)| match (piece, places.get(&id)) {
                (Piece::Item(Item::Ordinal { series, .. }), Some((list, index))) => {
                    ordinal(*series, *index, lists.totals()[*list])
                }
                _ => String::new(),
            });
        Ok(Self {
            texts: made.collect(),
            are_fixed: !has_free_order(root),
        })
    }

    /// The ordinal of a piece.
    pub fn of(&self, id: u32) -> &str {
        &self.texts[id as usize]
    }
}

/// Whether the order of some parts is free.
fn has_free_order(node: &Node) -> bool {
    match node {
        Node::Piece { .. } | Node::Draw(_) => false,
        Node::Shuffle { .. } => true,
        Node::Seq(items) | Node::Either { options: items, .. } => items.iter().any(has_free_order),
    }
}

/// Finds the list and place of every ordinal; all ways through an alternative must leave the lists at the same place.
///
/// # Errors
/// `either` or `any_order`, and its path, where they do not.
fn number<'n>(
    node: &'n Node,
    pieces: &[Piece],
    lists: &mut Lists,
    found: &mut BTreeMap<u32, (usize, u32)>,
) -> std::result::Result<(), (&'static str, &'n str)> {
    match node {
        Node::Piece { id, .. } => match &pieces[*id as usize] {
            Piece::Item(Item::Ordinal { level, series, .. }) => {
                found.insert(*id, lists.item(*level, *series));
            }
            Piece::Item(Item::Move(_)) => lists.new_move(RUNNING - 1),
            _ => {}
        },
        Node::Seq(items) => {
            for item in items {
                number(item, pieces, lists, found)?;
            }
        }
        Node::Shuffle { items, at } => {
            let mut counts = BTreeSet::new();
            for item in items {
                let before = found.len();
                number(item, pieces, lists, found)?;
                counts.insert(found.len() - before);
            }
            if counts.len() > 1 {
                return Err(("any_order", at));
            }
        }
        Node::Either { options, at } => {
            let before = lists.clone();
            let mut after: Option<Lists> = None;
            for option in options {
                // Lists begun inside keep their numbers apart, so that their totals are each its own.
                let mut inside = before.clone();
                if let Some(after) = &after {
                    inside.skip_to(after);
                }
                number(option, pieces, &mut inside, found)?;
                if let Some(first) = &after
                    && first.position() != inside.position()
                {
                    return Err(("either", at));
                }
                after = Some(inside);
            }
            if let Some(after) = after {
                *lists = after;
            }
        }
        Node::Draw(_) => {}
    }
    Ok(())
}
