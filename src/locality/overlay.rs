use super::place::Word;
use crate::diag::{
    Diagnostic, Faults, Located, Result, Span, both, did_you_mean, nearest, parse_yaml,
};
use crate::terms::{Prose, Validity};
use crate::world::Resource;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// What an office says of its place: `localities/<code>/locality.yaml`.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// The name of its folder: the code of a division, or the name of a place below the table; empty for the project's own file.
    pub place: String,
    /// The file.
    pub file: Resource,
    raw: RawOverlay,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawOverlay {
    kind: Option<Located<String>>,
    parent: Option<Located<String>>,
    superior: Option<Located<String>>,
    layout: Option<Located<String>>,
    names: BTreeMap<String, Located<Prose>>,
    brands: BTreeMap<String, Located<Saying>>,
    slogans: BTreeMap<String, Located<Saying>>,
}

/// A brand or a slogan, with the days on which it is used.
#[derive(Debug, Clone)]
enum Saying {
    Always(Prose),
    Dated(Dated),
}

impl<'de> Deserialize<'de> for Saying {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct TextOrFields;

        impl<'de> Visitor<'de> for TextOrFields {
            type Value = Saying;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or {text: …, since: …, until: …}")
            }

            fn visit_str<E: Error>(self, text: &str) -> std::result::Result<Saying, E> {
                Prose::deserialize(StrDeserializer::<E>::new(text)).map(Saying::Always)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Saying, A::Error> {
                Dated::deserialize(MapAccessDeserializer::new(map)).map(Saying::Dated)
            }
        }

        deserializer.deserialize_any(TextOrFields)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    text: Prose,
    #[serde(default)]
    since: Option<String>,
    #[serde(default)]
    until: Option<String>,
}

impl Overlay {
    /// Reads an overlay's file.
    ///
    /// # Errors
    /// Not well formed; a key or a name that is not known; a date that is none.
    pub fn read(place: &str, file: Resource) -> Result<Self> {
        // A file of comments alone says nothing.
        let says = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let raw: RawOverlay = if file.source.text().lines().any(says) {
            parse_yaml(&file.source)?
        } else {
            RawOverlay::default()
        };
        let overlay = Self {
            place: place.to_owned(),
            file,
            raw,
        };
        Faults::unless_empty(overlay.judge())?;
        Ok(overlay)
    }

    fn judge(&self) -> Vec<Diagnostic> {
        let known: Vec<&str> = super::Words::default()
            .fields()
            .map(|(name, _)| name)
            .into_iter()
            .filter(|name| *name != "superior")
            .collect();
        let list = known.join(", ");
        let mut found = Vec::new();
        for (name, value) in &self.raw.names {
            if !known.contains(&name.as_str()) {
                found.push(
                    Diagnostic::error(
                        "overlay.name",
                        both!("没有 `{name}` 这个称谓", "there is no name `{name}`"),
                    )
                    .at(Span::of(&self.file.source, value))
                    .help(did_you_mean(
                        nearest(name, known.iter().copied()),
                        both!("可以写：{list}", "one of: {list}"),
                    )),
                );
            }
        }
        if let (Some(alone), None) | (None, Some(alone)) = (&self.raw.kind, &self.raw.parent) {
            found.push(
                Diagnostic::error(
                    "overlay.made",
                    both!(
                        "区划表以外的地方，`kind` 和 `parent` 都要写",
                        "a place that is in no table has both `kind` and `parent`"
                    ),
                )
                .at(self.span(alone))
                .help(both!(
                    "补上另一个；区划表里的地方两个都不写",
                    "add the other; a place of the table has neither"
                )),
            );
        }
        for saying in self.raw.brands.values().chain(self.raw.slogans.values()) {
            if validity(&saying.value).is_none() {
                found.push(
                    Diagnostic::error(
                        "overlay.date",
                        both!("起止日期里有不是日期的", "one of the dates is no date"),
                    )
                    .at(Span::of(&self.file.source, saying))
                    .help(both!(
                        "写成 2020-04-18、2020-04 或 2020",
                        "write 2020-04-18, 2020-04 or 2020"
                    )),
                );
            }
        }
        found
    }

    /// The kind and the place above, where the overlay is for a place that the table does not hold.
    pub fn made(&self) -> Option<(&str, &Located<String>)> {
        Some((&self.raw.kind.as_ref()?.value, self.raw.parent.as_ref()?))
    }

    /// The place that leads it, where it is not the table's.
    pub fn superior(&self) -> Option<&Located<String>> {
        self.raw.superior.as_ref()
    }

    /// The layout of its Word files and pages, where the office has one of its own.
    pub fn layout(&self) -> Option<&Located<String>> {
        self.raw.layout.as_ref()
    }

    /// The place of a value in the file.
    pub fn span(&self, value: &Located<String>) -> Span {
        Span::of(&self.file.source, value)
    }

    /// Lays its names over those of the place.
    pub(super) fn names(&self, words: &mut Vec<Word>) {
        for (name, value) in &self.raw.names {
            Word::put(words, name, value.value.as_str(), self.by(value));
        }
    }

    /// Lays its brands and slogans over those of the places above: `brand.<name>`, `slogan.<name>`.
    pub(super) fn sayings(&self, words: &mut Vec<Word>) {
        for (group, sayings) in [("brand", &self.raw.brands), ("slogan", &self.raw.slogans)] {
            for (name, saying) in sayings {
                let field = format!("{group}.{name}");
                Word::put(words, &field, text(&saying.value), self.by(saying));
                if let Some(word) = words.iter_mut().find(|w| w.field == field) {
                    word.validity = validity(&saying.value).unwrap_or_default();
                }
            }
        }
    }

    fn by<T>(&self, value: &Located<T>) -> String {
        let line = Span::of(&self.file.source, value).line_column().0;
        format!("{}:{line}", self.file.origin)
    }
}

fn text(saying: &Saying) -> &str {
    match saying {
        Saying::Always(text) => text.as_str(),
        Saying::Dated(dated) => dated.text.as_str(),
    }
}

fn validity(saying: &Saying) -> Option<Validity> {
    match saying {
        Saying::Always(_) => Some(Validity::default()),
        Saying::Dated(d) => Validity::parse(d.since.as_deref(), d.until.as_deref()),
    }
}
