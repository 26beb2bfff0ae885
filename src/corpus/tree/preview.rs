use super::series::Open;
use crate::corpus::Paper;
use regex::Regex;
use std::sync::LazyLock;

static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    let count = "[一二两三四五六七八九十几\\d]";
    let pattern = format!(
        r"(讲|谈|说|提|汇报|强调|交流|报告|沟通)[^。；]{{0,12}}{count}(个|点|条|层|句)?(方面|问题|意见|想法|体会|话|要求|建议|内容|意思)?[^。；]{{0,6}}[，,：:。]?\s*$|(议程|议题|目的|主题|内容|任务|环节)[^。；，]{{0,6}}[有是为：:，,]?[^。；，]{{0,4}}{count}?(个|项|点|条)?[^。；，]{{0,4}}[，,：:]\s*$"
    );
    Regex::new(&pattern).expect("the pattern is written out here")
});

/// The longest point of a preview, in characters.
const PREVIEWED: usize = 45;

/// How many characters before a preview are looked at, at most.
const ANNOUNCED: usize = 64;

/// Whether a series only tells what will be spoken of: 讲三点：一是……，二是……
pub(super) fn is_preview(open: &Open, paper: &Paper) -> bool {
    let (Some(first), Some(last)) = (open.items.first(), open.items.last()) else {
        return false;
    };
    let has_below = open.items.iter().any(|item| !item.below.is_empty());
    if first.token.opens || first.token.paragraph != last.token.paragraph || has_below {
        return false;
    }
    let text = paper.source.text();
    let paragraph = &paper.paragraphs[first.token.paragraph];
    let before = &text[paragraph.start..first.token.range.start];
    // The sentence that announces them, or the one just ended.
    let before = before.trim_end().trim_end_matches('。');
    let from = before.char_indices().rev().nth(ANNOUNCED - 1);
    let before = &before[from.map_or(0, |(at, _)| at)..];
    let sentence = before
        .rsplit(['。', '！', '？', '!', '?'])
        .next()
        .unwrap_or("");
    if !ANNOUNCES.is_match(sentence) {
        return false;
    }
    let starts = open.items.iter().map(|item| item.token.range.end);
    let ends = open
        .items
        .iter()
        .skip(1)
        .map(|item| item.token.range.start)
        .chain([paragraph.end]);
    let is_short = |(start, end): (usize, usize)| {
        let words = text[start..end].chars().take_while(|c| *c != '。');
        words.take(PREVIEWED + 1).count() <= PREVIEWED
    };
    starts.zip(ends).all(is_short)
}
