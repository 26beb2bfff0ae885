use crate::corpus::taken::Taken;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Something that whoever handed the text round has blotted out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// Its place in the text that was searched, in bytes.
    pub range: Range<usize>,
    /// What it stands for.
    pub kind: MaskKind,
}

/// What a mask stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaskKind {
    /// A congress: **大.
    Congress,
    /// A plenum: **届**全会.
    Plenum,
    /// A place: X市, ××县, 某省.
    Place,
    /// A person: X同志, 某某同志.
    Person,
    /// A day or a year: 202x年, XX日.
    Date,
    /// Anything else.
    Other,
}

impl MaskKind {
    /// What has to be supplied, in Chinese.
    pub fn wanted(self) -> &'static str {
        match self {
            Self::Congress => "党代会名称",
            Self::Plenum => "全会名称",
            Self::Place => "地名",
            Self::Person => "姓名",
            Self::Date => "日期",
            Self::Other => "内容",
        }
    }
}

static PATTERNS: LazyLock<Vec<(Regex, MaskKind)>> = LazyLock::new(|| {
    let blot = r"(\*{2,}|[×✕]{1,3}|[XxＸ]{1,3}|某{1,3}|[○〇]{2,3})";
    let patterns = [
        (r"\*{1,2}届\*{1,2}(中)?全会".to_owned(), MaskKind::Plenum),
        (r"\*{2}全会".to_owned(), MaskKind::Plenum),
        (r"\*{2}大".to_owned(), MaskKind::Congress),
        (
            r"([12１２][0-9０-９]{0,2}[xX×\*]{1,3}|[xX×\*]{2,4})年".to_owned(),
            MaskKind::Date,
        ),
        (format!(r"{blot}月({blot}|\d{{1,2}})?日?"), MaskKind::Date),
        (format!(r"{blot}日"), MaskKind::Date),
        (format!(r"{blot}(同志|先生|女士)"), MaskKind::Person),
        (
            format!(r"{blot}(省|市|县|区|州|盟|旗|镇|乡|街道|村|社区|街镇)"),
            MaskKind::Place,
        ),
        (blot.to_owned(), MaskKind::Other),
    ];
    patterns
        .into_iter()
        .map(|(pattern, kind)| {
            let pattern = Regex::new(&pattern).expect("the pattern is written out here");
            (pattern, kind)
        })
        .collect()
});

/// The masks of a text, in order.
pub fn masks(text: &str) -> Vec<Mask> {
    let mut found: Vec<Mask> = Vec::new();
    let mut taken = Taken::default();
    for (pattern, kind) in PATTERNS.iter() {
        for place in pattern.find_iter(text) {
            let range = place.range();
            let is_word = is_word(text, &range, *kind);
            if !is_word && taken.take(&range) {
                found.push(Mask { range, kind: *kind });
            }
        }
    }
    found.sort_by_key(|m| m.range.start);
    found
}

/// Whether what looks like a mask is a word or a part of one: 某些, X光, 415X, 7×24, 某市场.
fn is_word(text: &str, range: &Range<usize>, kind: MaskKind) -> bool {
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    if kind == MaskKind::Place {
        return behind == Some('场');
    }
    if kind != MaskKind::Other {
        return false;
    }
    let mask = &text[range.clone()];
    let is_ascii = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii() && !c.is_whitespace() && !",;:.()!?\"".contains(c))
    };
    mask == "某"
        || behind.is_some_and(|c| "光射轴".contains(c)) && mask.len() == 1
        || !mask.starts_with('*') && (is_ascii(before) || is_ascii(behind))
}
