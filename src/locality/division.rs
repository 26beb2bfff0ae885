use super::RawDivision;
use crate::terms::Validity;

/// One division of the country, from province to county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The code of GB/T 2260, six digits.
    pub code: String,
    /// The full name: 延边朝鲜族自治州.
    pub name: String,
    /// The kind: 省, 地级市, 旗 …
    pub kind: String,
    /// The code of the division above; none for those of the first level.
    pub parent: Option<String>,
    /// Other names: 延边州.
    pub aliases: Vec<String>,
    /// When it has existed, where known.
    pub validity: Validity,
}

/// The kinds whose full names hold a nationality, so that one says the short name.
const LONG: [&str; 4] = ["自治区", "自治州", "自治县", "自治旗"];

/// What names end with, the longer first.
const TAILS: [&str; 15] = [
    "林区",
    "特区",
    "新区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
    "州",
];

impl Division {
    /// The division a row means; `None` where its dates are no dates.
    pub(super) fn new(raw: RawDivision) -> Option<Self> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Self {
            validity: Validity::parse(given(&raw.since).as_deref(), given(&raw.until).as_deref())?,
            parent: given(&raw.parent),
            aliases: raw
                .short
                .split('|')
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect(),
            code: raw.code,
            name: raw.name,
            kind: raw.kind,
        })
    }

    /// What it is called when it has been named in full: 延边州, 正定县.
    pub fn short(&self) -> &str {
        match self.aliases.first() {
            Some(alias) if LONG.contains(&self.kind.as_str()) => alias,
            _ => &self.name,
        }
    }

    /// Its name without the word for its kind: 梅州, 延边, 内蒙古. Of two characters nothing is taken away: 陕县.
    pub fn stem(&self) -> &str {
        let short = self.short();
        let tail = TAILS.iter().find(|tail| {
            short.ends_with(**tail) && short.chars().count() - tail.chars().count() >= 2
        });
        tail.map_or(short, |tail| &short[..short.len() - tail.len()])
    }
}
