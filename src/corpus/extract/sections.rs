use super::genre::{Shape, is_problem, passages};
use super::occasion::{cause, occasion, period};
use super::points::{self, Style};
use super::{Keep, Work};
use crate::corpus::yaml::{Writer, scalar};
use crate::corpus::{Move, Node, NodeKind, Paper};
use crate::terms::{han_count, is_han};
use regex::Regex;
use std::sync::LazyLock;

/// Writes what stands above the sections: title, day, speaker, salutation.
pub(super) fn head(paper: &Paper, out: &mut Writer) {
    let title = paper.title.as_ref().map(|t| paper.clean(t));
    out.pair(0, "title", title.as_deref().unwrap_or("〔待补：标题〕"));
    let mut who = Vec::new();
    let mut has_day = false;
    for line in &paper.byline {
        let words = paper.clean(line);
        match crate::corpus::paper::day(&words) {
            Some(_) if has_day => {}
            Some(day) => {
                has_day = true;
                out.line(0, &format!("date: {day}"));
            }
            None if is_circumstance(&words) => {}
            None => who.push(words),
        }
    }
    let is_name = |words: &String| words.chars().count() <= 4 && words.chars().all(is_han);
    match &who[..] {
        [] => {}
        [name] if is_name(name) => out.line(0, &format!("speaker: {{name: {name}}}")),
        _ => out.line(
            0,
            &format!("speaker: {{post: {}}}", scalar(&who.join("　"))),
        ),
    }
    if let Some(salutation) = &paper.salutation {
        let words = paper.clean(salutation);
        out.pair(0, "salutation", words.trim_end_matches(['：', '！']));
    }
    if let Some(last) = paper.signature.last() {
        out.pair(0, "signature", &paper.clean(last));
    }
}

/// Whether a line tells when or where, not who.
fn is_circumstance(words: &str) -> bool {
    let is_day = words.trim_matches(['（', '）']).ends_with('日');
    is_day
        || words.contains('年') && words.contains('月')
        || words.starts_with("时间")
        || words.starts_with("地点")
        || words.starts_with('—')
}

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
    head(paper, out);
    facts(work, out);
    out.line(0, "sections:");
    opening(work, out);
    match work.shape {
        Shape::Rectification => rectification(work, out),
        Shape::Conference => tasks(work, out, "tasks", Style::HEADS),
        Shape::Study => study(work, out),
        Shape::Article => tasks(work, out, "tasks", Style::PASSAGES),
        Shape::Exchange => tasks(work, out, "tasks", Style::POINTS),
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
        let place = at.of(fact.at);
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
        let (step, style) = if at <= first {
            ("problems", Style::FAULTS)
        } else {
            ("remedies", Style::REMEDIES)
        };
        out.line(0, &format!("- move: {step}"));
        points::list(work, &group.children, 2, style, out);
    }
}

fn tasks(work: &Work<'_>, out: &mut Writer, step: &str, style: Style) {
    let mut nodes: Vec<Node> = flat(work);
    if nodes.is_empty() && work.shape == Shape::Article {
        nodes = unnumbered(work);
    }
    if nodes.is_empty() {
        out.note(0, "原文没有分层次；要展开的要点请写在这里：");
        out.note(
            0,
            &format!("- {{move: {step}, points: [第一个要点, 第二个要点]}}"),
        );
        return;
    }
    out.line(0, &format!("- move: {step}"));
    points::list(work, &nodes, 2, style, out);
}

/// Passages as points without numbers.
fn unnumbered(work: &Work<'_>) -> Vec<Node> {
    let starts = passages(work.paper, work.tree);
    let last = work.paper.paragraphs.last().map_or(0, |p| p.end);
    let ends = starts.iter().skip(1).map(|h| h.start).chain([last]);
    let node = |(heading, end): (&std::ops::Range<usize>, usize)| Node {
        level: 1,
        marker: heading.start..heading.start,
        family: None,
        heading: heading.clone(),
        start: heading.start,
        end,
        kind: NodeKind::Group,
        children: Vec::new(),
    };
    starts.iter().zip(ends).map(node).collect()
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

fn study(work: &Work<'_>, out: &mut Writer) {
    let paper = work.paper;
    for (at, node) in work.tree.sections.iter().enumerate() {
        let claim = paper.clean(&node.heading);
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
        out.pair(
            2,
            "claim",
            if claim.is_empty() {
                "〔待补：论点〕"
            } else {
                claim.trim_end_matches('：')
            },
        );
        points::marker(
            work,
            node,
            at,
            work.tree.sections.len(),
            crate::terms::Series::Shouxian,
            2,
            out,
        );
        if step == "essence" {
            essence(work, node, out);
        } else if !node.children.is_empty() {
            points::list(work, &node.children, 2, Style::HEADS, out);
        }
    }
}

static UNDERSTAND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"深刻(理解|领会|认识|把握)(?P<what>[^，。；！]{4,40})[，。；]")
        .expect("the pattern is written out here")
});

/// What is to be understood.
fn essence(work: &Work<'_>, node: &Node, out: &mut Writer) {
    let text = work
        .paper
        .clean(&(node.heading.end..node.end.max(node.heading.end)));
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
