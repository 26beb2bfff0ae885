use super::builder::RUNNING;
use super::plan::Piece;
use crate::draft::{Item, Lists};
use crate::space::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the lengths that are known only now, and how often slots are printed, into the plan.
pub(super) fn settle(node: &mut Node, lengths: &BTreeMap<u32, u32>, times: &BTreeMap<String, u32>) {
    match node {
        Node::Piece { id, chars } => {
            if let Some(known) = lengths.get(id) {
                *chars = *known;
            }
        }
        Node::Seq(items) | Node::Either { options: items, .. } | Node::Shuffle { items, .. } => {
            for item in items {
                settle(item, lengths, times);
            }
        }
        Node::Draw(draw) => {
            if let Some(known) = times.get(&draw.at) {
                draw.times = *known;
            }
        }
    }
}

/// Finds the list and place of every ordinal; all ways through an alternative must leave the lists at the same place.
///
/// # Errors
/// `either` or `any_order`, and its path, where they do not.
pub(super) fn number<'n>(
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

/// A name is said in full unless it surely stands before, whatever is chosen.
pub(super) fn mention(node: &Node, pieces: &mut [Piece], sure: &mut BTreeSet<String>) {
    match node {
        Node::Piece { id, .. } => {
            if let Piece::Mention { full, in_full, .. } = &mut pieces[*id as usize] {
                *in_full = sure.insert(full.text.clone());
            }
        }
        Node::Seq(items) => {
            for item in items {
                mention(item, pieces, sure);
            }
        }
        Node::Either { options, .. } => {
            let mut common: Option<BTreeSet<String>> = None;
            for option in options {
                let mut inside = sure.clone();
                mention(option, pieces, &mut inside);
                common = Some(match common {
                    None => inside,
                    Some(before) => before.intersection(&inside).cloned().collect(),
                });
            }
            sure.extend(common.into_iter().flatten());
        }
        Node::Shuffle { items, .. } => {
            let mut all = BTreeSet::new();
            for item in items {
                let mut inside = sure.clone();
                mention(item, pieces, &mut inside);
                all.extend(inside);
            }
            sure.extend(all);
        }
        Node::Draw(_) => {}
    }
}
