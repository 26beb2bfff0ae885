use crate::diag::{Located, Span};
use crate::draft::{Origin, OriginKind};
use crate::locality::Locality;
use crate::outline::{Fact, FactKind, Outline, Point, Points, Prose, Section};
use crate::phrase::{Bank, Topic};
use crate::template::{Genre, mention, wrap};
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
        let loc: Map<String, Value> = self
            .locality
            .fields()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                let origin = Origin::new(OriginKind::Locality, format!("loc.{name}"));
                (name.to_owned(), wrap(value, origin).into())
            })
            .collect();
        json!({"o": o, "loc": loc})
    }

    fn origin<T>(&self, value: &Located<T>) -> Origin {
        Origin::new(
            OriginKind::Outline,
            Span::of(&self.outline.source, value).place(),
        )
    }

    /// Words of the outline as they are said in a sentence: without a final mark, which the template adds.
    fn words(&self, value: &Located<Prose>) -> String {
        let text = value
            .value
            .as_str()
            .trim_end_matches(['。', '；', '，', '：', '、']);
        wrap(text, self.origin(value))
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
        wrap(&parts.join("\u{2003}"), self.origin(speaker)).into()
    }

    fn fact(&self, fact: &Located<Fact>) -> Value {
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
        let said = match fact.value.short() {
            Some(short) => mention(&text, short, origin.clone()),
            None => wrap(&text, origin.clone()),
        };
        let source = fact.value.source().map(|s| wrap(s, origin));
        json!({"text": said, "kind": kind, "source": source})
    }

    fn section(&self, section: &Section) -> Value {
        let step = section.step.value.as_str();
        let points = self.points(section, step);
        let series = section
            .series
            .map(|s| s.name().to_owned())
            .or_else(|| self.genre.front.series.get(step).cloned())
            .unwrap_or_else(|| "none".to_owned());
        let standards: Vec<Value> = section
            .standards
            .iter()
            .filter_map(|name| Some(self.fact(self.outline.fields.facts.get(&name.value)?)))
            .collect();
        json!({
            "move": step,
            "claim": self.maybe(section.claim.as_ref()),
            "occasion": self.maybe(section.occasion.as_ref()),
            "cause": self.maybe(section.cause.as_ref()),
            "text": section.text.as_ref().map(|t| self.whole(t)),
            "standards": standards,
            "series": series,
            "count": points.len(),
            "points": points,
        })
    }

    /// Text that is used as it stands, final mark and all.
    fn whole(&self, text: &Located<Prose>) -> String {
        wrap(text.value.as_str(), self.origin(text))
    }

    fn points(&self, section: &Section, step: &str) -> Vec<Value> {
        let from_bank = |count: u32| -> Vec<Value> {
            self.genre
                .front
                .topics
                .get(step)
                .into_iter()
                .flatten()
                .take(count as usize)
                .filter_map(|name| self.bank.topic(name))
                .map(|topic| self.point(&Point::default(), topic, step))
                .collect()
        };
        match section.points() {
            Points::Given(points) => points
                .iter()
                .filter_map(|point| {
                    let name = point.topic.as_ref().map_or("general", |t| t.value.as_str());
                    Some(self.point(point, self.bank.topic(name)?, step))
                })
                .collect(),
            Points::Count(count) => from_bank(*count),
            Points::Unsaid => from_bank(self.genre.front.points.get(step).copied().unwrap_or(0)),
        }
    }

    fn point(&self, point: &Point, topic: &Topic, step: &str) -> Value {
        let details: Vec<Value> = point
            .points()
            .given()
            .iter()
            .map(|detail| {
                let aspect = detail
                    .claim
                    .as_ref()
                    .and_then(|c| topic.aspect_of(c.value.as_str()))
                    .map(|a| a.id.clone());
                json!({
                    "claim": self.maybe(detail.claim.as_ref()),
                    "text": detail.text.as_ref().map(|t| self.words(t)),
                    "aspect": aspect,
                })
            })
            .collect();
        let facts: Vec<Value> = point
            .facts
            .iter()
            .filter_map(|name| Some(self.fact(self.outline.fields.facts.get(&name.value)?)))
            .collect();
        let mut value = json!({
            "claim": point.claim.as_ref().map(|c| self.claim(c)),
            "topic": topic.id,
            "text": point.text.as_ref().map(|t| self.whole(t)),
            "marker": point.marker.as_ref().map(|m| wrap(m.as_str(), Origin::new(OriginKind::Outline, "marker"))),
            "points": details,
            "facts": facts,
            "answered": self.answered(point, topic, step),
        });
        if let (Points::Count(count), Some(fields)) = (point.points(), value.as_object_mut()) {
            fields.insert("wanted".to_owned(), (*count).into());
        }
        value
    }

    /// A claim without the 要 that the template puts before it (but 要求, 要害 … are words of their own).
    fn claim(&self, claim: &Located<Prose>) -> String {
        let text = claim.value.as_str();
        let bare = text
            .strip_prefix('要')
            .filter(|rest| !rest.starts_with(['求', '点', '害', '务', '件', '领', '素']))
            .unwrap_or(text);
        wrap(
            bare.trim_end_matches(['。', '；', '，', '：', '、']),
            self.origin(claim),
        )
    }

    /// The problem that a remedy takes up: the claim of the one it answers, or of its own topic.
    fn answered(&self, point: &Point, topic: &Topic, step: &str) -> Value {
        if step != "remedies" {
            return Value::Null;
        }
        let answers = point
            .answers
            .first()
            .and_then(|a| self.bank.topic(a.value.as_str()))
            .unwrap_or(topic);
        let mut sections = self
            .outline
            .fields
            .sections
            .iter()
            .filter(|s| s.value.step.value.as_str() == "problems")
            .peekable();
        if sections.peek().is_none() {
            return Value::Null;
        }
        for section in sections {
            match section.value.points() {
                Points::Given(points) => {
                    let found = points.iter().find(|p| {
                        p.topic
                            .as_ref()
                            .and_then(|t| self.bank.topic(t.value.as_str()))
                            .is_some_and(|t| t.id == answers.id)
                    });
                    if let Some(claim) = found.and_then(|p| p.claim.as_ref()) {
                        return self.words(claim).into();
                    }
                }
                Points::Count(_) | Points::Unsaid => {
                    let origin = Origin::new(
                        OriginKind::Phrase,
                        format!("phrases/topics.yaml#{}", answers.id),
                    );
                    return wrap(&answers.fault, origin).into();
                }
            }
        }
        Value::Null
    }
}
