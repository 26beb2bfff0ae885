use super::place::{begins, continued, home};
use super::preview::is_preview;
use super::token::Token;
use super::turn::Turns;
use super::{Node, NodeKind};
use crate::corpus::{Family, Paper};
use std::ops::Range;

/// The series of a document, and what is wrong with their numbers.
#[derive(Debug)]
pub(super) struct Numbered {
    /// Those that stand below no other.
    pub series: Vec<Series>,
    pub misnumbered: Vec<(Range<usize>, u32)>,
}

/// Points that are numbered through.
#[derive(Debug)]
pub(super) struct Series {
    pub items: Vec<Node>,
}

/// A series that may go on.
pub(super) struct Open {
    /// The family of its first marker.
    pub began: Family,
    /// The family that numbers it; behind 首先, that of the second.
    pub family: Family,
    /// The number of its last marker.
    pub number: u32,
    pub items: Vec<Item>,
}

impl Open {
    fn new(token: &Token) -> Self {
        Self {
            began: token.family,
            family: token.family,
            number: token.number.unwrap_or(1),
            items: vec![Item::new(token)],
        }
    }

    /// The marker of its last point.
    pub fn last(&self) -> &Token {
        &self.items.last().expect("an open series has items").token
    }
}

/// A point, with the series below it.
pub(super) struct Item {
    pub token: Token,
    pub below: Vec<Open>,
}

impl Item {
    fn new(token: &Token) -> Self {
        Self {
            token: token.clone(),
            below: Vec::new(),
        }
    }
}

/// Makes the series out of the markers of a document.
pub(super) fn grow(tokens: &[Token], paper: &Paper) -> Numbered {
    let mut misnumbered = Vec::new();
    let mut root: Vec<Open> = Vec::new();
    // The series that may go on, from the top down; each is the last below the last item of the one before.
    let mut depth = 0;
    let turns = Turns::of(paper);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(level) = continued(&mut root, depth, token) {
            depth = level + 1;
            let open = nth(&mut root, level);
            let wanted = open.number + 1;
            let number = token.number.unwrap_or(wanted);
            if number != wanted && token.family != Family::Dash {
                misnumbered.push((token.range.clone(), wanted));
            }
            open.number = number;
            if open.family == Family::Shouxian {
                open.family = token.family;
            }
            open.items.push(Item::new(token));
        } else if begins(tokens, at) {
            let level = home(&mut root, depth, token, &turns);
            let list = match level.checked_sub(1) {
                None => &mut root,
                Some(above) => {
                    &mut nth(&mut root, above)
                        .items
                        .last_mut()
                        .expect("an open series has items")
                        .below
                }
            };
            list.push(Open::new(token));
            depth = level + 1;
        }
    }
    let mut series = Vec::new();
    for open in root {
        settle(open, true, paper, &mut series);
    }
    Numbered {
        series,
        misnumbered,
    }
}

/// The open series at a depth.
pub(super) fn nth(root: &mut [Open], level: usize) -> &mut Open {
    let mut open = root.last_mut().expect("there is a series at each level");
    for _ in 0..level {
        let item = open.items.last_mut().expect("an open series has items");
        open = item
            .below
            .last_mut()
            .expect("there is a series at each level");
    }
    open
}

/// Makes nodes of a series; a lone point is none, and what is below it moves up. So does what is below a preview, which
/// only one can be that `may_announce` what comes.
fn settle(open: Open, may_announce: bool, paper: &Paper, out: &mut Vec<Series>) {
    let is_lone = open.items.len() < 2;
    if is_lone || may_announce && is_preview(&open, paper) {
        for item in open.items {
            settle_all(item.below, may_announce, paper, out);
        }
        return;
    }
    let items = open.items.into_iter().map(|item| {
        let mut below = Vec::new();
        settle_all(item.below, false, paper, &mut below);
        Node {
            level: 0,
            marker: item.token.range.clone(),
            family: Some(item.token.family),
            heading: item.token.range.end..item.token.range.end,
            start: item.token.range.start,
            end: item.token.range.end,
            kind: if item.token.opens {
                NodeKind::RunIn
            } else {
                NodeKind::Inline
            },
            children: below.into_iter().flat_map(|s| s.items).collect(),
        }
    });
    out.push(Series {
        items: items.collect(),
    });
}

/// Series that stand below one point: each but the last may announce the next.
fn settle_all(all: Vec<Open>, may_announce: bool, paper: &Paper, out: &mut Vec<Series>) {
    let last = all.len().saturating_sub(1);
    for (at, open) in all.into_iter().enumerate() {
        settle(open, may_announce || at < last, paper, out);
    }
}
