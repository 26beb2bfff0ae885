use super::context::{Contexts, marker};
use crate::diag::Located;
use crate::draft::{Origin, OriginKind};
use crate::outline::{Point, Points, Prose, Section};
use crate::phrase::Topic;
use crate::template::wrap;
use serde_json::{Value, json};

/// A point as it stands in the outline or is made from the bank.
struct Place<'a> {
    topic: &'a Topic,
    /// The aspect of the topic that a point from the bank is to speak of.
    aspect: Option<&'a str>,
    /// The points above it, 0 for those of a section.
    depth: u8,
}

/// What a template sees of the points of a section.
impl Contexts<'_> {
    pub(super) fn points(&self, section: &Section, step: &str) -> Vec<Value> {
        let from_bank = |count: u32| -> Vec<Value> {
            self.genre
                .front
                .topics
                .get(step)
                .into_iter()
                .flatten()
                .take(count as usize)
                .filter_map(|name| self.bank.topic(name))
                .map(|topic| self.point(&Point::default(), &Place::of(topic), step))
                .collect()
        };
        match section.points() {
            Points::Given(points) => points
                .iter()
                .filter_map(|point| {
                    let topic = self.topic(point).or_else(|| self.bank.topic("general"))?;
                    Some(self.point(point, &Place::of(topic), step))
                })
                .collect(),
            Points::Count(count) => from_bank(*count),
            Points::Unsaid => from_bank(self.genre.front.points.get(step).copied().unwrap_or(0)),
        }
    }

    fn topic(&self, point: &Point) -> Option<&Topic> {
        self.bank.topic(point.topic.as_ref()?.value.as_str())
    }

    fn point(&self, point: &Point, place: &Place<'_>, step: &str) -> Value {
        let topic = place.topic;
        let said: Vec<&str> = point
            .aspect
            .0
            .iter()
            .filter_map(|a| Some(topic.aspect(a.value.as_str())?.id.as_str()))
            .collect();
        // An item of a running list speaks of no side unless the outline names it.
        let of_claim = || {
            let claim = point.claim.as_ref().filter(|_| place.depth < 2)?;
            Some(topic.aspect_of(claim.value.as_str())?.id.as_str())
        };
        let aspect = place
            .aspect
            .or_else(|| said.first().copied().or_else(of_claim));
        // A list of sides is all that the point speaks of.
        let aspects: Vec<&str> = match said.as_slice() {
            [] | [_] => topic.aspects.iter().map(|a| a.id.as_str()).collect(),
            sides => sides.to_vec(),
        };
        let threads = threads(&aspects, aspect);
        let points = self.inner(point, place, step);
        let spoken: Vec<&str> = points.iter().filter_map(|p| p["aspect"].as_str()).collect();
        let unspoken: Vec<&str> = aspects
            .iter()
            .copied()
            .filter(|a| !spoken.contains(a))
            .collect();
        let mut value = json!({
            "claim": point.claim.as_ref().map(|c| self.claim(c, step)),
            "topic": topic.id,
            "aspect": aspect,
            "aspects": aspects,
            "threads": threads,
            "walks": walks(&aspects),
            "unspoken": unspoken,
            "text": point.text.as_ref().map(|t| place.text(self, t)),
            "marker": marker(point.marker.as_ref()),
            "series": point.series.map(crate::terms::Series::name),
            "count": points.len(),
            "points": points,
            "facts": self.facts(&point.facts),
            "answered": self.answered(point, topic, step),
        });
        if let (Points::Count(count), Some(fields)) = (point.points(), value.as_object_mut()) {
            fields.insert("wanted".to_owned(), (*count).into());
        }
        value
    }

    /// The points below a point. Those from the bank take the aspects of its topic in order.
    fn inner(&self, point: &Point, place: &Place<'_>, step: &str) -> Vec<Value> {
        let below = |topic, aspect| Place {
            topic,
            aspect,
            depth: place.depth + 1,
        };
        let asked = self.genre.front.subpoints.get(step).copied();
        let count = match point.points() {
            Points::Given(points) => {
                return points
                    .iter()
                    .map(|inner| {
                        let topic = self.topic(inner).unwrap_or(place.topic);
                        self.point(inner, &below(topic, None), step)
                    })
                    .collect();
            }
            Points::Count(count) => asked.map_or(0, |_| *count),
            // A point that is left to the bank is left to it whole.
            Points::Unsaid if place.depth == 0 && point.claim.is_none() => asked.unwrap_or(0),
            Points::Unsaid => 0,
        };
        place
            .topic
            .aspects
            .iter()
            .take(count as usize)
            .map(|aspect| {
                let place = below(place.topic, Some(aspect.id.as_str()));
                self.point(&Point::default(), &place, step)
            })
            .collect()
    }

    /// A claim without its final mark; that of a remedy also without the 要 that the template puts before it (but 要求, 要害 …
    /// are words of their own).
    fn claim(&self, claim: &Located<Prose>, step: &str) -> String {
        let text = claim.value.as_str();
        let bare = text
            .strip_prefix('要')
            .filter(|rest| !rest.starts_with(['求', '点', '害', '务', '件', '领', '素']))
            .filter(|_| step == "remedies")
            .unwrap_or(text);
        self.named(
            bare.trim_end_matches(['。', '；', '，', '：', '、']),
            &self.origin(claim),
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

/// Five sides of a topic to speak of, one after the other. The side that the claim speaks of, where it has one, is always first,
/// and behind it come the others, beginning with each; else each side is first in turn, and the others begin with every second.
/// A topic of fewer sides repeats them.
fn threads(aspects: &[&str], claimed: Option<&str>) -> Vec<Value> {
    let firsts = aspects
        .iter()
        .filter(|a| claimed.is_none_or(|claimed| **a == claimed));
    firsts
        .flat_map(|first| {
            let mut others: Vec<&str> = aspects.iter().copied().filter(|a| a != first).collect();
            if others.is_empty() {
                others.push(first);
            }
            let count = others.len();
            let step = if claimed.is_some() { 1 } else { 2 };
            (0..count).step_by(step).map(move |at| {
                json!({
                    "first": first,
                    "second": others[at],
                    "third": others[(at + 1) % count],
                    "fourth": others[(at + 2) % count],
                    "fifth": others[(at + 3) % count],
                })
            })
        })
        .collect()
}

/// Four sides of a topic in the order of the table, each time another one left out; of a topic with fewer sides all, the last
/// ones repeated.
fn walks(aspects: &[&str]) -> Vec<Value> {
    let Some(last) = aspects.last() else {
        return Vec::new();
    };
    let left_out = if aspects.len() > 4 { aspects.len() } else { 1 };
    (0..left_out)
        .map(|out| {
            let mut sides = aspects
                .iter()
                .enumerate()
                .filter(|(at, _)| aspects.len() <= 4 || *at != out)
                .map(|(_, side)| side);
            let mut next = || sides.next().unwrap_or(last);
            json!({"first": next(), "second": next(), "third": next(), "fourth": next()})
        })
        .collect()
}

impl<'a> Place<'a> {
    /// The text of a point of a section is used as it stands; that of a point below another goes on in a sentence.
    fn text(&self, contexts: &Contexts<'_>, text: &Located<Prose>) -> String {
        if self.depth == 0 {
            contexts.whole(text)
        } else {
            contexts.words(text)
        }
    }

    fn of(topic: &'a Topic) -> Self {
        Self {
            topic,
            aspect: None,
            depth: 0,
        }
    }
}
