//! The shape of `localities/naming.yaml`. The build script reads it too, so it depends on serde alone.

use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNaming {
    /// One row a kind of division.
    pub kinds: Vec<Names>,
}

/// The words that change with the division.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The kind (省, 地级市, 旗 …); empty for the neutral words.
    pub kind: String,
    /// The Party committee, short: 市委.
    pub committee: String,
    /// Its organisation department: 市委组织部.
    pub department: String,
    /// The whole area: 全市.
    pub whole: String,
    /// How a speaker calls it: 我市.
    pub own: String,
    /// Its organs: 市直.
    pub direct: String,
    /// The government, short: 市政府.
    pub government: String,
    /// Its head: 市长.
    pub head: String,
    /// The next committee above, short: 省委; empty where it depends on the place.
    #[serde(default)]
    pub superior: String,
    /// The units below: 各县（市、区）; empty where it depends on the place.
    #[serde(default)]
    pub units: String,
}
