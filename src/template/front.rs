use crate::diag::{Diagnostic, Result, Source, both, parse_yaml};
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
    /// What a section of a move may say besides its points, by move: `occasion`, `period`, `standards`, `claim`, `cause`.
    pub asks: BTreeMap<String, Vec<String>>,
    /// How many points a section of a move has where the outline leaves it open.
    pub points: BTreeMap<String, u32>,
    /// How many points each of those has in turn; none where it is not said.
    pub subpoints: BTreeMap<String, u32>,
    /// The topics that points from the bank are about, in order, by move.
    pub topics: BTreeMap<String, Vec<String>>,
    /// How the points of a move are numbered where the outline leaves it open.
    pub series: BTreeMap<String, String>,
    /// Whether it is read and not spoken: it has a signature.
    pub written: bool,
    /// The salutation it usually has.
    pub salutation: Option<String>,
    /// The length that it usually has, in Han characters.
    pub length: Option<u32>,
}

impl Front {
    /// Reads `{# --- … --- #}` at the beginning of a template; `None` where there is none (a part, not a genre).
    ///
    /// # Errors
    /// The comment is not the YAML it should be.
    pub fn read(source: &Arc<Source>) -> Result<Option<Self>> {
        let Some(rest) = source.text().strip_prefix("{# ---") else {
            return Ok(None);
        };
        let Some((yaml, _)) = rest.split_once("--- #}") else {
            return Err(Diagnostic::error(
                "template.front",
                both!(
                    "模板开头的说明没有结束",
                    "the comment at the head of the template does not end"
                ),
            )
            .at(source.span(0.."{# ---".len()))
            .help(both!(
                "用一行 `--- #}}` 结束它",
                "end it with a line `--- #}}`"
            ))
            .into());
        };
        // Lines keep their numbers: the first is the rest of the comment's opening line.
        let front = Source::new(source.name(), yaml);
        parse_yaml(&front).map(Some)
    }
}
