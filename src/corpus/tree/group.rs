use super::series::Series;
use super::{Node, NodeKind};
use crate::corpus::{Family, Paper};
use std::ops::Range;

/// How many paragraphs that begin alike make a series without numbers.
const ALIKE: usize = 3;

/// How many characters they share at the beginning.
const SHARED: usize = 3;

/// The longest first sentence that is taken for a heading, in characters.
const LONGEST: usize = 60;

/// The sections of a document, and the points that stand outside of them.
pub(super) fn attach(
    series: Vec<Series>,
    paper: &Paper,
    closing: Option<usize>,
) -> (Vec<Node>, Vec<Node>) {
    let (closed, mut series): (Vec<Series>, Vec<Series>) = series
        .into_iter()
        .partition(|s| closing.is_some_and(|closing| s.items[0].start >= closing));
    let mut unattached = Vec::new();
    let last = series.last_mut().and_then(|s| s.items.last_mut());
    if let (Some(closing), Some(last)) = (closing, last) {
        cut(last, closing, &mut unattached);
    }
    unattached.extend(closed.into_iter().flat_map(|s| s.items));
    if series.len() < 2 {
        let sections: Vec<Node> = series.into_iter().flat_map(|s| s.items).collect();
        let sections = if sections.is_empty() {
            parallels(paper)
        } else {
            sections
        };
        return (sections, unattached);
    }
    // （一） and what is below it are never the highest of a document, and 首先 is not above 一是; 一、 and 第一， may be.
    let heads = |s: &Series| {
        let first = &s.items[0];
        let is_high = |f| matches!(f, Family::Cn | Family::Arabic | Family::Di | Family::Label);
        first.kind != NodeKind::Inline && first.family.is_some_and(is_high)
    };
    let main: Vec<bool> = series.iter().map(heads).collect();
    if main.iter().filter(|main| **main).count() == 1 {
        let mut sections = Vec::new();
        for (series, is_main) in series.into_iter().zip(main) {
            if is_main {
                sections = series.items;
            } else {
                unattached.extend(series.items);
            }
        }
        unattached.sort_by_key(|n| n.start);
        return (sections, unattached);
    }
    let mut done = 0;
    let mut groups = Vec::new();
    for series in series {
        let last = series.items.iter().map(last_marker).max();
        groups.push(group(series, paper, done));
        done = last.unwrap_or(done);
    }
    (groups, unattached)
}

/// Takes the points of the closing away from the last section.
fn cut(node: &mut Node, closing: usize, out: &mut Vec<Node>) {
    let from = node.children.partition_point(|n| n.start < closing);
    out.extend(node.children.drain(from..));
    if let Some(last) = node.children.last_mut() {
        cut(last, closing, out);
    }
}

/// Where the last marker of a node and of all below it ends.
fn last_marker(node: &Node) -> usize {
    let below = node.children.iter().map(last_marker).max();
    below.unwrap_or(0).max(node.marker.end)
}

/// A series below a node without a marker, which begins with the paragraph that announces it; where that holds the series
/// before it, which ends at `done`, with the words that announce it.
fn group(series: Series, paper: &Paper, done: usize) -> Node {
    let text = paper.source.text();
    let first = &series.items[0];
    let at = paper.paragraphs.partition_point(|p| p.end <= first.start);
    let opens = first.kind != NodeKind::Inline;
    let paragraph = &paper.paragraphs[if opens { at.saturating_sub(1) } else { at }];
    let end = if opens {
        paragraph.end.min(first.start)
    } else {
        first.start
    };
    let heading = last_clause(text, paragraph.start.max(done).min(end)..end);
    let start = if paragraph.start < done {
        heading.start
    } else {
        paragraph.start
    };
    Node {
        level: 1,
        marker: start..start,
        family: None,
        heading,
        start,
        end: first.start,
        kind: NodeKind::Group,
        children: series.items,
    }
}

/// The last clause of a stretch of text, which announces what comes.
fn last_clause(text: &str, range: Range<usize>) -> Range<usize> {
    let marks = ['，', ',', '。', '：', ':', '；', ';', '！', '？'];
    let words =
        text[range.clone()].trim_end_matches(|c: char| marks.contains(&c) || c.is_whitespace());
    let from = words.char_indices().rev().find(|(_, c)| marks.contains(c));
    let from = from.map_or(0, |(at, c)| at + c.len_utf8());
    range.start + from..range.start + words.len()
}

/// Paragraphs in a row whose first sentences begin alike: headings without numbers.
fn parallels(paper: &Paper) -> Vec<Node> {
    let text = paper.source.text();
    let first = |range: &Range<usize>| {
        let words = &text[range.clone()];
        let end = words.find(['。', '！', '？'])?;
        (words[..end].chars().count() <= LONGEST).then(|| range.start..range.start + end)
    };
    let head = |range: &Range<usize>| text[range.clone()].chars().take(SHARED).collect::<String>();
    let mut best: Vec<Range<usize>> = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut ends = |run: Vec<Range<usize>>| {
        if run.len() > best.len() {
            best = run;
        }
    };
    for paragraph in &paper.paragraphs {
        let heading = first(paragraph);
        let goes_on = |heading: &Range<usize>| run.last().is_some_and(|l| head(l) == head(heading));
        if !heading.as_ref().is_some_and(goes_on) {
            ends(std::mem::take(&mut run));
        }
        run.extend(heading);
    }
    ends(run);
    if best.len() < ALIKE {
        return Vec::new();
    }
    let node = |heading: Range<usize>| {
        let end = heading.end;
        Node::unmarked(heading, end)
    };
    best.into_iter().map(node).collect()
}
