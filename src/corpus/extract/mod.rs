//! An outline out of a document: its claims in its order, its facts with their places; or every word of it.

mod facts;
mod genre;
mod head;
mod occasion;
mod points;
mod sections;
mod study;
mod topic;
mod verbatim;

use super::{Paper, Tree};
use crate::corpus::yaml::Writer;
use crate::phrase::Bank;
use facts::Found;
use genre::Shape;
use std::cell::RefCell;
use topic::{Topics, Vocabulary};

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

/// Makes outlines of documents.
#[derive(Debug)]
pub struct Extractor<'b> {
    vocabulary: Vocabulary<'b>,
}

impl<'b> Extractor<'b> {
    /// One that tells topics by the words of this bank.
    pub fn new(bank: &'b Bank) -> Self {
        Self {
            vocabulary: Vocabulary::new(bank),
        }
    }

    /// The outline of a document, as YAML that drafts again.
    pub fn outline(&self, paper: &Paper, tree: &Tree, keep: Keep) -> String {
        let mut out = Writer::default();
        out.note(0, &format!("从 {} 提出来的提纲。", paper.source.name()));
        let shape = Shape::of(paper, tree);
        if keep == Keep::Text {
            verbatim::write(paper, tree, shape, &mut out);
            return out.text;
        }
        let facts = facts::find(paper);
        let work = Work {
            paper,
            tree,
            topics: RefCell::new(Topics::new(&self.vocabulary)),
            shape,
            facts: &facts,
            keep,
        };
        sections::write(&work, &mut out);
        out.text
    }
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
