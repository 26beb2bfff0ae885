use super::{Fields, FactKind, Outline, Point, Points};
use crate::diag::{Diagnostic, Faults, Result, Source, Span, both, parse_yaml};
use std::sync::Arc;

/// The most points that one list of an outline may have or ask for.
pub const MOST_POINTS: u32 = 20;

/// Reads an outline.
///
/// # Errors
/// The first fault of shape; or all faults of sense that the outline alone shows.
pub fn load(source: &Arc<Source>) -> Result<Outline> {
    let fields: Fields = parse_yaml(source)?;
    let outline = Outline {
        fields,
        source: Arc::clone(source),
    };
    Faults::unless_empty(judge(&outline))?;
    Ok(outline)
}

fn judge(outline: &Outline) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, fact) in &outline.fields.facts {
        if fact.value.kind() == FactKind::Quotation && fact.value.source().is_none() {
            found.push(
                Diagnostic::error(
                    "outline.quotation",
                    both!("引语 `{name}` 没有出处", "the quotation `{name}` has no source"),
                )
                .at(Span::of(&outline.source, fact))
                .help(both!("补上 `source: …`，写明是谁说的", "add `source: …`: who said it")),
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
            .help(both!("在 `sections:` 下写 `- move: opening` 等", "write `- move: opening` and so on under `sections:`")),
        );
    }
    for section in &outline.fields.sections {
        let at = Span::of(&outline.source, section);
        too_many(&section.value.points, &at, &mut found);
        for point in section.value.points.given() {
            below(outline, point, &at, &mut found);
        }
    }
    found
}

fn below(outline: &Outline, point: &Point, above: &Span, found: &mut Vec<Diagnostic>) {
    let at = point
        .claim
        .as_ref()
        .map_or_else(|| above.clone(), |c| Span::of(&outline.source, c));
    too_many(&point.points, &at, found);
    for inner in point.points.given() {
        below(outline, inner, &at, found);
    }
}

fn too_many(points: &Points, at: &Span, found: &mut Vec<Diagnostic>) {
    let count = match points {
        Points::Unsaid => return,
        Points::Count(count) => *count,
        Points::Given(points) => points.len() as u32,
    };
    if !(1..=MOST_POINTS).contains(&count) {
        found.push(
            Diagnostic::error(
                "outline.points",
                both!(
                    "一处要 {count} 条，只能是 1 到 {MOST_POINTS} 条",
                    "{count} points in one place; there can be 1 to {MOST_POINTS}"
                ),
            )
            .at(at.clone())
            .help(both!("改小，或分成几个部分", "ask for fewer, or make several sections")),
        );
    }
}
