//! What is known beforehand of words that belong together: fixed expressions, and the names of places.

use super::Speech;
use super::body::Body;
use crate::locality::Table;
use crate::terms::{Terms, han_count};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

/// The fixed expressions.
pub(super) struct Known {
    words: Vec<String>,
    /// Whether each has a first day of use.
    dated: Vec<bool>,
    finder: AhoCorasick,
}

impl Known {
    pub fn of(terms: &Terms) -> Self {
        let mut words: BTreeMap<String, bool> = BTreeMap::new();
        for expression in terms.expressions() {
            for form in &expression.forms {
                // Whatever a form of an expression with days says is dated.
                let dated = form.validity != crate::terms::Validity::default();
                *words.entry(form.text.clone()).or_default() |= dated;
                // Of the names among drafters, those that count, long ones, and those that are part of the wording are said in
                // speeches: 四个意识, 伟大建党精神, 高质量发展.
                let counts = expression.head.starts_with(|c| NUMERALS.contains(c))
                    && !expression.head.contains(['“', '、']);
                let is_long =
                    han_count(&expression.head) >= 5 && !expression.head.contains(['“', '、']);
                if counts || is_long || form.text.contains(&expression.head) {
                    words.entry(expression.head.clone()).or_insert(dated);
                }
            }
        }
        for formula in terms.formulas() {
            words.entry(formula.clone()).or_default();
        }
        // Their members are expressions too: 政治判断力, 毛泽东思想.
        let members: Vec<String> = words
            .keys()
            .flat_map(|w| w.split(['、', '，']))
            .filter(|member| han_count(member) >= 4 && !member.contains(['“', '”', '和']))
            .map(str::to_owned)
            .collect();
        for member in members {
            words.entry(member).or_default();
        }
        let (words, dated): (Vec<String>, Vec<bool>) = words.into_iter().unzip();
        Self {
            finder: finder(&words),
            words,
            dated,
        }
    }

    /// Where fixed expressions stand in a text: their numbers with places in characters. They may lie in each other.
    pub fn find(&self, text: &str) -> Vec<(usize, std::ops::Range<u32>)> {
        let mut found = Vec::new();
        let (mut byte, mut at) = (0, 0u32);
        let mut all: Vec<_> = self.finder.find_overlapping_iter(text).collect();
        all.sort_by_key(|m| (m.start(), m.end()));
        for m in all {
            at += text[byte..m.start()].chars().count() as u32;
            byte = m.start();
            let len = text[m.range()].chars().count() as u32;
            found.push((m.pattern().as_usize(), at..at + len));
        }
        found
    }

    /// Whether it is one of them, quotation marks aside.
    pub fn is_one(&self, text: &str) -> bool {
        let bare = text.trim_matches(['“', '”']);
        self.words
            .iter()
            .any(|w| w.trim_matches(['“', '”']) == bare)
    }

    /// Whether it holds one that is dated.
    pub fn is_dated(&self, text: &str) -> bool {
        self.finder
            .find_overlapping_iter(text)
            .any(|m| self.dated[m.pattern().as_usize()])
    }
}

fn finder(words: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(words)
        .expect("a list of names is small")
}

/// The names by which a text is known to be of one place.
pub(super) struct Places {
    finder: AhoCorasick,
    /// How many of the words it looks for are names; the others hold one by chance.
    names: usize,
    /// In how many documents each slogan stands that is told by a number: what stands between quotation marks.
    slogans: BTreeMap<String, u32>,
}

/// Words in which a name stands by chance.
const CHANCE: [&str; 4] = ["隆重庆祝", "均衡水平", "平衡水平", "海上海洋"];

/// A slogan that stands in so many documents is the whole country's.
const NATIONAL: u32 = 3;

/// Names without their last word that mean something else too.
const WORDS: [&str; 16] = [
    "朝阳", "大同", "长治", "安康", "白银", "来宾", "四平", "巴中", "海西", "海北", "三明", "百色",
    "自贡", "开封", "海东", "中卫",
];

