use super::genre::Shape;
use super::yaml::{Writer, scalar};
use crate::corpus::{Move, Node, NodeKind, Paper, Tree};
use std::ops::Range;

/// Writes every word of a document, a section for each paragraph and heading.
pub(super) fn write(paper: &Paper, tree: &Tree, shape: Shape, out: &mut Writer) {
    out.note(&format!(
        "每一段照录；体裁像 {}，要由语料重写的部分改用那个体裁。",
        shape.genre()
    ));
    out.pair(0, "genre", "verbatim");
    super::sections::head(paper, out);
    let nodes = tree.nodes();
    out.line(0, "sections:");
    for paragraph in &paper.paragraphs {
        let step = step(tree, paragraph.start);
        let heading = nodes.iter().find(|n| {
            n.start == paragraph.start && n.kind == NodeKind::Heading && !n.heading.is_empty()
        });
        match heading {
            Some(node) => {
                out.line(0, &format!("- move: {step}"));
                heading_of(node, paragraph, paper, out);
            }
            None => {
                out.line(0, &format!("- move: {step}"));
                out.pair(2, "text", &paper.clean(paragraph));
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
    let step = tree.steps.iter().rfind(|s| s.start <= at).map(|s| s.step);
    match step {
        None | Some(Move::Opening | Move::Purpose) => "opening",
        Some(Move::Achievements | Move::Thanks) => "review",
        Some(Move::Problems | Move::Causes) => "problems",
        Some(Move::Requirements | Move::Guarantees) => "tasks",
        Some(Move::ClosingCall) => "call",
    }
}
