use super::heading::has_text;
use crate::corpus::Paper;
use regex::Regex;
use std::sync::LazyLock;

/// How a paragraph begins that speaks of a section as a whole again, behind the last of its parts.
static BACK: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = [
        r"^(各位(代表|委员|领导|来宾|嘉宾|同志|朋友|老师|同学)|同志们|同学们|朋友们)[，,！!：:]",
        r"^(过去的?一年|一年来|[一二两三四五六七八九十几]{1,2}年来|回顾|总的看|总的来说|综上)",
        r"^在?(看到|肯定|总结)[^，。]{0,10}的同时",
        r"^(同时，?)?我们(也|还)?(必须)?清醒",
        r"^(这些|以上|上述)(成绩|成就|成效|工作)",
    ];
    Regex::new(&pattern.join("|")).expect("the pattern is written out here")
});

/// The paragraphs that turn back to the section they stand in.
pub(super) struct Turns<'p> {
    paper: &'p Paper,
    /// For each paragraph, how many turn back up to it, itself among them.
    count: Vec<usize>,
}

impl<'p> Turns<'p> {
    pub fn of(paper: &'p Paper) -> Self {
        let text = paper.source.text();
        let mut count = 0;
        let paragraphs = paper.paragraphs.iter();
        let paragraphs = paragraphs.map(|paragraph| {
            count += usize::from(BACK.is_match(&text[paragraph.clone()]));
            count
        });
        Self {
            count: paragraphs.collect(),
            paper,
        }
    }

    /// Whether the text turns back behind the paragraph of a point, up to another. The first paragraph below a heading is its
    /// own.
    pub fn is_between(&self, point: usize, to: usize) -> bool {
        let words = &self.paper.source.text()[self.paper.paragraphs[point].clone()];
        let own = if has_text(words) { point } else { point + 1 };
        own < to && self.count[to] > self.count[own]
    }
}
