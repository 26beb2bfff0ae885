use super::Line;
use crate::corpus::paper::is_blank;
use crate::corpus::{Family, marker};
use crate::draft::BlockKind;
use crate::terms::is_han;
use std::ops::Range;

/// The most characters of a heading on a line of its own.
const HEADING: usize = 60;

/// The most lines of a head below the title.
pub(super) const HEAD: usize = 4;

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

/// A line of the head: when, or who.
pub(super) fn introduces(words: &str, range: Range<usize>) -> Line {
    if is_date(words) {
        line(BlockKind::Date, words, range)
    } else {
        line(BlockKind::Speaker, &named(words), range)
    }
}

/// A speaker as drafts have him, the name behind an em blank and without blanks of its own: 市委书记 王　某.
pub(super) fn named(speaker: &str) -> String {
    let gaps = ['\u{2003}', '\u{3000}', ' '];
    let parted = |words: &str| {
        let (post, name) = words.rsplit_once(gaps)?;
        Some((post.trim_end_matches(gaps).to_owned(), name.to_owned()))
    };
    let is_one = |word: &str| word.chars().count() == 1;
    let Some((mut post, mut name)) = parted(speaker) else {
        return speaker.to_owned();
    };
    while name.chars().count() < 3
        && let Some((rest, first)) = parted(&post).filter(|(_, first)| is_one(first))
    {
        (post, name) = (rest, first + &name);
    }
    let posts = ["长", "书记", "主任", "主席", "常委", "委员", "经理"];
    let is_post = posts.iter().any(|post| name.ends_with(post));
    let is_name = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) && !is_post;
    if is_name && post.chars().count() >= 2 {
        format!("{post}\u{2003}{name}")
    } else {
        speaker.to_owned()
    }
}

/// How many of the last lines sign: a line in brackets, or a day with who signs above it, or a short line that is not indented.
fn signatures(body: &[&Trimmed<'_>]) -> usize {
    let names = |l: &Trimmed<'_>| is_short(l.words) && marker(l.words, true).is_none();
    let is_bracketed = |l: &Trimmed<'_>| {
        l.words.starts_with('（') && l.words.ends_with('）') && marker(l.words, true).is_none()
    };
    match body {
        [_, .., name, day, last] if is_bracketed(last) && is_date(day.words) && names(name) => 3,
        [_, .., name, day] if is_date(day.words) && names(name) && !is_date(name.words) => 2,
        [_, .., last] if is_bracketed(last) || is_date(last.words) => 1,
        [_, .., last] if !last.is_indented && names(last) && !last.words.contains('，') => 1,
        _ => 0,
    }
}

/// A line of the file, the blanks around it taken off.
struct Trimmed<'t> {
    words: &'t str,
    range: Range<usize>,
    is_indented: bool,
}

fn trimmed(text: &str) -> Vec<Trimmed<'_>> {
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
    let blank = rest
        .iter()
        .position(|l| l.words.is_empty())
        .unwrap_or(rest.len());
    let said = rest[..blank]
        .iter()
        .take(HEAD)
        .take_while(|l| says(l))
        .count();
    // A day ends the head, though blank lines stand within it.
    let mut upto_day = 0;
    for (at, l) in rest
        .iter()
        .enumerate()
        .filter(|(_, l)| !l.words.is_empty())
        .take(HEAD)
    {
        if is_date(l.words) {
            upto_day = at + 1;
        } else if !says(l) {
            break;
        }
    }
    if upto_day > 0 {
        return upto_day;
    }
    let has_day = rest[..said].iter().any(|l| is_date(l.words));
    // Without a blank line behind it, a short line may as well be the first heading.
    if said == blank && blank < rest.len() || has_day {
        said
    } else {
        0
    }
}

/// Whether a line may say when or who.
pub(super) fn says(words: &str) -> bool {
    is_date(words) || is_short(words) && marker(words, true).is_none()
}

/// （2026年3月5日）, 2026.3.5
pub(super) fn is_date(words: &str) -> bool {
    let inner = words.trim_matches(['（', '）', '(', ')', '〔', '〕', '[', ']']);
    let begins = inner.starts_with(|c: char| c.is_ascii_digit() || "一二〇○×X某".contains(c));
    let is_dotted = inner.len() >= 8
        && inner
            .chars()
            .all(|c| c.is_ascii_digit() || "./-".contains(c));
    let is_day = inner.contains('月') && inner.ends_with('日') && inner.chars().count() <= 6;
    let has_year = inner.contains('年') && inner.chars().count() <= 16 && !ends(inner);
    begins && (has_year || is_day || is_dotted)
}

/// Whether a line calls those who listen: 同志们：
pub(super) fn calls(words: &str) -> bool {
    let begins = [
        "同志",
        "各位",
        "尊敬的",
        "大家",
        "朋友",
        "同学",
        "代表们",
        "委员们",
    ];
    let ends = words.ends_with(['：', ':', '！', '!']);
    ends && words.chars().count() <= 40 && begins.iter().any(|word| words.starts_with(word))
}

pub(super) fn is_short(words: &str) -> bool {
    !ends(words) && words.chars().count() <= 40
}

fn is_salutation(l: &Trimmed<'_>) -> bool {
    let is_first =
        l.words.ends_with(['：', ':']) && !l.is_indented && marker(l.words, true).is_none();
    calls(l.words) || is_first && l.words.chars().count() <= 60
}

/// Whether a line ends as a sentence does.
fn ends(words: &str) -> bool {
    words.ends_with([
        '。', '！', '？', '；', '：', '，', '…', '.', '!', '?', ';', ':', '”', '，',
    ])
}

/// A heading: a short line that does not end as a sentence does.
pub(super) fn heading(words: &str, range: Range<usize>) -> Option<Line> {
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
