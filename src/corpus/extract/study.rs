use super::Work;
use super::points;
use crate::corpus::Node;
use crate::corpus::yaml::{Writer, scalar};
use crate::terms::Series;
use regex::Regex;
use std::sync::LazyLock;

/// Writes the sections of a speech of study: why, what, how.
pub(super) fn write(work: &Work<'_>, out: &mut Writer) {
    let total = work.tree.sections.len();
    for (at, node) in work.tree.sections.iter().enumerate() {
        let claim = points::claim(work, node);
        let says = |words: &[&str]| words.iter().any(|word| claim.contains(word));
        let step = if says(&["意义", "重要性", "必要性", "认识"]) {
            "significance"
        } else if node.children.is_empty() && says(&["实质", "内涵", "领会", "要义", "把握"])
        {
            "essence"
        } else {
            "practice"
        };
        out.line(0, &format!("- move: {step}"));
        out.pair(2, "claim", &claim);
        points::marker(work, node, (at, total), Series::Shouxian, 0, out);
        if step == "essence" {
            essence(work, node, out);
        } else if !node.children.is_empty() {
            points::list(work, &node.children, 2, false, out);
        }
    }
}

static UNDERSTAND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"深刻(理解|领会|认识|把握)(?P<what>[^，。；！]{4,40})[，。；]")
        .expect("the pattern is written out here")
});

/// What is to be understood.
fn essence(work: &Work<'_>, node: &Node, out: &mut Writer) {
    let text = points::text(work, node);
    let what: Vec<&str> = UNDERSTAND
        .captures_iter(&text)
        .filter_map(|c| Some(c.name("what")?.as_str()))
        .collect();
    let what: Vec<&str> = what
        .into_iter()
        .filter(|w| !w.contains('“'))
        .take(8)
        .collect();
    if what.len() > 1 {
        out.line(2, "points:");
        for claim in what {
            out.line(2, &format!("- {}", scalar(claim)));
        }
    }
}
