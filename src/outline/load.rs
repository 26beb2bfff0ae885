use super::keys::{KEYS, chinese};
use super::{FactKind, Fields, Outline, Points};
use crate::diag::{Diagnostic, Faults, Located, Result, Source, Span, both, parse_yaml};
use std::sync::Arc;

/// The most points that one list of an outline may have or ask for.
pub const MOST_POINTS: u32 = 20;

/// How many points may be written out in one place.
const MOST_GIVEN: u32 = 99;

/// Reads an outline.
///
/// # Errors
/// The first fault of shape; or all faults of sense that the outline alone shows.
pub fn load(source: &Arc<Source>) -> Result<Outline> {
    let fields: Fields = parse_yaml(source).map_err(|found| point_at_alias(found, source))?;
    let outline = Outline {
        fields,
        source: Arc::clone(source),
        set: String::new(),
    };
    Faults::unless_empty(judge(&outline))?;
    Ok(outline)
}

/// A key given in both languages is found only when the whole is read; its second place is looked for here.
fn point_at_alias(mut found: Faults, source: &Arc<Source>) -> Faults {
    for fault in found
        .0
        .iter_mut()
        .filter(|f| f.code == "yaml.duplicate-key")
    {
        let said = fault.message.text(crate::diag::Lang::English);
        let Some(name) = said.split('`').nth(1) else {
            continue;
        };
        let others: Vec<&str> = KEYS
            .iter()
            .flat_map(|(object, _)| chinese(object, name))
            .copied()
            .collect();
        let is_key = |line: &str| {
            let key = line.split([':', '：']).next().unwrap_or("").trim();
            key == name || others.contains(&key)
        };
        let mut at = 0;
        let mut places = Vec::new();
        for line in source.text().split_inclusive('\n') {
            if is_key(line) {
                places.push(at..at + line.find(':').unwrap_or(0));
            }
            at += line.len();
        }
        if let Some(second) = places.into_iter().nth(1) {
            fault.span = Some(source.span(second));
        }
    }
    found
}

fn judge(outline: &Outline) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, fact) in &outline.fields.facts {
        if fact.value.kind() == FactKind::Quotation && fact.value.source().is_none() {
            found.push(
                Diagnostic::error(
                    "outline.quotation",
                    both!(
                        "引语 `{name}` 没有出处",
                        "the quotation `{name}` has no source"
                    ),
                )
                .at(Span::of(&outline.source, fact))
                .help(both!(
                    "补上 `source: …`，写明是谁说的",
                    "add `source: …`: who said it"
                )),
            );
        }
    }
    if outline.fields.sections.is_empty() {
        found.push(
            Diagnostic::error(
                "outline.no-section",
                both!("提纲里没有部分", "the outline has no section"),
            )
            .at(outline.source.start())
            .help(both!(
                "在 `sections:` 下写 `- move: opening` 等",
                "write `- move: opening` and so on under `sections:`"
            )),
        );
    }
    for section in &outline.fields.sections {
        too_many(outline, section.value.points.as_ref(), &mut found);
    }
    found
}

fn too_many(outline: &Outline, points: Option<&Located<Points>>, found: &mut Vec<Diagnostic>) {
    let Some(points) = points else { return };
    let (count, most) = match &points.value {
        Points::Unsaid => return,
        Points::Count(count) => (*count, MOST_POINTS),
        Points::Given(points) => (points.len() as u32, MOST_GIVEN),
    };
    if !(1..=most).contains(&count) {
        found.push(
            Diagnostic::error(
                "outline.points",
                both!(
                    "一处要 {count} 条，只能是 1 到 {most} 条",
                    "{count} points in one place; there can be 1 to {most}"
                ),
            )
            .at(Span::of(&outline.source, points))
            .help(both!(
                "改小，或分成几个部分",
                "ask for fewer, or make several sections"
            )),
        );
    }
    for point in points.value.given() {
        too_many(outline, point.points.as_ref(), found);
    }
}
