use super::ordinals::Ordinals;
use super::plan::Piece;
use crate::draft::Item;
use crate::space::Node;
use crate::terms::han_count;
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

/// The lengths of pieces that are known only when the plan is whole.
pub(super) fn lengths(pieces: &[Piece], ordinals: &Ordinals) -> BTreeMap<u32, u32> {
    let mut lengths = BTreeMap::new();
    for (id, piece) in (0u32..).zip(pieces) {
        let words = match piece {
            Piece::Item(Item::Ordinal {
                marker: Some(marker),
                ..
            }) => &marker.text,
            Piece::Item(Item::Ordinal { .. }) => ordinals.of(id),
            Piece::Mention {
                full,
                short,
                in_full,
            } => {
                if *in_full {
                    &full.text
                } else {
                    &short.text
                }
            }
            _ => continue,
        };
        lengths.insert(id, han_count(words));
    }
    lengths
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
