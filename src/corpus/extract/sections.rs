use super::genre::{Shape, is_problem, passages};
use super::occasion::{cause, occasion, period};
use super::points;
use super::{Keep, Work, head, study};
use crate::corpus::yaml::{Writer, scalar};
use crate::corpus::{Move, Node};
use crate::terms::han_count;

/// Writes a document as an outline of the genre it is like.
pub(super) fn write(work: &Work<'_>, out: &mut Writer) {
    let paper = work.paper;
    let chars: u32 = paper
        .paragraphs
        .iter()
        .map(|p| han_count(&paper.source.text()[p.clone()]))
        .sum();
    out.note(
        0,
        &format!(
            "原文约 {} 字。体裁、题材（topic）是猜的，请看一遍；length: 可以自己定。",
            if chars < 100 {
                chars
            } else {
                chars / 100 * 100
            }
        ),
    );
    out.pair(0, "genre", work.shape.genre());
    head::write(paper, out);
    facts(work, out);
    out.line(0, "sections:");
    opening(work, out);
    match work.shape {
        Shape::Rectification => rectification(work, out),
        Shape::Conference | Shape::Article | Shape::Exchange => tasks(work, out),
        Shape::Study => study::write(work, out),
    }
    closing(work, out);
}

fn facts(work: &Work<'_>, out: &mut Writer) {
    if work.facts.is_empty() {
        return;
    }
    out.line(0, "facts:");
    let at = crate::corpus::Positions::new(work.paper.source.text());
    for fact in work.facts {
        let unknown =
            (fact.kind == super::facts::Kind::Quotation).then(|| "〔待补：出处〕".to_owned());
        let source = fact.source.clone().or(unknown);
        let source = source.map_or(String::new(), |s| format!(", source: {}", scalar(&s)));
        // Counted from 1, as people do.
        let place = at.of(fact.at) + 1;
        out.line(
            2,
            &format!(
                "{}: {{text: {}{source}}} # 原文第 {place} 字",
                fact.name,
                scalar(&fact.text)
            ),
        );
    }
}

/// The facts above the first section.
fn standards<'w>(work: &Work<'w>) -> Vec<&'w str> {
    let first = work
        .tree
        .nodes()
        .iter()
        .find(|n| !n.marker.is_empty())
        .map_or(0, |n| n.start);
    let above = work
        .facts
        .iter()
        .filter(|f| f.at < first && f.kind != super::facts::Kind::Figure);
    above.map(|f| f.name.as_str()).collect()
}

fn opening(work: &Work<'_>, out: &mut Writer) {
    let paper = work.paper;
    let title = paper
        .title
        .as_ref()
        .map(|t| paper.clean(t))
        .unwrap_or_default();
    out.line(0, "- move: opening");
    let standards = standards(work);
    match work.shape {
        Shape::Article => {}
        Shape::Exchange => {
            let first = paper
                .paragraphs
                .first()
                .map(|p| paper.clean(p))
                .unwrap_or_default();
            out.pair(2, "period", period(&first).unwrap_or("〔待补：时段〕"));
        }
        _ => out.pair(2, "occasion", occasion(&title).unwrap_or("〔待补：会议〕")),
    }
    let is_asked = matches!(work.shape, Shape::Rectification | Shape::Study);
    if is_asked && !standards.is_empty() {
        out.line(2, &format!("standards: [{}]", standards.join(", ")));
    }
    let looks_back = work
        .tree
        .steps
        .iter()
        .find(|s| s.step == Move::Achievements);
    if let Some(step) = looks_back.filter(|_| work.shape == Shape::Conference) {
        let at = paper.paragraphs.partition_point(|p| p.end <= step.start);
        let words = paper
            .paragraphs
            .get(at)
            .map(|p| paper.clean(p))
            .unwrap_or_default();
        out.line(0, "- move: review");
        out.pair(2, "period", period(&words).unwrap_or("〔待补：时段〕"));
        out.line(2, "points: 3");
    }
    if work.shape == Shape::Conference && work.keep == Keep::Points && !standards.is_empty() {
        out.line(0, "- move: instruction");
        out.line(2, &format!("standards: [{}]", standards.join(", ")));
    }
}

fn closing(work: &Work<'_>, out: &mut Writer) {
    let Some(start) = work.tree.closing else {
        return;
    };
    let end = work.paper.paragraphs.last().map_or(start, |p| p.end);
    let words = work.paper.clean(&(start..end.max(start)));
    let step = match work.shape {
        Shape::Article | Shape::Exchange => "outlook",
        _ => "call",
    };
    out.line(0, &format!("- move: {step}"));
    out.pair(2, "cause", cause(&words).unwrap_or("〔待补：目的〕"));
}

fn rectification(work: &Work<'_>, out: &mut Writer) {
    let groups = &work.tree.sections;
    let first = groups
        .iter()
        .position(|n| is_problem(n, work.paper))
        .unwrap_or(0);
    for (at, group) in groups.iter().enumerate() {
        let are_faults = at <= first;
        let step = if are_faults { "problems" } else { "remedies" };
        out.line(0, &format!("- move: {step}"));
        points::list(work, &group.children, 2, are_faults, out);
    }
}

fn tasks(work: &Work<'_>, out: &mut Writer) {
    let mut nodes: Vec<Node> = flat(work);
    if nodes.is_empty() && work.shape == Shape::Article {
        nodes = unnumbered(work);
    }
    if nodes.is_empty() {
        out.note(0, "原文没有分层次；要展开的要点请写在这里：");
        out.note(0, "- {move: tasks, points: [第一个要点, 第二个要点]}");
        return;
    }
    out.line(0, "- move: tasks");
    points::list(work, &nodes, 2, false, out);
}

/// Passages as points without numbers.
fn unnumbered(work: &Work<'_>) -> Vec<Node> {
    let starts = passages(work.paper, work.tree);
    let last = work.paper.paragraphs.last().map_or(0, |p| p.end);
    let ends = starts.iter().skip(1).map(|h| h.start).chain([last]);
    let headings = starts.iter().cloned();
    headings
        .zip(ends)
        .map(|(heading, end)| Node::unmarked(heading, end))
        .collect()
}

/// The sections, those without a marker of their own replaced by what they hold where they hold anything.
fn flat(work: &Work<'_>) -> Vec<Node> {
    let nodes = work.tree.sections.iter();
    let nodes = nodes.flat_map(|n| {
        if n.marker.is_empty() && !n.children.is_empty() {
            n.children.clone()
        } else {
            vec![n.clone()]
        }
    });
    nodes.collect()
}
