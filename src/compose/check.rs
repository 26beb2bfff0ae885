use super::names::unknown_slots;
use crate::diag::{Diagnostic, Located, Span, both, did_you_mean, nearest};
use crate::locality::Locality;
use crate::outline::{Outline, Point, Points, Prose, Section};
use crate::phrase::{Bank, Topic};
use crate::template::Genre;
use crate::terms::Series;

/// Holds an outline against bank and genre: every unknown name, everything asked for that is not there, and, as warnings,
/// problems that no remedy answers.
pub(super) fn check(
    outline: &Outline,
    genre: &Genre,
    bank: &Bank,
    locality: &Locality,
) -> Vec<Diagnostic> {
    let mut check = Check {
        outline,
        genre,
        bank,
        found: Vec::new(),
    };
    check.found.extend(unknown_slots(&outline.source, locality));
    check.sections();
    check.answers();
    check.found
}

struct Check<'a> {
    outline: &'a Outline,
    genre: &'a Genre,
    bank: &'a Bank,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn at<T>(&self, value: &Located<T>) -> Span {
        Span::of(&self.outline.source, value)
    }

    fn sections(&mut self) {
        for section in &self.outline.fields.sections {
            self.step(&section.value);
            for fact in &section.value.standards {
                self.fact(fact);
            }
            let step = section.value.step.value.as_str();
            if let Points::Count(count) = *section.value.points() {
                let held = self.genre.front.topics.get(step).map_or(0, Vec::len);
                if count as usize > held {
                    let at = section
                        .value
                        .points
                        .as_ref()
                        .map_or_else(|| self.at(section), |p| self.at(p));
                    self.too_many(count, held, at);
                }
            }
            let series = section.value.series.map_or_else(
                || {
                    self.genre
                        .front
                        .series
                        .get(step)
                        .and_then(|s| Series::of_name(s))
                },
                Some,
            );
            let many = match section.value.points() {
                Points::Given(points) => points.len() as u32,
                Points::Count(count) => *count,
                Points::Unsaid => 0,
            };
            if let Some(most) = series.and_then(Series::most).filter(|most| many > *most) {
                let at = section
                    .value
                    .points
                    .as_ref()
                    .map_or_else(|| self.at(section), |p| self.at(p));
                self.found.push(
                    Diagnostic::error(
                        "outline.series",
                        both!(
                            "首先、其次、再次、最后只能排 {most} 条，这里有 {many} 条",
                            "首先、其次、再次、最后 number {most} points at most; here are {many}"
                        ),
                    )
                    .at(at)
                    .help(both!(
                        "改用 `series: di`（第一，第二，…）",
                        "use `series: di` (第一，第二，…)"
                    )),
                );
            }
            for point in section.value.points().given() {
                self.point(point, None, &self.at(section));
            }
        }
    }

    fn step(&mut self, section: &Section) {
        let name = section.step.value.as_str();
        if section.text.is_some() || self.genre.front.moves.iter().any(|m| m == name) {
            return;
        }
        let genre = &self.genre.name;
        let list = self.genre.front.moves.join(", ");
        let help = did_you_mean(
            nearest(name, self.genre.front.moves.iter().map(String::as_str)),
            both!(
                "这个体裁有：{list}；别的内容可以用 `text:` 写全",
                "this genre has: {list}; anything else can be given whole as `text:`"
            ),
        );
        self.found.push(
            Diagnostic::error(
                "outline.move",
                both!(
                    "体裁 `{genre}` 没有语步 `{name}`",
                    "the genre `{genre}` has no move `{name}`"
                ),
            )
            .at(self.at(&section.step))
            .help(help),
        );
    }

    fn point(&mut self, point: &Point, above: Option<&Topic>, place: &Span) {
        let topic = match &point.topic {
            Some(name) => self.topic(name),
            None => above.map(|t| t.id.clone()),
        };
        for fact in &point.facts {
            self.fact(fact);
        }
        let bank = self.bank;
        let topic = topic
            .and_then(|id| bank.topic(&id))
            .or_else(|| bank.topic("general"));
        for (aspect, topic) in point.aspect.0.iter().zip(topic.into_iter().cycle()) {
            self.aspect(aspect, topic);
        }
        let place = point
            .points
            .as_ref()
            .map_or_else(|| place.clone(), |p| self.at(p));
        if let (Points::Count(count), Some(topic)) = (point.points(), topic)
            && *count as usize > topic.aspects.len()
        {
            self.too_many(*count, topic.aspects.len(), place.clone());
        }
        for inner in point.points().given() {
            self.point(inner, topic, &place);
        }
    }

    fn topic(&mut self, name: &Located<Prose>) -> Option<String> {
        let text = name.value.as_str();
        if let Some(topic) = self.bank.topic(text) {
            return Some(topic.id.clone());
        }
        let list: Vec<&str> = self.bank.topics().iter().map(|t| t.id.as_str()).collect();
        let list = list.join(", ");
        let help = match self.bank.nearest_topic(text) {
            Some(near) => both!(
                "是不是想写 `{near}`？可以写：{list}",
                "did you mean `{near}`? one of: {list}"
            ),
            None => both!("可以写：{list}", "one of: {list}"),
        };
        self.found.push(
            Diagnostic::error(
                "outline.topic",
                both!("没有题材 `{text}`", "unknown topic `{text}`"),
            )
            .at(self.at(name))
            .help(help),
        );
        None
    }

    fn aspect(&mut self, name: &Located<Prose>, topic: &Topic) {
        let text = name.value.as_str();
        if topic.aspect(text).is_some() {
            return;
        }
        let all = || {
            topic
                .aspects
                .iter()
                .flat_map(|a| [a.id.as_str(), a.name.as_str()])
        };
        let list: Vec<&str> = topic.aspects.iter().map(|a| a.id.as_str()).collect();
        let (list, id) = (list.join(", "), &topic.id);
        self.found.push(
            Diagnostic::error(
                "outline.aspect",
                both!(
                    "题材 `{id}` 没有 `{text}` 这一面",
                    "the topic `{id}` has no aspect `{text}`"
                ),
            )
            .at(self.at(name))
            .help(did_you_mean(
                nearest(text, all()),
                both!("可以写：{list}", "one of: {list}"),
            )),
        );
    }

    fn fact(&mut self, name: &Located<Prose>) {
        if self.outline.fields.facts.contains_key(&name.value) {
            return;
        }
        let text = name.value.as_str();
        let known = self.outline.fields.facts.keys().map(Prose::as_str);
        let help = did_you_mean(
            nearest(text, known),
            both!(
                "在 `facts:` 下补上 `{text}: {{text: …}}`",
                "add `{text}: {{text: …}}` under `facts:`"
            ),
        );
        self.found.push(
            Diagnostic::error(
                "outline.fact",
                both!("没有材料 `{text}`", "there is no fact `{text}`"),
            )
            .at(self.at(name))
            .help(help),
        );
    }

    fn too_many(&mut self, count: u32, held: usize, at: Span) {
        self.found.push(
            Diagnostic::error(
                "outline.too-many",
                both!(
                    "要从语料里取 {count} 条，这里只有 {held} 条",
                    "{count} points are to come from the bank, which holds {held} here"
                ),
            )
            .at(at)
            .help(both!(
                "改小，或把要点写出来",
                "ask for fewer, or write the points"
            )),
        );
    }

    /// The topics of the points of a move, each with the place of its point.
    fn topics_of(&self, step: &str) -> Vec<(String, &'a Point)> {
        let outline: &'a Outline = self.outline;
        outline
            .fields
            .sections
            .iter()
            .filter(|s| s.value.step.value.as_str() == step)
            .flat_map(|s| s.value.points().given())
            .filter_map(|p| {
                let topic = self.bank.topic(p.topic.as_ref()?.value.as_str())?;
                Some((topic.id.clone(), p))
            })
            .collect()
    }

    fn answers(&mut self) {
        let problems = self.topics_of("problems");
        let remedies = self.topics_of("remedies");
        let mut answered: Vec<String> = remedies.iter().map(|(topic, _)| topic.clone()).collect();
        let mut found = Vec::new();
        let outline: &'a Outline = self.outline;
        let given: Vec<&Located<Prose>> = outline
            .fields
            .sections
            .iter()
            .flat_map(|s| s.value.points().given())
            .flat_map(|p| &p.answers)
            .collect();
        for name in given {
            let Some(topic) = self.topic(name) else {
                continue;
            };
            if !problems.is_empty() && !problems.iter().any(|(t, _)| *t == topic) {
                let list: Vec<&str> = problems.iter().map(|(t, _)| t.as_str()).collect();
                let list = list.join(", ");
                found.push(
                    Diagnostic::error(
                        "outline.answers",
                        both!(
                            "没有哪个问题的题材是 `{topic}`",
                            "no problem has the topic `{topic}`"
                        ),
                    )
                    .at(self.at(name))
                    .help(both!("问题的题材有：{list}", "the problems have: {list}")),
                );
            }
            answered.push(topic);
        }
        if !remedies.is_empty() {
            for (topic, point) in &problems {
                if let (false, Some(claim)) = (answered.contains(topic), &point.claim) {
                    let text = claim.value.as_str();
                    found.push(
                        Diagnostic::warning(
                            "outline.unanswered",
                            both!(
                                "问题“{text}”没有对应的举措",
                                "no remedy answers the problem “{text}”"
                            ),
                        )
                        .at(self.at(claim))
                        .help(both!(
                            "在一条举措里写 `answers: [{topic}]`",
                            "write `answers: [{topic}]` in a remedy"
                        )),
                    );
                }
            }
        }
        self.found.extend(found);
    }
}
