use super::PoolKey;
use super::raw::{RawEntry, RawOrigin};
use crate::terms::Validity;

/// What the outline says of the whole speech and any entry may use, with its name among drafters.
pub const OF_THE_SPEECH: [(&str, &str); 2] = [("team", "队伍"), ("theme", "主题")];

/// An entry of the bank.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Unique name.
    pub id: String,
    /// The pool it belongs to.
    pub pool: PoolKey,
    /// The one matter it speaks of within its pool; none goes with all.
    pub strand: Option<String>,
    /// Its words.
    pub parts: Vec<Part>,
    /// The words as written, slots and all.
    pub text: String,
    /// Where it comes from.
    pub tier: Tier,
    /// When it may be used.
    pub validity: Validity,
    /// The file it stands in, as origins name it, and the line (from 1).
    pub place: (String, u32),
}

/// Where an entry comes from.
#[derive(Debug, Clone)]
pub enum Tier {
    /// Taken from a document.
    Phrase(RawOrigin),
    /// Written for this bank.
    Own,
}

/// A stretch of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// `{{ role }}` or `{{ role.facet }}`: a phrase of that role.
    Slot(String),
    /// `{{ name }}`: what the template hands over or the outline says of the whole speech.
    Ask(String),
    /// `{{ loc.name }}`: a name of the place.
    Loc(String),
    /// `{{ term.name }}`: a fixed expression in the wording of the date.
    Term(String),
}

impl Entry {
    /// The entry a raw one means; `None` where its dates are no dates.
    pub(super) fn new(
        raw: RawEntry,
        file: &str,
        line: u32,
        is_role: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        Some(Self {
            validity: Validity::parse(raw.since.as_deref(), raw.until.as_deref())?,
            parts: parts(&raw.text, is_role),
            pool: PoolKey {
                role: raw.role,
                facet: raw.facet,
                topic: raw.topic,
            },
            id: raw.id,
            strand: raw.strand,
            text: raw.text,
            tier: raw.source.map_or(Tier::Own, Tier::Phrase),
            place: (file.to_owned(), line),
        })
    }

    /// Its words with 某 in the place of every slot.
    pub fn words(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                _ => "某",
            })
            .collect()
    }

    /// How origins name it: `phrases/measure.yaml#measure.learning.first.01`.
    pub fn origin(&self) -> String {
        format!("{}#{}", self.place.0, self.id)
    }

    /// `document@offset`, for an entry from the corpus.
    pub fn source(&self) -> Option<String> {
        match &self.tier {
            Tier::Phrase(origin) => Some(format!("{}@{}", origin.doc, origin.at)),
            Tier::Own => None,
        }
    }

    /// The roles whose phrases fill its slots, in the order of the words.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Slot(of) => Some(of.as_str()),
            _ => None,
        })
    }
}

fn parts(text: &str, is_role: impl Fn(&str) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        let Some((name, behind)) = after.split_once("}}") else {
            parts.push(Part::Text(format!("{{{{{after}")));
            return parts;
        };
        let name = name.trim();
        parts.push(match name.split_once('.') {
            Some(("loc", field)) => Part::Loc(field.to_owned()),
            Some(("term", id)) => Part::Term(id.to_owned()),
            Some((role, _)) if is_role(role) => Part::Slot(name.to_owned()),
            None if is_role(name) => Part::Slot(name.to_owned()),
            _ => Part::Ask(name.to_owned()),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}
