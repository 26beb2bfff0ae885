//! An outline out of a document: its claims in its order, its facts with their places; or every word of it.

mod facts;
mod genre;
mod occasion;
mod points;
mod sections;
mod topic;
mod verbatim;
mod yaml;

use super::{Paper, Tree};
use crate::phrase::Bank;
use facts::Found;
use genre::Shape;
use std::cell::RefCell;
use topic::Topics;
use yaml::Writer;

/// How much of a document goes into its outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Its claims, in its order; the bank says the rest.
    Skeleton,
    /// Its claims, with the facts that each rests on and the points that stand below them without a number.
    Points,
    /// Every word.
    Text,
}

/// The outline of a document, as YAML that drafts again.
pub fn extract(paper: &Paper, tree: &Tree, keep: Keep, bank: &Bank) -> String {
    let mut out = Writer::default();
    let shape = Shape::of(paper, tree);
    out.note(&format!("从 {} 提出来的提纲。", paper.source.name()));
    let found = if keep == Keep::Text {
        Vec::new()
    } else {
        facts::find(paper)
    };
    match keep {
        Keep::Text => verbatim::write(paper, tree, &mut out),
        Keep::Skeleton | Keep::Points => {
            let work = Work {
                paper,
                tree,
                topics: RefCell::new(Topics::new(bank)),
                shape,
                facts: &found,
                keep,
            };
            sections::write(&work, &mut out);
        }
    }
    out.text
}

/// What an outline is made of.
struct Work<'w> {
    paper: &'w Paper,
    tree: &'w Tree,
    topics: RefCell<Topics<'w>>,
    shape: Shape,
    facts: &'w [Found],
    keep: Keep,
}
