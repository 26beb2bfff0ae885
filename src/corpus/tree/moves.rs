use super::Tree;
use crate::corpus::Paper;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a stretch of a speech does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Greeting, occasion, background.
    Opening,
    /// What the meeting is for.
    Purpose,
    /// What was achieved.
    Achievements,
    /// Thanks and congratulations.
    Thanks,
    /// Shortcomings.
    Problems,
    /// Why there are any.
    Causes,
    /// What is to be done.
    Requirements,
    /// What secures it.
    Guarantees,
    /// The call at the end.
    ClosingCall,
}

impl Move {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Purpose => "purpose",
            Self::Achievements => "achievements",
            Self::Thanks => "thanks",
            Self::Problems => "problems",
            Self::Causes => "causes",
            Self::Requirements => "requirements/remedies",
            Self::Guarantees => "guarantees",
            Self::ClosingCall => "closing_call",
        }
    }
}

/// Where a move begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The move.
    pub step: Move,
    /// Its first character, in bytes of the source.
    pub start: usize,
}

static SIGNS: LazyLock<Vec<(Move, Regex)>> = LazyLock::new(|| {
    let signs = [
        (
            Move::Thanks,
            r"(表示|致以)[^。]{0,20}(感谢|谢意|祝贺|敬意|问候|欢迎)",
        ),
        (
            Move::Purpose,
            r"(主要任务是|主要目的是|目的是|就是要与大家|下面，?我?.{0,12}(讲|谈)|我(再)?讲.{0,4}(点|方面|个问题)|主要(讲|谈))",
        ),
        (
            Move::Causes,
            r"(究其原因|主要原因|根源在于|原因在于|分析原因|归结起来)",
        ),
        (
            Move::Problems,
            r"(存在.{0,14}(问题|不足|差距|短板)|还有差距|问题(依然|仍然|比较)?突出|不容忽视|不足之处|主要表现|具体表现)",
        ),
        (
            Move::Achievements,
            r"(取得.{0,14}(成绩|成效|进展|成果|突破)|今年以来|一年来|过去(的)?一年|五年来|近年来|几年来|年初以来|半年来|同比增长|比上年增长)",
        ),
        (
            Move::Guarantees,
            r"(加强.{0,8}(领导|组织领导)|强化.{0,6}(责任|担当|保障|监督)|压实.{0,6}责任|落实责任|严格考核|督查|问责)",
        ),
        (
            Move::Requirements,
            r"(要|必须|应当|坚持|着力|加快|推进|深入|认真)",
        ),
    ];
    let sign = |(step, pattern): (Move, &str)| {
        (
            step,
            Regex::new(pattern).expect("the pattern is written out here"),
        )
    };
    signs.into_iter().map(sign).collect()
});

/// The moves of a document, paragraph by paragraph.
pub(super) fn steps(paper: &Paper, tree: &Tree) -> Vec<Step> {
    let first = tree.sections.first().map_or(usize::MAX, |n| n.start);
    let mut steps: Vec<Step> = Vec::new();
    let mut push = |step: Move, start: usize| {
        if steps.last().is_none_or(|last: &Step| last.step != step) {
            steps.push(Step { step, start });
        }
    };
    let nodes = tree.nodes();
    let headings: BTreeSet<usize> = nodes
        .iter()
        .filter(|n| n.kind == super::NodeKind::Heading)
        .map(|n| n.start)
        .collect();
    let opening = paper.paragraphs.first().map(|p| p.start);
    for paragraph in &paper.paragraphs {
        if tree
            .closing
            .is_some_and(|closing| paragraph.start >= closing)
        {
            break;
        }
        if headings.contains(&paragraph.start) {
            continue;
        }
        let words = paper.words(paragraph);
        let above = tree
            .sections
            .partition_point(|n| n.start <= paragraph.start);
        let section = above.checked_sub(1).map(|at| &tree.sections[at]);
        let found = match section {
            Some(node) => within(&words, &paper.source.text()[node.heading.clone()]),
            None if paragraph.start < first && !tree.sections.is_empty() => {
                before(&words, opening == Some(paragraph.start))
            }
            None => sign(&words).unwrap_or(Move::Requirements),
        };
        push(found, paragraph.start);
    }
    if let Some(closing) = tree.closing {
        push(Move::ClosingCall, closing);
    }
    steps
}

fn sign(words: &str) -> Option<Move> {
    SIGNS
        .iter()
        .find(|(_, sign)| sign.is_match(words))
        .map(|(step, _)| *step)
}

/// The move of a paragraph above the sections.
fn before(words: &str, is_first: bool) -> Move {
    match sign(words) {
        Some(Move::Requirements | Move::Guarantees) | None => Move::Opening,
        Some(Move::Achievements) if is_first => Move::Opening,
        Some(found) => found,
    }
}

/// The move of a paragraph in a section with this heading.
fn within(words: &str, heading: &str) -> Move {
    let by_heading = SIGNS.iter().find(|(step, sign)| {
        matches!(
            step,
            Move::Problems | Move::Achievements | Move::Guarantees | Move::Causes
        ) && sign.is_match(heading)
    });
    let by_heading = by_heading.map(|(step, _)| *step).or_else(|| {
        let says = |all: &[&str]| all.iter().any(|word| heading.contains(word));
        if says(&["问题", "不足", "差距"]) {
            Some(Move::Problems)
        } else if says(&["回顾", "成绩", "成效", "主要工作", "工作情况"]) {
            Some(Move::Achievements)
        } else if says(&["保障", "组织领导", "政治担当", "责任"]) {
            Some(Move::Guarantees)
        } else {
            None
        }
    });
    by_heading.unwrap_or_else(|| match sign(words) {
        Some(Move::Problems) if words.contains("存在") && !words.contains("要") => {
            Move::Problems
        }
        _ => Move::Requirements,
    })
}
