use super::{Node, Tree};
use crate::corpus::{Furniture, Paper, Positions};
use serde_json::{Value, json};

impl Tree {
    /// As JSON; places are code points of the document.
    pub fn json(&self, paper: &Paper) -> Value {
        let text = paper.source.text();
        let at = Positions::new(text);
        let words = |range: &std::ops::Range<usize>| text[range.clone()].to_owned();
        // An appendix is left out, too, but it is somebody's own.
        let furniture = paper
            .removed
            .iter()
            .filter(|r| r.what != Furniture::Appendix);
        let node = |node: &Node| node_json(node, text, &at);
        json!({
            "file": paper.source.name(),
            "title": paper.title.as_ref().map(|t| paper.words(t)),
            "title_start": paper.title.as_ref().map(|t| at.of(t.start)),
            "subtitle": paper.subtitle.as_ref().map(words),
            "salutation": paper.salutation.as_ref().map(words),
            "salutation_start": paper.salutation.as_ref().map(|s| at.of(s.start)),
            "sections": self.sections.iter().map(node).collect::<Vec<_>>(),
            "unattached": self.unattached.iter().map(node).collect::<Vec<_>>(),
            "closing_start": self.closing.map(|c| at.of(c)),
            "moves": self.steps.iter().map(|s| s.step.name()).collect::<Vec<_>>(),
            "move_starts": self.steps.iter().map(|s| json!({"move": s.step.name(), "start": at.of(s.start)})).collect::<Vec<_>>(),
            "removed": paper.removed.iter().map(|r| json!({"what": r.what.names().1, "start": at.of(r.range.start), "end": at.of(r.range.end)})).collect::<Vec<_>>(),
            "boilerplate": furniture.map(|r| [at.of(r.range.start), at.of(r.range.end)]).collect::<Vec<_>>(),
        })
    }
}

fn node_json(node: &Node, text: &str, at: &Positions<'_>) -> Value {
    let children = node.children.iter().map(|n| node_json(n, text, at));
    json!({
        "level": node.level,
        "marker": text[node.marker.clone()],
        "heading": text[node.heading.clone()],
        "start": at.of(node.start),
        "kind": node.kind.name(),
        "children": children.collect::<Vec<_>>(),
    })
}
