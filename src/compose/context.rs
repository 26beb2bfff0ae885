use super::names::named;
use crate::diag::{Located, Span};
use crate::draft::{Origin, OriginKind};
use crate::locality::Locality;
use crate::outline::{Fact, FactKind, Outline, Prose, Section};
use crate::phrase::Bank;
use crate::template::{Genre, mention, plain, wrap};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// Builds what a template sees: `o` the outline, `loc` the place. Words carry their origin; names of topics, moves and
/// series are plain, so that a template can compare them.
pub(super) struct Contexts<'a> {
    pub outline: &'a Outline,
    pub genre: &'a Genre,
    pub bank: &'a Bank,
    pub locality: &'a Locality,
    /// The day, and who gave it.
    pub date: Option<(NaiveDate, Origin)>,
}

impl Contexts<'_> {
    /// The whole context.
    pub fn build(&self) -> Value {
        let fields = &self.outline.fields;
        let mut o = Map::new();
        o.insert("title".into(), self.words(&fields.title).into());
        o.insert("speaker".into(), self.speaker());
        let date = self
            .date
            .as_ref()
            .map(|(day, origin)| wrap(&day.to_string(), origin.clone()));
        o.insert("date".into(), json!(date));
        o.insert("salutation".into(), self.maybe(fields.salutation.as_ref()));
        o.insert("theme".into(), self.maybe(fields.theme.as_ref()));
        o.insert("team".into(), self.maybe(fields.team.as_ref()));
        o.insert("signature".into(), self.maybe(fields.signature.as_ref()));
        o.insert("subject".into(), self.subject());
        let facts: Map<String, Value> = fields
            .facts
            .iter()
            .map(|(name, fact)| (name.as_str().to_owned(), self.fact(fact)))
            .collect();
        o.insert("facts".into(), facts.into());
        let sections: Vec<Value> = fields
            .sections
            .iter()
            .map(|s| self.section(&s.value))
            .collect();
        o.insert("sections".into(), sections.into());
        json!({"o": o, "loc": self.place()})
    }

    /// The words of the place. The committee above it is named in full where it comes first.
    fn place(&self) -> Value {
        let mut loc = Map::new();
        // Always there, so that a template can ask for one that this place does not have.
        loc.insert("brand".to_owned(), json!({}));
        loc.insert("slogan".to_owned(), json!({}));
        for word in self.locality.words() {
            let origin = Origin::new(OriginKind::Locality, format!("loc.{}", word.field));
            let full = match word.field.as_str() {
                "superior.committee" => self.locality.word("superior.committee_named"),
                _ => None,
            };
            let said: Value = match full {
                Some(full) => mention(full, &word.value, origin).into(),
                None => wrap(&word.value, origin).into(),
            };
            match word.field.split_once('.') {
                None => {
                    loc.insert(word.field.clone(), said);
                }
                Some((group, field)) => {
                    let group = loc.entry(group).or_insert_with(|| json!({}));
                    group[field] = said;
                }
            }
        }
        loc.into()
    }

    pub(super) fn origin<T>(&self, value: &Located<T>) -> Origin {
        Origin::new(
            OriginKind::Outline,
            Span::of(&self.outline.source, value).place(),
        )
    }

    /// Words of the outline as they are said in a sentence: without a final mark, which the template adds.
    pub(super) fn words(&self, value: &Located<Prose>) -> String {
        let text = value
            .value
            .as_str()
            .trim_end_matches(['。', '；', '，', '：', '、']);
        self.named(text, &self.origin(value))
    }

    /// A text of the outline with the names of the place in it.
    pub(super) fn named(&self, text: &str, origin: &Origin) -> String {
        named(text, self.locality, origin)
    }

    fn maybe(&self, value: Option<&Located<Prose>>) -> Value {
        value.map_or(Value::Null, |v| self.words(v).into())
    }

    fn speaker(&self) -> Value {
        let Some(speaker) = &self.outline.fields.speaker else {
            return Value::Null;
        };
        let parts: Vec<&str> = [&speaker.value.post, &speaker.value.name]
            .into_iter()
            .flatten()
            .map(Prose::as_str)
            .collect();
        if parts.is_empty() {
            return Value::Null;
        }
        self.named(&parts.join("\u{2003}"), &self.origin(speaker))
            .into()
    }

    pub(super) fn fact(&self, fact: &Located<Fact>) -> Value {
        let origin = self.origin(fact);
        let kind = match fact.value.kind() {
            FactKind::Document => "document",
            FactKind::Quotation => "quotation",
            FactKind::Figure => "figure",
        };
        // A full stop inside the quotation marks would meet the one of the sentence around them.
        let text = match fact.value.text().strip_suffix("。”") {
            Some(head) => format!("{head}”"),
            None => fact.value.text().to_owned(),
        };
        let text = self.named(&text, &origin);
        let said = match fact.value.short() {
            Some(short) => {
                let short = plain(&self.named(short, &origin));
                mention(&plain(&text), &short, origin.clone())
            }
            None => text,
        };
        let source = fact.value.source().map(|s| self.named(s, &origin));
        json!({"text": said, "kind": kind, "source": source})
    }

    /// The facts of these names.
    pub(super) fn facts(&self, names: &[Located<Prose>]) -> Vec<Value> {
        names
            .iter()
            .filter_map(|name| Some(self.fact(self.outline.fields.facts.get(&name.value)?)))
            .collect()
    }

    /// What is studied: the first fact that a section takes as its standard.
    fn subject(&self) -> Value {
        let mut standards = self
            .outline
            .fields
            .sections
            .iter()
            .flat_map(|s| &s.value.standards);
        let first = standards.find_map(|name| self.outline.fields.facts.get(&name.value));
        first.map_or(Value::Null, |fact| self.fact(fact)["text"].take())
    }

    fn section(&self, section: &Section) -> Value {
        let step = section.step.value.as_str();
        let points = self.points(section, step);
        let series = section
            .series
            .map(|s| s.name().to_owned())
            .or_else(|| self.genre.front.series.get(step).cloned())
            .unwrap_or_else(|| "none".to_owned());
        json!({
            "move": step,
            "claim": self.maybe(section.claim.as_ref()),
            "occasion": self.maybe(section.occasion.as_ref()),
            "period": self.maybe(section.period.as_ref()),
            "cause": self.maybe(section.cause.as_ref()),
            "text": section.text.as_ref().map(|t| self.whole(t)),
            "standards": self.facts(&section.standards),
            "marker": marker(section.marker.as_ref()),
            "level": section.level.map_or(1, crate::outline::Level::number),
            "series": series,
            "count": points.len(),
            "points": points,
        })
    }

    /// Text that is used as it stands, final mark and all.
    pub(super) fn whole(&self, text: &Located<Prose>) -> String {
        self.named(text.value.as_str(), &self.origin(text))
    }
}

/// A marker written by hand.
pub(super) fn marker(marker: Option<&Prose>) -> Value {
    let origin = || Origin::new(OriginKind::Outline, "marker");
    marker.map_or(Value::Null, |m| wrap(m.as_str(), origin()).into())
}
