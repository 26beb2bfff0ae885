use super::series::{Numbered, Series};
use super::{Node, NodeKind};
use crate::corpus::{Family, Paper};
use crate::draft::sentence_starts;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How a speaker turns to the end.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(同志们|各位(代表|委员|领导|来宾|嘉宾|同志|朋友|同仁|老师|同学)|女士们|朋友们|乡亲们|同学们|总之|总而言之|让我们|我相信|我们相信|我坚信|相信|展望未来|面向未来|最后[，,]|(新的?|站在新)(起点|征程|的一年|时代|的历史)|新征程|百尺竿头|征程万里|潮平)",
    )
    .expect("the pattern is written out here")
});

/// How a sentence of the last paragraph does.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(同志们|各位|总之|让我们|我相信|我们相信|我坚信|下一步[，,]|今后[，,]|今后工作中|在今后|展望|站在新|最后[，,]|衷心祝|预祝)")
        .expect("the pattern is written out here")
});

/// How one more point begins, which is no wish and no call.
static ONE_MORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^最后[，,]([^祝谢愿望信让]{0,30}[。！!]|[^祝谢愿望信让。！!]{30})")
        .expect("the pattern is written out here")
});

/// A paragraph that only ends the speech.
static LEAVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^。！!]{0,20}(完了|完毕|到这里|到此为止|到此结束|谢谢)[^。！!]{0,8}[。！!]?")
        .expect("the pattern is written out here")
});

/// The longest paragraph that only ends the speech, in characters.
const LEAVING: usize = 30;

/// Words of a section that is itself about what is to come.
const AHEAD: [&str; 10] = [
    "下一步",
    "下步",
    "今后",
    "打算",
    "计划",
    "安排",
    "思路",
    "任务",
    "要求",
    "部署",
];

/// Where the closing begins, in bytes of the source.
pub(super) fn start(paper: &Paper, numbered: &Numbered) -> Option<usize> {
    let text = paper.source.text();
    let last = numbered
        .series
        .iter()
        .filter_map(|s| last_item(s, true))
        .max();
    let is_behind = |start: usize| last.is_none_or(|last| start > last);
    let turns = |range: &Range<usize>| TURN.is_match(&text[range.clone()]);
    // The last paragraphs that turn to the end, as far up as they stand together.
    let mut found = None;
    for paragraph in paper.paragraphs.iter().skip(1).rev() {
        if !is_behind(paragraph.start) {
            break;
        }
        let is_one_more = found.is_some() && ONE_MORE.is_match(&text[paragraph.clone()]);
        if turns(paragraph) && !is_one_more {
            found = Some(paragraph.start);
        } else if found.is_some() || behind(paper, paragraph.start) > TAIL {
            break;
        }
    }
    found
        .or_else(|| {
            let paragraph = paper.paragraphs.last()?;
            let starts = sentence_starts(&text[paragraph.clone()]);
            let starts = starts.into_iter().map(|at| paragraph.start + at);
            starts
                .skip(usize::from(paper.paragraphs.len() == 1))
                .find(|start| is_behind(*start) && SENTENCE.is_match(&text[*start..paragraph.end]))
        })
        .or_else(|| promise(paper, numbered))
}

/// The last paragraph of some length, where it turns to the end though points stand inside of it: 下一步，我们将……：一是……
fn promise(paper: &Paper, numbered: &Numbered) -> Option<usize> {
    let text = paper.source.text();
    let leaves = |words: &str| words.chars().count() <= LEAVING && LEAVE.is_match(words);
    let mut paragraphs = paper.paragraphs.iter().skip(1).rev();
    let paragraph = paragraphs.find(|p| !leaves(&text[(*p).clone()]))?;
    let series = numbered.series.iter();
    let last = series.filter_map(|s| last_item(s, false)).max()?;
    let section = numbered.series.last()?.items.last()?;
    let heading = text[section.marker.end..].split(['\n', '。', '；', '！']);
    let is_ahead = |heading: &str| AHEAD.iter().any(|word| heading.contains(word));
    let words = &text[paragraph.clone()];
    let turns = SENTENCE.is_match(words) && !ONE_MORE.is_match(words);
    let is_closing = turns && paragraph.start > last && !heading.take(1).any(is_ahead);
    is_closing.then_some(paragraph.start)
}

/// The longest closing, in characters, that is looked for above the last paragraph.
const TAIL: usize = 1_200;

fn behind(paper: &Paper, start: usize) -> usize {
    let end = paper.paragraphs.last().map_or(start, |p| p.end);
    paper.source.text()[start..end].chars().count()
}

/// Where the last point of a series begins; a closing stands behind it. What stands inside a paragraph below another point
/// counts only where `inner` says so.
fn last_item(series: &Series, inner: bool) -> Option<usize> {
    fn last(node: &Node, inner: bool) -> usize {
        let below = node.children.iter();
        let below = below.filter(|n| inner || n.kind != NodeKind::Inline);
        below.map(|n| last(n, inner)).max().unwrap_or(node.start)
    }
    let opens = series
        .items
        .iter()
        .any(|n| n.kind != NodeKind::Inline || !n.children.is_empty());
    let heads = series
        .items
        .iter()
        .any(|n| n.family.is_some_and(Family::heads));
    (opens || heads)
        .then(|| series.items.iter().map(|n| last(n, inner)).max())
        .flatten()
}
