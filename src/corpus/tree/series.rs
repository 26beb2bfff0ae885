use super::token::Token;
use super::{Node, NodeKind};
use crate::corpus::{Family, Paper};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The series of a document, and what is wrong with their numbers.
#[derive(Debug)]
pub(super) struct Numbered {
    /// Those that stand below no other.
    pub series: Vec<Series>,
    pub misnumbered: Vec<(Range<usize>, u32)>,
}

/// Points that are numbered through.
#[derive(Debug)]
pub(super) struct Series {
    pub items: Vec<Node>,
}

/// A series that may go on.
struct Open {
    family: Family,
    last: u32,
    items: Vec<Item>,
}

/// A point, with the series below it.
struct Item {
    token: Token,
    below: Vec<Open>,
}

/// Makes the series out of the markers of a document.
pub(super) fn grow(tokens: &[Token], paper: &Paper) -> Numbered {
    let mut misnumbered = Vec::new();
    let mut root: Vec<Open> = Vec::new();
    // The series that may go on, from the top down; each is the last below the last item of the one before.
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(level) = continued(&mut root, depth, token) {
            depth = level + 1;
            let open = nth(&mut root, level);
            let wanted = open.last + 1;
            let number = token.number.unwrap_or(wanted);
            if number != wanted && token.family != Family::Dash {
                misnumbered.push((token.range.clone(), wanted));
            }
            open.last = number;
            open.family = if open.family == Family::Shouxian {
                token.family
            } else {
                open.family
            };
            open.items.push(Item {
                token: token.clone(),
                below: Vec::new(),
            });
        } else if begins(tokens, at) {
            let level = home(&mut root, depth, token);
            let list = match level.checked_sub(1) {
                None => &mut root,
                Some(above) => {
                    &mut nth(&mut root, above)
                        .items
                        .last_mut()
                        .expect("an open series has items")
                        .below
                }
            };
            list.push(Open {
                family: token.family,
                last: token.number.unwrap_or(1),
                items: vec![Item {
                    token: token.clone(),
                    below: Vec::new(),
                }],
            });
            depth = level + 1;
        }
    }
    let mut series = Vec::new();
    for open in root {
        settle(open, paper, &mut series);
    }
    Numbered {
        series,
        misnumbered,
    }
}

/// The open series at a depth.
fn nth(root: &mut [Open], level: usize) -> &mut Open {
    let mut open = root.last_mut().expect("there is a series at each level");
    for _ in 0..level {
        let item = open.items.last_mut().expect("an open series has items");
        open = item
            .below
            .last_mut()
            .expect("there is a series at each level");
    }
    open
}

/// The depth of the series that a marker goes on.
fn continued(root: &mut [Open], depth: usize, token: &Token) -> Option<usize> {
    (0..depth).rev().find(|level| {
        let open = nth(root, *level);
        let last = &open.items.last().expect("an open series has items").token;
        if !open.family.mixes(token.family) {
            return false;
        }
        let Some(number) = token.number else {
            // 最后 ends any series of its kind; dashes have no numbers.
            return match token.family {
                Family::Dash => last.opens && token.opens && token.paragraph - last.paragraph <= 3,
                _ => open.last >= 2,
            };
        };
        if number == open.last + 1 {
            return true;
        }
        // A number that was misprinted, where there can be no doubt that it is one of the series.
        let is_near = number >= open.last && number <= open.last + 2 && number > 1;
        token.opens && last.opens && is_near && open.family == token.family && open.family.heads()
    })
}

/// Whether a marker begins a series: it is a first one, and a second follows.
fn begins(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let mut behind = tokens[at + 1..]
        .iter()
        .filter(|t| t.family.mixes(token.family));
    match token.number {
        Some(1) => behind.next().is_some_and(|next| match next.number {
            Some(2) => {
                // One inside a paragraph is no first of a series of headings.
                token.opens || !next.opens || token.family.rank().is_none()
            }
            Some(3) => token.opens && next.opens && token.family.heads(),
            Some(_) => false,
            None => token.family != Family::Shouxian,
        }),
        Some(_) => false,
        None => {
            token.family == Family::Dash
                && behind
                    .next()
                    .is_some_and(|n| n.opens && n.paragraph - token.paragraph <= 3)
        }
    }
}

/// At which depth a new series stands.
fn home(root: &mut [Open], depth: usize, token: &Token) -> usize {
    let mut level = depth;
    while level > 0 {
        let open = nth(root, level - 1);
        let last = &open.items.last().expect("an open series has items").token;
        let is_elsewhere = last.paragraph != token.paragraph;
        let is_over = is_elsewhere && (!last.opens || last.family == Family::Dash);
        let ranks = (open.family.rank(), token.family.rank());
        let is_above = match ranks {
            (Some(above), Some(own)) => own <= above,
            // 一、 stands below nothing but headings of its own kind; 1. may stand below 第一，
            (None, Some(own)) => {
                own == 1 || !open.family.heads() && token.opens && last.opens && own <= 3
            }
            (Some(_), None) => false,
            (None, None) => {
                open.family.mixes(token.family) || !open.family.heads() && token.family.heads()
            }
        };
        if !is_over && !is_above {
            break;
        }
        level -= 1;
    }
    level
}

/// Makes nodes of a series; a lone point is none, and what is below it moves up. So does what is below a preview.
fn settle(open: Open, paper: &Paper, out: &mut Vec<Series>) {
    let is_lone = open.items.len() < 2;
    if is_lone || is_preview(&open, paper) {
        for item in open.items {
            for below in item.below {
                settle(below, paper, out);
            }
        }
        return;
    }
    let items = open.items.into_iter().map(|item| {
        let mut below = Vec::new();
        for open in item.below {
            settle(open, paper, &mut below);
        }
        Node {
            level: 0,
            marker: item.token.range.clone(),
            family: Some(item.token.family),
            heading: item.token.range.end..item.token.range.end,
            start: item.token.range.start,
            end: item.token.range.end,
            kind: if item.token.opens {
                NodeKind::RunIn
            } else {
                NodeKind::Inline
            },
            children: below.into_iter().flat_map(|s| s.items).collect(),
        }
    });
    out.push(Series {
        items: items.collect(),
    });
}

static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    let count = "[一二两三四五六七八九十几\\d]";
    let pattern = format!(
        r"(讲|谈|说|提|汇报|强调|交流|报告|沟通)[^。；]{{0,12}}{count}(个|点|条|层|句)?(方面|问题|意见|想法|体会|话|要求|建议|内容|意思)?[^。；]{{0,6}}[，,：:。]?\s*$|(议程|议题|目的|主题|内容|任务|环节)[^。；，]{{0,6}}[有是为：:，,]?[^。；，]{{0,4}}{count}?(个|项|点|条)?[^。；，]{{0,4}}[，,：:]\s*$"
    );
    Regex::new(&pattern).expect("the pattern is written out here")
});

/// The longest point of a preview, in characters.
const PREVIEWED: usize = 45;

/// Whether a series only tells what will be spoken of: 讲三点：一是……，二是……
fn is_preview(open: &Open, paper: &Paper) -> bool {
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
    let sentence = before.rsplit(['。', '！', '？']).next().unwrap_or("");
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
        let words = &text[start..end];
        let words = words.find('。').map_or(words, |at| &words[..at]);
        words.chars().count() <= PREVIEWED
    };
    starts.zip(ends).all(is_short)
}
