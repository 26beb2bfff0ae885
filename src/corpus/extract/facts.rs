use crate::corpus::taken::Taken;
use crate::corpus::{Paper, marker, masks};
use crate::terms::widen;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A number, a document, a quotation or a day that a document gives.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its name in the outline.
    pub name: String,
    /// The words.
    pub text: String,
    /// Who said or issued it, where the document says so.
    pub source: Option<String>,
    /// Its place, in bytes of the document.
    pub at: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Quotation,
    Figure,
}

static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<issuer>(中共中央|国务院|党中央|中央组织部|[\p{Han}]{0,6}(省委|市委|县委|区委|州委|党委|组织部|办公厅|办公室)))?(印发|下发|出台|制定|颁布|发布)?的?(?P<title>《[^《》]{2,60}》)")
        .expect("the pattern is written out here")
});

static QUOTATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<speaker>习近平总书记|总书记|毛泽东同志|邓小平同志|[\p{Han}XＸ×某*]{1,6}(书记|市长|县长|区长|省长|部长|主任|同志)|党的[\p{Han}]{1,6}(报告|全会)|《[^《》]{2,30}》)[^。！？“”]{0,24}?(指出|强调|要求|说|提出|批示)[^。！？“”]{0,10}?[:：,，]?要?(?P<words>“[^“”]{6,160}”)")
        .expect("the pattern is written out here")
});

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<words>(?:19|20)?\d+(?:\.\d+)?(?:%|％|万元|亿元|万人|个百分点|余?(?:名|家|个|项|件|人次|公里|亩|户|场|批)))")
        .expect("the pattern is written out here")
});

/// A number in words, of two numerals or more: 四十一所, 三百套.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<words>[一二三四五六七八九十百千万亿两]{2,}(?:点[一二三四五六七八九零]+)?[余多]?(?:个百分点|个|名|家|项|件|人次|人|公里|亩|户|场|批|所|套|座|间|辆|吨|公斤|元|次|条|起|平方米))")
        .expect("the pattern is written out here")
});

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<words>(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?)")
        .expect("the pattern is written out here")
});

/// Whether a number counts the document's own points: 以下4个方面.
fn counts_points(before: &str, number: &str) -> bool {
    let words = ["以下", "下面", "这", "抓好", "做好", "第"];
    words.iter().any(|w| before.ends_with(w)) && number.ends_with(['个', '项', '点'])
}

/// The most characters of a clause that is a fact as a whole.
const CLAUSE: usize = 40;

/// The clause in which a number stands, which says what it counts; of a long one the item between two 、, of a long item the
/// number alone.
fn clause(text: &str, number: Range<usize>) -> Range<usize> {
    let within = |marks: &[char]| {
        let begins = text[..number.start].rfind(marks).map_or(0, |at| {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
        let ends = text[number.end..]
            .find(marks)
            .map_or(text.len(), |at| number.end + at);
        let blank = |c: char| c.is_whitespace();
        let words = &text[begins..ends];
        let begins = begins + words.len() - words.trim_start_matches(blank).len();
        let begins = begins + marker(&text[begins..ends], true).map_or(0, |m| m.len);
        begins.min(number.start)..ends.max(number.end)
    };
    let marks = [
        '，', '。', '；', '：', '！', '？', ',', ';', ':', '!', '?', '“', '”', '（', '）', '(',
        ')', '\n',
    ];
    let list = [&marks[..], &['、']].concat();
    let fits = |place: &Range<usize>| text[place.clone()].chars().count() <= CLAUSE;
    [within(&marks), within(&list)]
        .into_iter()
        .find(fits)
        .unwrap_or(number)
}

/// The facts of a document, in its order, each once.
pub(super) fn find(paper: &Paper) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut taken = Taken::default();
    for paragraph in &paper.paragraphs {
        let text = &paper.source.text()[paragraph.clone()];
        let patterns = [
            (Kind::Quotation, &*QUOTATION, "words", "speaker"),
            (Kind::Document, &*DOCUMENT, "title", "issuer"),
            (Kind::Figure, &*FIGURE, "words", ""),
            (Kind::Figure, &*WORDS, "words", ""),
            (Kind::Figure, &*DAY, "words", ""),
        ];
        for (kind, pattern, words, source) in patterns {
            for captures in pattern.captures_iter(text) {
                let Some(words) = captures.name(words) else {
                    continue;
                };
                let counts_points = counts_points(&text[..words.start()], words.as_str());
                let words = if kind == Kind::Figure {
                    clause(text, words.range())
                } else {
                    words.range()
                };
                let place = paragraph.start + words.start..paragraph.start + words.end;
                let clean = paper.clean(&place);
                // A heading: 2025年工作回顾.
                let is_heading =
                    kind == Kind::Figure && text.trim().ends_with(&clean) && !text.contains('，');
                let source = captures.name(source).map(|s| widen(s.as_str()));
                let has_mask =
                    clean.contains('〔') || source.as_ref().is_some_and(|s| !masks(s).is_empty());
                // A number inside a quotation or a title is part of it.
                let is_inside = taken.overlaps(&place);
                // Taken away as a number of a telephone or a chat.
                let is_furniture = clean.trim().is_empty();
                if has_mask
                    || is_furniture
                    || is_heading
                    || counts_points
                    || is_inside
                    || !seen.insert(clean.clone())
                {
                    continue;
                }
                taken.take(&place);
                found.push(Found {
                    name: String::new(),
                    text: clean,
                    source,
                    at: place.start,
                    kind,
                });
            }
        }
    }
    found.sort_by_key(|f| f.at);
    let mut counts = [0; 3];
    for fact in &mut found {
        let (at, name) = match fact.kind {
            Kind::Document => (0, "document"),
            Kind::Quotation => (1, "quote"),
            Kind::Figure => (2, "figure"),
        };
        counts[at] += 1;
        fact.name = format!("{name}{}", counts[at]);
    }
    found
}
