/// A family of markers; those of one family can number one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// 一、
    Cn,
    /// （一）
    Paren,
    /// 1. or 1、
    Arabic,
    /// （1） or 1）
    ParenArabic,
    /// ①
    Circled,
    /// 第一，
    Di,
    /// 首先，其次，再次，最后，
    Shouxian,
    /// 一是
    Shi,
    /// 一要
    Yao,
    /// 一抓
    Zhua,
    /// —— at the beginning of a paragraph
    Dash,
    /// 第一个问题， or 理由一： or 其一，
    Label,
}

impl Family {
    /// Its place in the order of GB/T 9704—2012, 7.3.3; none where it may stand at any level.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::Cn => Some(1),
            Self::Paren => Some(2),
            Self::Arabic => Some(3),
            Self::ParenArabic => Some(4),
            Self::Circled => Some(5),
            _ => None,
        }
    }

    /// Families that are mixed in one series, by mistake or by habit: 一要、二要、三是; 首先，其次，第三.
    pub fn mixes(self, other: Self) -> bool {
        let kin = |family| match family {
            Self::Shi | Self::Yao | Self::Zhua => 1,
            Self::Di | Self::Shouxian => 2,
            other => 10 + other as u8,
        };
        kin(self) == kin(other)
    }

    /// Whether its items are mostly headings, rather than points of a running text.
    pub fn heads(self) -> bool {
        !matches!(self, Self::Shi | Self::Yao | Self::Zhua | Self::Dash)
    }
}

/// A marker found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its family.
    pub family: Family,
    /// The number it prints; 最后 has none of its own.
    pub number: Option<u32>,
    /// How many bytes it takes, with its marks.
    pub len: usize,
}

/// The number at the beginning of a text, in Chinese numerals, and how many bytes it takes: 1 to 99.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let digit = |c| {
        "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .map(|at| at as u32 + 1)
    };
    let chars: Vec<char> = text.chars().take(3).collect();
    let at = |n: usize| chars.get(n).copied();
    let (value, count) = match (at(0)?, at(1), at(2)) {
        ('十', Some(units), _) if digit(units).is_some() => (10 + digit(units)?, 2),
        ('十', _, _) => (10, 1),
        (tens, Some('十'), Some(units)) if digit(tens).is_some() && digit(units).is_some() => {
            (10 * digit(tens)? + digit(units)?, 3)
        }
        (tens, Some('十'), _) if digit(tens).is_some() => (10 * digit(tens)?, 2),
        (units, _, _) => (digit(units)?, 1),
    };
    Some((value, 3 * count))
}

/// One or two digits at the beginning of a text, and how many bytes they take.
fn digits(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut len = 0;
    for c in text.chars() {
        let Some(digit) = wide_digit(c) else { break };
        value = value * 10 + digit;
        len += c.len_utf8();
        if value > 99 {
            return None;
        }
    }
    (len > 0 && value > 0).then_some((value, len))
}

fn wide_digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// How many bytes of `text` are the first of these marks; 0 where it begins with none.
fn mark(text: &str, marks: &[char]) -> usize {
    let first = text.chars().next().filter(|c| marks.contains(c));
    first.map_or(0, char::len_utf8)
}

const COMMAS: [char; 5] = ['，', ',', '、', '：', ':'];

/// The marker at the beginning of a text. `opens` says that the text begins a paragraph, where more can be markers.
pub fn marker(text: &str, opens: bool) -> Option<Marker> {
    bracketed(text)
        .or_else(|| counted(text, opens))
        .or_else(|| ordinal(text))
        .or_else(|| one_of_them(text))
        .or_else(|| word(text, opens))
        .or_else(|| {
            if opens {
                dash(text).or_else(|| label(text))
            } else {
                None
            }
        })
}

/// Whether a marker inside a paragraph may begin with this character; few do, and few sentences.
pub(super) fn may_begin(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '①'..='⑳' | '（' | '(')
        || matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
        || matches!(c, '第' | '其' | '首' | '再' | '最')
}

/// （一） (1) 1) ①
fn bracketed(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        let number = Some(first as u32 - '①' as u32 + 1);
        return Some(Marker {
            family: Family::Circled,
            number,
            len: first.len_utf8(),
        });
    }
    let open = mark(text, &['（', '(']);
    let inner = &text[open..];
    let (family, (number, len)) = match numeral(inner) {
        // The first bracket is left out before digits alone.
        Some(_) if open == 0 => return None,
        Some(found) => (Family::Paren, found),
        None => (Family::ParenArabic, digits(inner)?),
    };
    let close = mark(&inner[len..], &['）', ')']);
    let mut len = open + len + close;
    // （一）、 is printed now and then.
    len += mark(&text[len..], &['、']);
    (close > 0).then_some(Marker {
        family,
        number: Some(number),
        len,
    })
}

/// 一、 1. 1、 一是 一要 一抓
fn counted(text: &str, opens: bool) -> Option<Marker> {
    if let Some((number, len)) = numeral(text) {
        let rest = &text[len..];
        let dot = mark(rest, &['、', '．', '.']);
        let dot = if dot == 0 && opens {
            mark(rest, &['，', ','])
        } else {
            dot
        };
        if dot > 0 {
            return Some(Marker {
                family: Family::Cn,
                number: Some(number),
                len: len + dot,
            });
        }
        let family = match rest.chars().next()? {
            '是' => Family::Shi,
            '要' => Family::Yao,
            '抓' if !rest.starts_with("抓到底") => Family::Zhua,
            _ => return None,
        };
        return Some(Marker {
            family,
            number: Some(number),
            len: len + 3,
        });
    }
    let (number, len) = digits(text)?;
    let rest = &text[len..];
    let dot = mark(rest, &['、', '．', '.']);
    let is_decimal = rest[dot..]
        .chars()
        .next()
        .is_some_and(|c| wide_digit(c).is_some());
    let is_marker = dot > 0 && (rest.starts_with('、') || !is_decimal);
    is_marker.then_some(Marker {
        family: Family::Arabic,
        number: Some(number),
        len: len + dot,
    })
}

