use super::Prose;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use std::fmt;

/// A number, name, document title or quotation: the only source of such things in a draft.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub struct Fact(FactFields);

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FactFields {
    /// 原文 / the words: 《…》 for a document, “…” for a quotation
    #[serde(alias = "原文", alias = "文字")]
    text: Prose,
    /// 出处 / who issued or said it
    #[serde(default, alias = "出处")]
    source: Option<Prose>,
    /// 简称 / what it is called after the first mention
    #[serde(default, alias = "简称")]
    short: Option<Prose>,
}

/// What a fact is, by its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// 《…》
    Document,
    /// “…”
    Quotation,
    /// Anything else: a number, a name, a clause.
    Figure,
}

impl Fact {
    /// The words.
    pub fn text(&self) -> &str {
        self.0.text.as_str()
    }

    /// Who issued or said it.
    pub fn source(&self) -> Option<&str> {
        self.0.source.as_ref().map(Prose::as_str)
    }

    /// What it is called after the first mention.
    pub fn short(&self) -> Option<&str> {
        self.0.short.as_ref().map(Prose::as_str)
    }

    /// What it is.
    pub fn kind(&self) -> FactKind {
        match self.text().chars().next() {
            Some('《') => FactKind::Document,
            Some('“') => FactKind::Quotation,
            _ => FactKind::Figure,
        }
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrFields;

        impl<'de> Visitor<'de> for TextOrFields {
            type Value = Fact;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("{text: …, source: …}")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fact, A::Error> {
                FactFields::deserialize(MapAccessDeserializer::new(map)).map(Fact)
            }
        }

        deserializer.deserialize_map(TextOrFields)
    }
}
