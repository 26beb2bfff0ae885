//! The shape of the files in `localities/`. The build script reads them too, so it depends on serde alone.

use serde::{Deserialize, Serialize};

/// One row of `divisions.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDivision {
    /// The code of GB/T 2260, six digits.
    pub code: String,
    /// The full name.
    pub name: String,
    /// The kind: 省, 地级市, 旗 …
    pub kind: String,
    /// The code of the division above; empty for those of the first level.
    pub parent: String,
    /// Other names, parted by `|`; where the full name holds a nationality, the first is the short name.
    pub short: String,
    /// The first day, month or year of use, where known.
    pub since: String,
    /// The last day, month or year of use.
    pub until: String,
}

/// `naming.yaml`, whole; `R` is a row with or without its place in the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNaming<R> {
    /// One row a kind of division, the neutral one first.
    pub kinds: Vec<R>,
    /// What is above a place of which only the kind is known.
    pub unnamed: Words,
    /// What is above a province.
    pub centre: Words,
    /// How kinds are called from below, where the word would be taken for one's own.
    #[serde(default = "Vec::new")]
    pub apart: Vec<R>,
    /// Rows for single places, the later going before the earlier.
    #[serde(default = "Vec::new")]
    pub exceptions: Vec<R>,
    /// The words for the units below, by their kinds.
    #[serde(default = "Vec::new")]
    pub units: Vec<RawUnits>,
}

impl<R> RawNaming<R> {
    /// The same rules with rows of another shape.
    pub fn map<S>(self, row: impl Fn(R) -> S) -> RawNaming<S> {
        let all = |rows: Vec<R>| rows.into_iter().map(&row).collect();
        RawNaming {
            kinds: all(self.kinds),
            unnamed: self.unnamed,
            centre: self.centre,
            apart: all(self.apart),
            exceptions: all(self.exceptions),
            units: self.units,
        }
    }
}

/// The words of some divisions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawRow {
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this one place, by code.
    pub of: Option<String>,
    /// Of all places inside this one, by code.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// The code of the place above, where it is not the table's.
    pub superior_of: Option<String>,
    /// The words.
    pub words: Words,
}

/// The units below a division, by their kinds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawUnits {
    /// Kinds of the division itself.
    pub of: Vec<String>,
    /// The kinds of the units below, all of them.
    pub below: Vec<String>,
    /// What they are called together.
    pub say: String,
}

/// The words that change with the division, each where it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// The Party committee, short: 市委.
    pub committee: Option<String>,
    /// In full: 中共正定县委员会.
    pub committee_full: Option<String>,
    /// Its organisation department; empty where there is none.
    pub department: Option<String>,
    /// The whole area: 全市.
    pub whole: Option<String>,
    /// How a speaker calls it: 我市.
    pub own: Option<String>,
    /// Its organs: 市直.
    pub direct: Option<String>,
    /// The government, short: 市政府.
    pub government: Option<String>,
    /// In full: 正定县人民政府.
    pub government_full: Option<String>,
    /// Its head: 市长.
    pub head: Option<String>,
    /// Committee and government together: 市委、市政府.
    pub offices: Option<String>,
    /// The Party congress; empty where there is none.
    pub congress: Option<String>,
    /// The full meeting of the committee.
    pub plenum: Option<String>,
    /// The units below: 各县（市、区）.
    pub units: Option<String>,
    /// The committee above, where the table does not show it.
    pub superior: Option<String>,
}

impl Words {
    /// Every word by its name.
    pub fn fields(&self) -> [(&'static str, &Option<String>); 14] {
        [
            ("committee", &self.committee),
            ("committee_full", &self.committee_full),
            ("department", &self.department),
            ("whole", &self.whole),
            ("own", &self.own),
            ("direct", &self.direct),
            ("government", &self.government),
            ("government_full", &self.government_full),
            ("head", &self.head),
            ("offices", &self.offices),
            ("congress", &self.congress),
            ("plenum", &self.plenum),
            ("units", &self.units),
            ("superior", &self.superior),
        ]
    }
}
