use schemars::JsonSchema;
use serde::Deserialize;

/// A way of numbering (序次语): GB/T 9704—2012, 7.3.3, and GB/T 15834—2011, 4.4.3.3 and 4.5.3.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Series {
    /// 一、
    Cn,
    /// （一）
    Paren,
    /// 1.
    Arabic,
    /// 一是
    Shi,
    /// 一要
    Yao,
    /// 第一，
    Di,
    /// 首先，其次，再次，最后，
    Shouxian,
    /// 有的…有的…还有的…
    Youde,
    /// No number.
    None,
}

impl Series {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Cn,
        Self::Paren,
        Self::Arabic,
        Self::Shi,
        Self::Yao,
        Self::Di,
        Self::Shouxian,
        Self::Youde,
        Self::None,
    ];

    /// Its name in outlines and templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cn => "cn",
            Self::Paren => "paren",
            Self::Arabic => "arabic",
            Self::Shi => "shi",
            Self::Yao => "yao",
            Self::Di => "di",
            Self::Shouxian => "shouxian",
            Self::Youde => "youde",
            Self::None => "none",
        }
    }

    /// The series of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }

    /// The longest list it can number, where it has an end.
    pub fn most(self) -> Option<u32> {
        (self == Self::Shouxian).then_some(4)
    }
}
