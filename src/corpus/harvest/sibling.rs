//! What stands side by side in a document: headings and first sentences of neighbouring paragraphs, sentences of a paragraph,
//! clauses of a sentence, items of a list.

use super::align::LONGEST;
use super::body::Body;
use super::unit::Class;
use crate::corpus::marker::{Family, marker};
use std::collections::BTreeMap;
use std::ops::Range;

/// Siblings in order.
pub(super) type Siblings = Vec<Range<u32>>;

/// The siblings among the first sentences of a speech's paragraphs.
pub(super) fn of_paper(body: &Body, paragraphs: &[u32]) -> Vec<Siblings> {
    let mut families: BTreeMap<Option<Family>, (Siblings, Siblings)> = BTreeMap::new();
    for paragraph in paragraphs {
        let place = body.paragraph(*paragraph);
        let Some(sentence) = body.split(&place, |c| c == Class::Stop).into_iter().next() else {
            continue;
        };
        let (family, sentence) = unmark(body, sentence);
        let (heads, clauses) = families.entry(family).or_default();
        if let Some(clause) = body.split(&sentence, is_clause).into_iter().next() {
            clauses.push(clause);
        }
        if fits(&sentence) {
            heads.push(sentence);
        }
    }
    let lists = families.into_values();
    lists.flat_map(|(a, b)| [a, b]).filter(is_some).collect()
}

/// The siblings inside of a paragraph.
pub(super) fn of_paragraph(body: &Body, paragraph: u32) -> Vec<Siblings> {
    let mut found = Vec::new();
    let place = body.paragraph(paragraph);
    let (mut firsts, mut wholes) = (Siblings::new(), Siblings::new());
    for sentence in body.split(&place, |c| c == Class::Stop) {
        let mut clauses = Siblings::new();
        for part in body.split(&sentence, |c| c == Class::Part) {
            let (_, part) = unmark(body, part);
            let mut inner = body.split(&part, is_clause);
            firsts.extend(inner.first().cloned());
            if inner.len() > 1 && fits(&part) {
                wholes.push(part);
            }
            for clause in &inner {
                let items = body.split(clause, |c| c == Class::Item);
                if items.len() > 1 {
                    found.push(items);
                }
            }
            clauses.append(&mut inner);
        }
        found.push(clauses);
    }
    found.push(firsts);
    found.push(wholes);
    found.retain(is_some);
    found
}

fn is_some(siblings: &Siblings) -> bool {
    siblings.len() > 1
}

fn fits(place: &Range<u32>) -> bool {
    (place.end - place.start) as usize <= LONGEST
}

fn is_clause(class: Class) -> bool {
    matches!(class, Class::Clause | Class::Part | Class::Break)
}

/// How many characters a marker may take.
const MARKER: usize = 14;

/// A sentence without the marker before it, with the family of that; those that are mixed in one series are one.
fn unmark(body: &Body, place: Range<u32>) -> (Option<Family>, Range<u32>) {
    let units = body.at(&place).iter().take(MARKER);
    let words: String = units
        .map(|u| char::from_u32(u32::from(*u)).unwrap_or_default())
        .collect();
    let Some(found) = marker(&words, true) else {
        return (None, place);
    };
    let family = match found.family {
        Family::Yao | Family::Zhua => Family::Shi,
        Family::Shouxian => Family::Di,
        other => other,
    };
    let from = place.start + words[..found.len].chars().count() as u32;
    (Some(family), from.min(place.end)..place.end)
}
