use super::genre::Shape;
use super::topic::Subject;
use super::{Keep, Work};
use crate::corpus::yaml::Writer;
use crate::corpus::{Family, Node};
use crate::draft::{letters, ordinal};
use crate::terms::Series;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The series that a family of markers is; none where an outline has no name for it.
fn series(family: Family) -> Option<Series> {
    Some(match family {
        Family::Cn => Series::Cn,
        Family::Paren => Series::Paren,
        Family::Arabic => Series::Arabic,
        Family::Di => Series::Di,
        Family::Shouxian => Series::Shouxian,
        Family::Shi => Series::Shi,
        Family::Yao => Series::Yao,
        Family::ParenArabic | Family::Circled | Family::Zhua | Family::Dash | Family::Label => {
            return None;
        }
    })
}

/// The series that most of these points are numbered by; none where they have no numbers, or such as no series prints.
fn common(work: &Work<'_>, nodes: &[Node]) -> Series {
    let families = nodes.iter().filter_map(|n| n.family).filter_map(series);
    let families: BTreeSet<Series> = families.collect();
    let fits = |series: Series| {
        let all = nodes.iter().enumerate();
        all.filter(|(at, n)| printed(work, n) == ordinal(series, *at as u32, nodes.len() as u32))
            .count()
    };
    families
        .into_iter()
        .max_by_key(|s| fits(*s))
        .unwrap_or(Series::None)
}

/// A marker as it would be printed today: full-width, without blanks.
fn printed(work: &Work<'_>, node: &Node) -> String {
    let words = work.paper.clean(&node.marker);
    words.replace('．', ".").replace([' ', '\u{3000}'], "")
}

/// How deep in the outline a point stands that is written at this indent, 1 at the top.
fn depth(indent: usize) -> usize {
    indent / 2
}

/// Whether a point stands three levels down, where a conference prints it in a running text, with the marker that the outline gives.
fn is_deep(work: &Work<'_>, indent: usize) -> bool {
    depth(indent) > 2 && work.shape == Shape::Conference
}

/// Whether the text of a point is drawn from the bank: that of a task always, elsewhere where no points stand below.
fn draws(work: &Work<'_>, node: &Node, indent: usize) -> bool {
    let is_task = depth(indent) == 2 && work.shape == Shape::Conference;
    !is_deep(work, indent) && (is_task || node.children.is_empty())
}

/// Writes the marker of a point, itself written at this indent, that its series would not print.
pub(super) fn marker(
    work: &Work<'_>,
    node: &Node,
    (at, total): (usize, usize),
    series: Series,
    indent: usize,
    out: &mut Writer,
) {
    let marker = printed(work, node);
    if !marker.is_empty()
        && (is_deep(work, indent) || marker != ordinal(series, at as u32, total as u32))
    {
        out.pair(indent + 2, "marker", &marker);
    }
}

/// Writes a list of points with their series. Where they are `faults`, what has no number below them, 有的……有的……, is asked for
/// by its count.
pub(super) fn list(work: &Work<'_>, nodes: &[Node], indent: usize, faults: bool, out: &mut Writer) {
    let lists = lists(work, nodes);
    // Only speeches of study say 在某某方面：一是…… in one paragraph; elsewhere all stand in a row.
    if lists.len() < 2 || work.shape != Shape::Study {
        all(work, nodes, indent, faults, out);
        return;
    }
    // Series that begin anew, each after words of its own: 在农村党建方面：一是……
    out.line(indent, "points:");
    for (number, (lead, nodes)) in lists.iter().enumerate() {
        let lead = lead
            .clone()
            .unwrap_or_else(|| format!("〔待补：方面{}〕", number + 1));
        out.pair(indent, "- claim", &lead);
        all(work, nodes, indent + 2, false, out);
    }
}

/// Writes points that stand in a row.
fn all(work: &Work<'_>, nodes: &[Node], indent: usize, faults: bool, out: &mut Writer) {
    let series = common(work, nodes);
    out.line(indent, &format!("series: {}", series.name()));
    out.line(indent, "points:");
    for (at, node) in nodes.iter().enumerate() {
        point(work, node, indent, out);
        marker(work, node, (at, nodes.len()), series, indent, out);
        below(work, node, indent + 2, faults, out);
    }
}

