use crate::corpus::{Family, Move, Node, NodeKind, Paper, Tree};
use std::ops::Range;

/// Which of the genres a document is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Problems, then remedies.
    Rectification,
    /// Tasks under headings.
    Conference,
    /// Significance, essence, practice.
    Study,
    /// Passages without numbers.
    Article,
    /// Points with their results, one a paragraph.
    Exchange,
}

impl Shape {
    /// Its genre.
    pub fn genre(self) -> &'static str {
        match self {
            Self::Rectification => "rectification",
            Self::Conference => "conference",
            Self::Study => "study",
            Self::Article => "article",
            Self::Exchange => "exchange",
        }
    }

    /// The shape of a document.
    pub fn of(paper: &Paper, tree: &Tree) -> Self {
        let text = paper.source.text();
        let says = |node: &Node, words: &[&str]| {
            let heading = &text[node.heading.clone()];
            words.iter().any(|word| heading.contains(word))
        };
        let sections = &tree.sections;
        let groups = sections.iter().filter(|n| n.kind == NodeKind::Group);
        let are_parallels = sections
            .iter()
            .all(|n| n.kind == NodeKind::Group && n.children.is_empty());
        if are_parallels && (!sections.is_empty() || passages(paper, tree).len() > 2) {
            return Self::Article;
        }
        if groups.count() >= 2 && sections.iter().any(|n| is_problem(n, paper)) {
            return Self::Rectification;
        }
        let is_study = sections
            .iter()
            .any(|n| says(n, &["意义", "重要性", "必要性"]))
            && sections
                .iter()
                .any(|n| says(n, &["实质", "内涵", "领会", "要义", "精神", "要求"]));
        if is_study && sections.len() <= 4 {
            return Self::Study;
        }
        let is_flat = sections.len() >= 3
            && sections.iter().all(|n| {
                n.kind == NodeKind::RunIn && n.children.is_empty() && n.family == Some(Family::Cn)
            });
        let has_tasks =
            tree.steps.iter().any(|s| s.step == Move::Achievements) || paper.salutation.is_none();
        if is_flat && has_tasks {
            return Self::Exchange;
        }
        Self::Conference
    }
}

/// What an announcement of problems holds.
const PROBLEMS: [&str; 5] = ["问题", "不足", "差距", "短板", "表现"];

/// What the claim of a problem holds.
const FAULTS: [char; 12] = [
    '不', '缺', '弱', '差', '淡', '浮', '松', '乏', '散', '软', '少', '虚',
];

/// Whether a section tells of problems: its announcement says so, or most of its points do.
pub(super) fn is_problem(node: &Node, paper: &Paper) -> bool {
    let text = paper.source.text();
    let lead = &text[node.start..node.children.first().map_or(node.end, |c| c.start)];
    let faults = node
        .children
        .iter()
        .filter(|c| text[c.heading.clone()].contains(FAULTS));
    let last = lead
        .trim_end()
        .rsplit(['。', '！'])
        .find(|s| !s.trim().is_empty())
        .unwrap_or("");
    PROBLEMS.iter().any(|word| last.contains(word)) || faults.count() * 2 > node.children.len()
}

/// The first sentences of paragraphs that begin with a heading of their own, in a text that numbers nothing.
pub(super) fn passages(paper: &Paper, tree: &Tree) -> Vec<Range<usize>> {
    if paper.salutation.is_some() || tree.closing.is_some() {
        return Vec::new();
    }
    let text = paper.source.text();
    let first = |p: &Range<usize>| {
        let words = &text[p.clone()];
        let end = words.find(['。', '！', '？'])?;
        let chars = words[..end].chars().count();
        let is_heading = (8..=40).contains(&chars) && words.chars().count() > 3 * chars;
        is_heading.then(|| p.start..p.start + end)
    };
    paper.paragraphs.iter().skip(1).filter_map(first).collect()
}
