use super::Line;
use super::head::{HEAD, calls, ends, introduces, is_date, is_short, says, signed};
use crate::corpus::paper::is_blank;
use crate::corpus::{Family, marker};
use crate::draft::BlockKind;
use std::ops::Range;

/// The most characters of a heading on a line of its own.
const HEADING: usize = 60;

/// The lines of a text: a title, who speaks and when, whom it is held to, headings and paragraphs, who signs.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let all = trimmed(text);
    let Some(first) = all.iter().position(|l| !l.words.is_empty()) else {
        return Vec::new();
    };
    let of = |kind, l: &Trimmed<'_>| line(kind, l.words, l.range.clone());
    let mut lines = Vec::new();
    let mut rest = &all[first..];
    if !calls(rest[0].words) {
        let title = title(rest);
        let words: String = rest[..title].iter().map(|l| l.words).collect();
        let range = rest[0].range.start..rest[title - 1].range.end;
        lines.push(line(BlockKind::Title, &words, range));
        rest = &rest[title..];
    }
    let head = head(rest);
    for l in rest[..head].iter().filter(|l| !l.words.is_empty()) {
        lines.push(introduces(l.words, l.range.clone()));
    }
    let body: Vec<&Trimmed<'_>> = rest[head..]
        .iter()
        .filter(|l| !l.words.is_empty())
        .collect();
    let signed = body.len() - signatures(&body);
    for (at, l) in body.iter().enumerate() {
        let one = if at == 0 && is_salutation(l) {
            of(BlockKind::Salutation, l)
        } else if at >= signed {
            of(BlockKind::Signature, l)
        } else {
            heading(l.words, l.range.clone()).unwrap_or_else(|| of(BlockKind::Paragraph, l))
        };
        lines.push(one);
    }
    level(&mut lines);
    lines
}

/// How many lines the title takes: one, or two where the first cannot end so, or the second alone says what kind of paper it is.
fn title(lines: &[Trimmed<'_>]) -> usize {
    let goes_on = ["暨", "的", "在", "和", "与", "及", "、"];
    let kinds = ["讲话", "讲话稿", "发言", "发言稿", "致辞", "报告", "主持词"];
    let ends_with = |l: &Trimmed<'_>, words: &[&str]| words.iter().any(|w| l.words.ends_with(w));
    let (first, second) = (&lines[0], lines.get(1));
    let is_more = second.is_some_and(|second| {
        let may = says(second.words) && !second.words.is_empty() && !is_date(second.words);
        // A subtitle is set behind the title.
        second.words.starts_with("——") && is_short(second.words)
            || may
                && (ends_with(first, &goes_on)
                    || ends_with(second, &kinds) && !ends_with(first, &kinds))
    });
    1 + usize::from(is_more)
}

/// How many of the last lines sign: as elsewhere, or a short line that is not indented.
fn signatures(body: &[&Trimmed<'_>]) -> usize {
    let words: Vec<&str> = body.iter().map(|l| l.words).collect();
    let is_name = |l: &Trimmed<'_>| {
        !l.is_indented
            && is_short(l.words)
            && marker(l.words, true).is_none()
            && !l.words.contains('，')
    };
    match (signed(&words), body) {
        (0, [_, .., last]) => usize::from(is_name(last)),
        (signed, _) => signed,
    }
}

/// A line of the file, the blanks around it taken off.
pub(super) struct Trimmed<'t> {
    pub words: &'t str,
    pub range: Range<usize>,
    is_indented: bool,
}

/// The lines of a text.
pub(super) fn trimmed(text: &str) -> Vec<Trimmed<'_>> {
    let mut from = 0;
    text.split_inclusive('\n')
        .map(|whole| {
            let is_unseen = |c: char| c.is_whitespace() || is_blank(c);
            let words = whole.trim_matches(is_unseen);
            let start = from + whole.len() - whole.trim_start_matches(is_unseen).len();
            from += whole.len();
            Trimmed {
                words,
                range: start..start + words.len(),
                is_indented: whole.starts_with(['\u{3000}', ' ', '\t']),
            }
        })
        .collect()
}

/// A block without a number.
pub(super) fn line(kind: BlockKind, words: &str, range: Range<usize>) -> Line {
    Line {
        kind,
        level: None,
        text: words.to_owned(),
        number: 0,
        range,
        is_cell: false,
    }
}

/// How many lines below the title belong to the head: those before the salutation or a blank line, or those that say a day and who
/// speaks.
fn head(rest: &[Trimmed<'_>]) -> usize {
    let says = |l: &Trimmed<'_>| says(l.words);
    let called = rest.iter().take(2 * HEAD).position(|l| calls(l.words));
    if let Some(called) = called
        && rest[..called].iter().all(|l| l.words.is_empty() || says(l))
    {
        return called;
    }
    // A day ends the head, though blank lines stand within it.
    let lines = rest.iter().enumerate().filter(|(_, l)| !l.words.is_empty());
    let said = lines.take(HEAD).take_while(|(_, l)| says(l));
    if let Some((day, _)) = said.filter(|(_, l)| is_date(l.words)).last() {
        return day + 1;
    }
    // Without a blank line behind it, a short line may as well be the first heading.
    let said = rest
        .iter()
        .take_while(|l| !l.words.is_empty() && says(l))
        .count();
    let is_apart = rest.get(said).is_some_and(|l| l.words.is_empty());
    if is_apart && said <= HEAD { said } else { 0 }
}

fn is_salutation(l: &Trimmed<'_>) -> bool {
    let is_first =
        l.words.ends_with(['：', ':']) && !l.is_indented && marker(l.words, true).is_none();
    calls(l.words) || is_first && l.words.chars().count() <= 60
}

/// A heading: a short line that does not end as a sentence does.
fn heading(words: &str, range: Range<usize>) -> Option<Line> {
    let is_one = words.chars().count() <= HEADING && !words.contains('。');
    let is_open = !ends(words);
    // A number says that it is one, though it ends in quotation marks or asks: 一、深刻领悟“两个确立”
    let may_end = || {
        words.ends_with(['”', '？', '！'])
            && marker(words, true).is_some_and(|m| m.family.rank().is_some())
    };
    (is_one && (is_open || may_end())).then(|| headed(words, None, range))
}

/// A heading with its number apart.
pub(super) fn headed(words: &str, level: Option<u8>, range: Range<usize>) -> Line {
    let found = marker(words, true).filter(|m| m.family.heads() && m.len < words.len());
    Line {
        kind: BlockKind::Heading,
        level,
        text: words.to_owned(),
        number: found.map_or(0, |m| m.len),
        range,
        is_cell: false,
    }
}

/// Gives headings their levels, which a text does not tell: a family of numbers that is new stands below the one before it.
fn level(lines: &mut [Line]) {
    let mut open: Vec<Option<Family>> = Vec::new();
    for line in lines.iter_mut().filter(|l| l.kind == BlockKind::Heading) {
        let family = marker(&line.text[..line.number], true).map(|m| m.family);
        let is_kin = |other: &Option<Family>| match (*other, family) {
            (Some(other), Some(family)) => other.mixes(family),
            (other, family) => other == family,
        };
        match open.iter().position(is_kin) {
            Some(at) => open.truncate(at + 1),
            None => open.push(family),
        }
        line.level = Some(open.len().clamp(1, 4) as u8);
    }
}