/// Nodes that are numbered through, each list with the words that introduce it where it is one of several.
fn lists(work: &Work<'_>, nodes: &[Node]) -> Vec<(Option<String>, Vec<Node>)> {
    let text = work.paper.source.text();
    let first = |node: &Node| {
        let marker = crate::corpus::marker(&text[node.marker.clone()], true);
        marker.and_then(|m| m.number) == Some(1)
    };
    let mut lists: Vec<(Option<String>, Vec<Node>)> = Vec::new();
    for node in nodes {
        if lists.is_empty() || first(node) && !node.marker.is_empty() {
            lists.push((None, Vec::new()));
        }
        if let Some((_, list)) = lists.last_mut() {
            list.push(node.clone());
        }
    }
    if lists.len() > 1 {
        for (lead, list) in &mut lists {
            let at = work
                .paper
                .paragraphs
                .partition_point(|p| p.end <= list[0].start);
            let paragraph = &work.paper.paragraphs[at];
            let words = work.paper.clean(&(paragraph.start..list[0].start));
            let words = words.trim_end_matches(['：', '，', '。']);
            let last = words.rsplit(['。', '；', '，', '：']).next().unwrap_or("");
            *lead = Some(last.to_owned()).filter(|l| !l.is_empty());
        }
    }
    lists
}

/// The words below the heading of a point.
pub(super) fn text(work: &Work<'_>, node: &Node) -> String {
    let end = node.end.max(node.heading.end);
    work.paper.clean(&(node.heading.end..end))
}

/// Writes the claim of a point, and its topic where anything is drawn by it.
fn point(work: &Work<'_>, node: &Node, indent: usize, out: &mut Writer) {
    let claim = claim(work, node);
    out.pair(indent, "- claim", &claim);
    if is_deep(work, indent) {
        return;
    }
    let draws = draws(work, node, indent);
    let topic = work
        .topics
        .borrow_mut()
        .of(&claim, &text(work, node), draws);
    match topic {
        Subject::Topic(topic) => out.pair(indent + 2, "topic", topic),
        Subject::Unknown => {}
        Subject::Spent => out.pair(indent + 2, "text", "〔待补：这一点的内容〕"),
    }
}

/// Writes what stands below a point: its facts, its points, or how many symptoms it is told by.
fn below(work: &Work<'_>, node: &Node, indent: usize, faults: bool, out: &mut Writer) {
    let quotes = matches!(
        work.shape,
        Shape::Conference | Shape::Study | Shape::Article
    );
    if work.keep == Keep::Points && quotes && node.level <= 2 {
        facts(work, node, indent, out);
    }
    if !node.children.is_empty() {
        list(work, &node.children, indent, false, out);
        return;
    }
    let count = if faults {
        symptoms(&text(work, node))
    } else {
        0
    };
    if count > 1 {
        out.line(indent, &format!("points: {count}"));
    }
}

/// The claim of a point, as an outline says it.
pub(super) fn claim(work: &Work<'_>, node: &Node) -> String {
    let claim = work.paper.clean(&node.heading);
    let claim = claim.trim_end_matches(['。', '：', '；', '，']);
    if letters(claim).next().is_none() {
        return "〔待补：论点〕".to_owned();
    }
    claim.to_owned()
}

/// Names the facts that stand in the text of a point.
fn facts(work: &Work<'_>, node: &Node, indent: usize, out: &mut Writer) {
    let own_end = node.children.first().map_or(node.end, |c| c.start);
    let first = work.facts.partition_point(|f| f.at < node.heading.end);
    let inside = work.facts[first..].iter().take_while(|f| f.at < own_end);
    let names: Vec<&str> = inside
        .filter(|f| f.kind != super::facts::Kind::Figure)
        .map(|f| f.name.as_str())
        .take(2)
        .collect();
    if !names.is_empty() {
        out.line(indent, &format!("facts: [{}]", names.join(", ")));
    }
}

static SYMPTOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(还有的|有的|有些)[^。；]{2}").expect("the pattern is written out here")
});

/// How many symptoms a fault is told by.
fn symptoms(text: &str) -> usize {
    SYMPTOM.find_iter(text).count().min(5)
}
