use super::is_han;
use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;
use std::fmt;

/// A text of the drafter's: no control, bidirectional or private-use character, blanks at the ends taken off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(transparent)]
pub struct Prose(String);

impl Prose {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character may not stand in a text.
pub fn is_forbidden(c: char) -> bool {
    kind(c).is_some()
}

/// The first character that may not stand in a text, with its kind in Chinese and English.
fn forbidden(text: &str) -> Option<(char, &'static str, &'static str)> {
    text.chars()
        .find_map(|c| kind(c).map(|(zh, en)| (c, zh, en)))
}

/// What a character is that may not stand in a text, in Chinese and English.
fn kind(c: char) -> Option<(&'static str, &'static str)> {
    match c {
        '\n' => None,
        '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{061c}' => Some(("双向控制字符", "a bidirectional control character")),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            Some(("自造字区的字符", "a private-use character"))
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
            Some(("看不见的字符", "an invisible character"))
        }
        c if c.is_control() => Some(("控制字符", "a control character")),
        _ => None,
    }
}

/// Half-width marks beside a Han character made full-width (GB/T 15834—2011 knows no others); those in 9:30 or ISO 9001:2015
/// stay.
pub fn widen(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let beside = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| is_han(*c) || "”》）".contains(*c))
    };
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let wide = match c {
                ',' => '，',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                '!' => '！',
                '(' => '（',
                ')' => '）',
                _ => return *c,
            };
            if beside(at.checked_sub(1)) || beside(Some(at + 1)) {
                wide
            } else {
                *c
            }
        })
        .collect()
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        if let Some((c, zh, en)) = forbidden(&text) {
            let code = c as u32;
            return Err(D::Error::custom(format!(
                "文字里有{zh} U+{code:04X}，删去它 | the text holds {en} U+{code:04X}; delete it"
            )));
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(D::Error::custom(
                "这里是空的，写上内容或删去这一行 | empty; write the text or delete the line",
            ));
        }
        Ok(Self(widen(&text.replace('\n', ""))))
    }
}

#[cfg(test)]
mod tests {
    use super::widen;

    #[test]
    fn marks_beside_han_are_wide() {
        assert_eq!(
            widen("加强学习,提高能力(试行)"),
            "加强学习，提高能力（试行）"
        );
        assert_eq!(widen("9:30 开会;ISO 9001:2015"), "9:30 开会；ISO 9001:2015");
    }
}