/// 其一，
fn one_of_them(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('其')?;
    let (number, len) = numeral(rest)?;
    let comma = mark(&rest[len..], &COMMAS);
    (comma > 0).then_some(Marker {
        family: Family::Label,
        number: Some(number),
        len: '其'.len_utf8() + len + comma,
    })
}

/// 第一， 第一个问题， 第一点是
fn ordinal(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('第')?;
    let (number, len) = numeral(rest).or_else(|| digits(rest))?;
    let mut end = 3 + len;
    let words = [
        "个方面",
        "个问题",
        "方面",
        "个",
        "点",
        "条",
        "部分",
        "个部分",
        "件事",
        "句话",
        "项任务",
        "个层面",
    ];
    let named = words
        .iter()
        .filter(|w| text[end..].starts_with(**w))
        .max_by_key(|w| w.len());
    end += named.map_or(0, |word| word.len());
    let is = if named.is_some() && text[end..].starts_with('是') {
        3
    } else {
        0
    };
    let comma = mark(&text[end + is..], &COMMAS);
    (comma > 0 || is > 0).then_some(Marker {
        family: if named.is_some() {
            Family::Label
        } else {
            Family::Di
        },
        number: Some(number),
        len: end + is + comma,
    })
}

/// 首先， 其次， 再次， 最后，
fn word(text: &str, opens: bool) -> Option<Marker> {
    let all = [
        ("首先", Some(1)),
        ("其次", Some(2)),
        ("再次", Some(3)),
        ("再者", Some(3)),
        ("最后", None),
    ];
    let (word, number) = all.into_iter().find(|(word, _)| text.starts_with(word))?;
    let comma = mark(&text[word.len()..], &COMMAS);
    (comma > 0 || opens).then_some(Marker {
        family: Family::Shouxian,
        number,
        len: word.len() + comma,
    })
}

/// 首先 其次 最后 with no comma, which are markers only beside others; 再次 is mostly no more than 又.
pub(super) fn bare_word(text: &str) -> Option<Marker> {
    word(text, true).filter(|_| !text.starts_with('再'))
}

/// ——
fn dash(text: &str) -> Option<Marker> {
    let dash = ["——", "──", "--", "—"]
        .into_iter()
        .find(|dash| text.starts_with(dash))?;
    Some(Marker {
        family: Family::Dash,
        number: None,
        len: dash.len(),
    })
}

/// 理由一： 我的第一想法是：
fn label(text: &str) -> Option<Marker> {
    let mut end = 0;
    for (at, c) in text.char_indices().take(14) {
        if c == '：' || c == ':' {
            end = at + c.len_utf8();
            break;
        }
        if "，。；、！？“”《》".contains(c) {
            return None;
        }
    }
    let words = &text[..end];
    let bare = words.trim_end_matches(['：', ':']);
    let last = bare.char_indices().next_back()?.0;
    let number = match bare.find('第') {
        Some(at) => numeral(&bare[at + 3..])?.0,
        None if last > 0 => numeral(&bare[last..])?.0,
        None => return None,
    };
    Some(Marker {
        family: Family::Label,
        number: Some(number),
        len: end,
    })
}

/// Whether a line begins with a marker.
pub fn opens_with_marker(text: &str) -> bool {
    marker(text, true).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_with_their_marks() {
        let cases = [
            ("一、提高", Some((Family::Cn, Some(1), "一、"))),
            ("十二．提高", Some((Family::Cn, Some(12), "十二．"))),
            ("（三）提高", Some((Family::Paren, Some(3), "（三）"))),
            ("(3)提高", Some((Family::ParenArabic, Some(3), "(3)"))),
            ("3)提高", Some((Family::ParenArabic, Some(3), "3)"))),
            ("2023)提高", None),
            ("1.提高", Some((Family::Arabic, Some(1), "1."))),
            ("1.5倍", None),
            ("2024年", None),
            ("第一，提高", Some((Family::Di, Some(1), "第一，"))),
            (
                "第一个问题，关于",
                Some((Family::Label, Some(1), "第一个问题，")),
            ),
            ("第一产业", None),
            ("一是提高", Some((Family::Shi, Some(1), "一是"))),
            ("首先,要", Some((Family::Shouxian, Some(1), "首先,"))),
            ("最后，要", Some((Family::Shouxian, None, "最后，"))),
            ("其二，快", Some((Family::Label, Some(2), "其二，"))),
            ("其一生", None),
            ("理由一：快", Some((Family::Label, Some(1), "理由一："))),
            (
                "我的第一想法是：快",
                Some((Family::Label, Some(1), "我的第一想法是：")),
            ),
            ("——提高", Some((Family::Dash, None, "——"))),
        ];
        for (text, wanted) in cases {
            let found = marker(text, true).map(|m| (m.family, m.number, &text[..m.len]));
            assert_eq!(found, wanted, "{text}");
        }
    }
}
