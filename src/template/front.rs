use crate::diag::{Result, Source, parse_yaml};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a genre's template says of itself, in the comment it begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Front {
    /// What it is called.
    pub title: String,
    /// One line on what it is for.
    pub about: String,
    /// The moves it has words for, in their usual order.
    pub moves: Vec<String>,
    /// How many points a section of a move has where the outline leaves it open.
    pub points: BTreeMap<String, u32>,
    /// The topics that points from the bank are about, in order, by move.
    pub topics: BTreeMap<String, Vec<String>>,
    /// How the points of a move are numbered where the outline leaves it open.
    pub series: BTreeMap<String, String>,
}

impl Front {
    /// Reads `{# --- … --- #}` at the beginning of a template; `None` where there is none (a part, not a genre).
    ///
    /// # Errors
    /// The comment is not the YAML it should be.
    pub fn read(source: &Arc<Source>) -> Result<Option<Self>> {
        let text = source.text();
        let Some((yaml, _)) = text
            .strip_prefix("{# ---")
            .and_then(|rest| rest.split_once("--- #}"))
        else {
            return Ok(None);
        };
        // Lines keep their numbers: the first is the rest of the comment's opening line.
        let front = Source::new(source.name(), yaml);
        parse_yaml(&front).map(Some)
    }
}
