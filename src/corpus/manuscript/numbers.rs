use super::Line;
use crate::corpus::{Family, marker};
use crate::draft::{BlockKind, chinese_number, ordinal};
use crate::terms;
use std::collections::BTreeMap;
use std::ops::Range;

/// A number that does not follow the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// In which line.
    pub line: usize,
    /// The marker, in bytes of the line's text.
    pub marker: Range<usize>,
    /// The number it should have.
    pub wanted: u32,
    /// The marker with this number.
    pub mended: String,
}

/// How deep points stand that open a paragraph, below all headings.
const OPENING: u8 = 5;

/// How deep points stand inside of one.
const INNER: u8 = 6;

/// The last number of each series that goes on: by its depth and its kind.
#[derive(Default)]
struct Series {
    last: BTreeMap<(u8, u8), u32>,
}

impl Series {
    /// Ends what stands deeper.
    fn begin(&mut self, depth: u8) {
        self.last.retain(|(deep, _), _| *deep <= depth);
    }

    /// The depth of a marker inside of a paragraph: it goes on with what began there, else with what the paragraph opened with.
    fn inner(&self, kind: u8, number: u32) -> u8 {
        let last = |depth| self.last.get(&(depth, kind)).copied();
        let follows = |depth| last(depth).is_some_and(|last| last + 1 == number);
        let begins = number == 1 || last(INNER).is_some() || last(OPENING).is_none();
        if follows(INNER) || begins && !follows(OPENING) {
            INNER
        } else {
            OPENING
        }
    }
}

/// What is numbered otherwise than one by one. A series begins anew with its first number, and below each heading above it.
pub(super) fn wrong(lines: &[Line]) -> Vec<Wrong> {
    let levels = levels(lines);
    let mut series = Series::default();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_cell) {
        let depth = match line.kind {
            BlockKind::Heading => line.level.unwrap_or(1),
            BlockKind::Paragraph => OPENING,
            _ => continue,
        };
        series.begin(depth);
        for (start, opens) in starts(&line.text) {
            let Some(m) = marker(&line.text[start..], opens) else {
                continue;
            };
            let (Some(number), Some(kind)) = (m.number, kind(m.family)) else {
                continue;
            };
            if counts_else(&line.text[start + m.len..]) {
                continue;
            }
            let depth = match (opens, levels.get(&kind)) {
                // A heading that ends as a sentence does, in the series of those that do not.
                (true, Some(level)) if line.kind == BlockKind::Paragraph => *level,
                (true, _) => depth,
                (false, _) => series.inner(kind, number),
            };
            series.begin(depth);
            let before = series.last.get(&(depth, kind)).copied();
            // Among headings a series begins anew below another heading alone.
            let begins = number == 1 && (depth >= OPENING || before.is_none());
            let wanted = if begins { 1 } else { before.unwrap_or(0) + 1 };
            // In the middle of a paragraph a lone 二是 may be anything.
            if number != wanted && (opens || before.is_some()) {
                let range = start..start + m.len;
                found.push(Wrong {
                    line: at,
                    mended: mended(m.family, &line.text[range.clone()], wanted),
                    marker: range,
                    wanted,
                });
                series.last.insert((depth, kind), wanted);
            } else if number == wanted {
                series.last.insert((depth, kind), number);
            }
        }
    }
    found
}

/// At which level each kind of numbered headings stands first.
fn levels(lines: &[Line]) -> BTreeMap<u8, u8> {
    let mut levels = BTreeMap::new();
    for line in lines.iter().filter(|l| l.kind == BlockKind::Heading) {
        let found = marker(&line.text, true).and_then(|m| kind(m.family));
        if let (Some(kind), Some(level)) = (found.filter(|kind| *kind < 10), line.level) {
            levels.entry(kind).or_insert(level);
        }
    }
    levels
}

/// Whether what stands behind a number makes it one of several that are counted: 二、三季度.
fn counts_else(behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let counted = [
        "季度", "月", "年", "产业", "类", "线", "级", "期", "批", "组",
    ];
    rest.len() < behind.len() && counted.iter().any(|word| rest.starts_with(word))
}

/// The series that a family numbers; none for those whose items have no numbers to be changed.
fn kind(family: Family) -> Option<u8> {
    match family {
        Family::Cn | Family::Paren | Family::Arabic | Family::ParenArabic => family.rank(),
        Family::Shi | Family::Yao | Family::Zhua => Some(10),
        Family::Di | Family::Shouxian => Some(11),
        _ => None,
    }
}

/// Where markers may stand: at the beginning, and behind what ends a sentence or a part of one.
fn starts(text: &str) -> Vec<(usize, bool)> {
    let behind = text.match_indices(['。', '；', '！', '？', '：']);
    let behind = behind.map(|(at, mark)| (at + mark.len(), false));
    std::iter::once((0, true)).chain(behind).collect()
}

/// A marker with another number.
fn mended(family: Family, marker: &str, number: u32) -> String {
    if family == Family::Shouxian {
        // As if many more came: which is the last is for the person to say.
        let words = ordinal(terms::Series::Shouxian, number - 1, u32::MAX);
        let comma = marker.ends_with(['，', ',']);
        return if comma {
            words
        } else {
            words.trim_end_matches('，').to_owned()
        };
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c) || is_digit(c);
    let from = marker.find(is_numeral).unwrap_or(0);
    let rest = &marker[from..];
    let len = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
    let digits = rest.starts_with(is_digit);
    let number = if digits {
        number.to_string()
    } else {
        chinese_number(number)
    };
    format!("{}{number}{}", &marker[..from], &rest[len..])
}
