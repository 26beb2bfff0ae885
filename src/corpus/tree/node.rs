use super::moves::{Step, steps};
use super::series::{Numbered, grow};
use super::{closing, group, heading, token};
use crate::corpus::{Family, Paper};
use std::ops::Range;

/// The section tree of a document. All places are bytes of its source.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The sections.
    pub sections: Vec<Node>,
    /// Points that stand outside of every section.
    pub unattached: Vec<Node>,
    /// Where the closing begins.
    pub closing: Option<usize>,
    /// The moves, in order.
    pub steps: Vec<Step>,
    /// Markers that do not follow the one before: where each stands, and the number it should have.
    pub misnumbered: Vec<(Range<usize>, u32)>,
}

/// A section or a point.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its depth, 1 at the top.
    pub level: u8,
    /// Where its marker stands; empty where it has none.
    pub marker: Range<usize>,
    /// The family of the marker.
    pub family: Option<Family>,
    /// Its heading.
    pub heading: Range<usize>,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, with everything below it.
    pub end: usize,
    /// How it is printed.
    pub kind: NodeKind,
    /// What stands below it.
    pub children: Vec<Node>,
}

impl Node {
    /// A section without a marker, which begins with its heading.
    pub(in crate::corpus) fn unmarked(heading: Range<usize>, end: usize) -> Self {
        Self {
            level: 1,
            marker: heading.start..heading.start,
            family: None,
            start: heading.start,
            heading,
            end,
            kind: NodeKind::Group,
            children: Vec::new(),
        }
    }
}

/// How a section or point is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// The whole paragraph is its heading.
    Heading,
    /// It begins a paragraph, in which its text follows.
    RunIn,
    /// It stands inside a paragraph.
    Inline,
    /// It has no marker: it holds a series that has none above it.
    Group,
}

impl NodeKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::RunIn => "run-in",
            Self::Inline => "inline",
            Self::Group => "group",
        }
    }
}

impl Tree {
    /// The tree of a document.
    pub fn new(paper: &Paper) -> Self {
        let text = paper.source.text();
        let numbered = grow(&token::all(paper), paper);
        let closing = closing::start(paper, &numbered);
        let Numbered {
            series,
            misnumbered,
        } = numbered;
        let (sections, unattached) = group::attach(series, paper, closing);
        let mut tree = Self {
            sections,
            unattached,
            closing,
            steps: Vec::new(),
            misnumbered,
        };
        let end = paper.paragraphs.last().map_or(0, |p| p.end);
        let end = tree.closing.unwrap_or(end);
        finish(&mut tree.sections, 1, end, paper);
        let level = 1;
        finish(&mut tree.unattached, level, text.len(), paper);
        tree.steps = steps(paper, &tree);
        tree
    }

    /// All nodes of the sections, parents before children.
    pub fn nodes(&self) -> Vec<&Node> {
        fn walk<'n>(nodes: &'n [Node], out: &mut Vec<&'n Node>) {
            for node in nodes {
                out.push(node);
                walk(&node.children, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.sections, &mut out);
        out
    }
}

/// Tells every node its level, its end, its kind and its heading.
fn finish(nodes: &mut [Node], level: u8, end: usize, paper: &Paper) {
    let starts: Vec<usize> = nodes.iter().skip(1).map(|n| n.start).chain([end]).collect();
    for (node, end) in nodes.iter_mut().zip(starts) {
        node.level = level;
        node.end = end.max(node.start);
        if node.kind != NodeKind::Group {
            heading::of(node, paper);
            let most = node.children.first().map_or(node.end, |c| c.start);
            let start = node.heading.start.min(most);
            node.heading = start..node.heading.end.clamp(start, most.max(start));
        }
        finish(&mut node.children, level + 1, node.end, paper);
    }
    // What follows the last point of a running text may be the section's, not its own.
    if let [.., before, last] = nodes
        && last.family.is_some_and(|f| !f.heads())
        && before.kind == NodeKind::RunIn
    {
        last.kind = NodeKind::RunIn;
    }
}
