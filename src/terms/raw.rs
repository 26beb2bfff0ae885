//! The shape of `terms/expressions.yaml`. The build script reads it too, so it depends on serde alone.

use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerms {
    /// The day on which the table was last held against the sources.
    pub as_of: String,
    /// The expressions.
    pub expressions: Vec<RawExpression>,
}

/// One fixed expression.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExpression {
    /// The name by which templates and phrases ask for it.
    pub id: String,
    /// Its short name among drafters.
    pub head: String,
    /// Its wordings, each with the days on which it is in use.
    pub forms: Vec<RawForm>,
    /// What a drafter should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// One wording.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawForm {
    /// The wording, in canonical order.
    pub text: String,
    /// First day, month or year of use.
    #[serde(default)]
    pub since: Option<String>,
    /// Last day, month or year of use.
    #[serde(default)]
    pub until: Option<String>,
}