impl Places {
    pub fn of(table: &Table, speeches: &[Speech], body: &Body) -> Self {
        let mut names: Vec<String> = Vec::new();
        for division in table.divisions() {
            let above = table.above(division).count();
            if division.name.chars().count() >= 3 {
                names.push(division.name.clone());
            }
            let stem = division.stem();
            if above <= 1 && stem.chars().count() >= 2 && !WORDS.contains(&stem) {
                // Districts of a city with the rank of a province have names like those of any district.
                let is_district = above == 1 && matches!(division.kind.as_str(), "市辖区" | "县");
                if !is_district {
                    names.push(stem.to_owned());
                }
            }
        }
        names.sort();
        names.dedup();
        let count = names.len();
        names.extend(CHANCE.map(str::to_owned));
        Self {
            finder: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(&names)
                .expect("a list of names is small"),
            names: count,
            slogans: slogans(speeches, body),
        }
    }

    /// Whether it belongs to one place: by its name, or by a slogan of its own, that is what is told by a number and is no
    /// expression of the whole country. `docs` is the number of documents that hold it.
    pub fn is_local(&self, text: &str, docs: u32, known: &Known) -> bool {
        let mut found = self.finder.find_iter(text);
        found.any(|m| m.pattern().as_usize() < self.names)
            || quoted(text).any(|q| {
                let docs = self.slogans.get(q).copied().unwrap_or(docs);
                tells(q) && docs < NATIONAL && !known.is_one(q)
            })
            || docs < NATIONAL && is_brand(text, known)
            || docs < NATIONAL && counts(text) && !known.is_one(text)
    }
}

/// The slogans of all documents.
fn slogans(speeches: &[Speech], body: &Body) -> BTreeMap<String, u32> {
    let mut holders: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for paragraph in 0..body.len() as u32 {
        for slogan in quoted(body.text(speeches, paragraph)).filter(|q| tells(q)) {
            let held = holders.entry(slogan.to_owned()).or_default();
            if held.len() < NATIONAL as usize {
                held.extend(body.holders(paragraph));
                held.sort_unstable();
                held.dedup();
                held.truncate(NATIONAL as usize);
            }
        }
    }
    let count = |(slogan, held): (String, Vec<u32>)| (slogan, held.len() as u32);
    holders.into_iter().map(count).collect()
}

/// What stands between quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('“')
        .skip(1)
        .filter_map(|t| Some(t.split_once('”')?.0))
}

/// Whether it is a slogan told by a number: 四提, 十个新优势, 11710.
fn tells(words: &str) -> bool {
    let first = words.chars().next();
    first.is_some_and(|c| NUMERALS.contains(c) || c.is_ascii_digit()) && words.chars().count() <= 10
}

/// What an office gives a name of its own.
const NAMED: [&str; 20] = [
    "工程",
    "计划",
    "行动",
    "品牌",
    "模式",
    "平台",
    "专班",
    "联盟",
    "驿站",
    "讲堂",
    "课堂",
    "先锋",
    "之家",
    "热线",
    "直通车",
    "工作法",
    "党建",
    "活动",
    "机制",
    "工作室",
];

/// Whether something that an office has named stands in it: “春风化雨”工程, “红色引擎工程”.
fn is_brand(text: &str, known: &Known) -> bool {
    let mut parts = text.split('“').skip(1).filter_map(|t| t.split_once('”'));
    parts.any(|(name, behind)| {
        let is_named = NAMED
            .iter()
            .any(|n| behind.starts_with(n) || name.ends_with(n) && name != *n);
        is_named && !known.is_one(name)
    })
}

/// Whether it counts without quotation marks: 四个联系.
fn counts(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|c| NUMERALS.chars().skip(3).any(|n| n == c))
        && chars.next() == Some('个')
        && (4..=7).contains(&text.chars().count())
}

const NUMERALS: &str = "一二两三四五六七八九十百";
