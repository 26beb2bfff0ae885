use super::genre::Shape;
use crate::corpus::yaml::{Writer, scalar};
use crate::corpus::{Move, Node, NodeKind, Paper, Tree};
use std::collections::BTreeMap;
use std::ops::Range;

/// Writes every word of a document, a section for each paragraph and heading.
pub(super) fn write(paper: &Paper, tree: &Tree, shape: Shape, out: &mut Writer) {
    out.note(
        0,
        &format!(
            "每一段照录；体裁像 {}，要由语料重写的部分改用那个体裁。",
            shape.genre()
        ),
    );
    out.pair(0, "genre", "verbatim");
    super::head::write(paper, out);
    let nodes = tree
        .nodes()
        .into_iter()
        .filter(|n| n.kind == NodeKind::Heading && !n.heading.is_empty());
    let headings: BTreeMap<usize, &Node> = nodes.map(|n| (n.start, n)).collect();
    out.line(0, "sections:");
    if paper
        .paragraphs
        .iter()
        .all(|p| paper.clean(p).trim().is_empty())
    {
        out.line(0, "- move: opening");
        out.pair(2, "text", "〔待补：正文〕");
    }
    for paragraph in &paper.paragraphs {
        let step = step(tree, paragraph.start);
        let words = paper.clean(paragraph);
        if words.trim().is_empty() {
            continue;
        }
        // A heading that ends as a sentence does is kept whole, as a paragraph.
        let heading = headings
            .get(&paragraph.start)
            .filter(|_| !words.ends_with('。'));
        match heading {
            Some(node) => {
                out.line(0, &format!("- move: {step}"));
                heading_of(node, paragraph, paper, out);
            }
            None => {
                out.line(0, &format!("- move: {step}"));
                out.pair(2, "text", &words);
            }
        }
    }
}

fn heading_of(node: &Node, paragraph: &Range<usize>, paper: &Paper, out: &mut Writer) {
    let claim = paper.clean(&(node.marker.end..paragraph.end));
    out.pair(2, "claim", &claim);
    let marker = paper.clean(&node.marker);
    if !marker.is_empty() {
        out.line(2, &format!("marker: {}", scalar(&marker)));
    }
    if node.level > 1 {
        out.line(2, &format!("level: {}", node.level.min(4)));
    }
}

/// The move of an outline at a place of the document.
fn step(tree: &Tree, at: usize) -> &'static str {
    let done = tree.steps.partition_point(|s| s.start <= at);
    let step = done.checked_sub(1).map(|last| tree.steps[last].step);
    match step {
        None | Some(Move::Opening | Move::Purpose) => "opening",
        Some(Move::Achievements | Move::Thanks) => "review",
        Some(Move::Problems | Move::Causes) => "problems",
        Some(Move::Requirements | Move::Guarantees) => "tasks",
        Some(Move::ClosingCall) => "call",
    }
}
