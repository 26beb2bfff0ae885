//! What stands side by side in a document: headings and first sentences of neighbouring paragraphs, sentences of a paragraph,
//! clauses of a sentence, items of a list.

use super::align::LONGEST;
use super::body::Body;
use super::unit::{self, Class};
use std::collections::BTreeMap;
use std::ops::Range;

/// Siblings in order.
pub(super) type Siblings = Vec<Range<u32>>;

/// The families of markers; siblings are of one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    None,
    Numeral,
    Bracket,
    Arabic,
    Is,
    Ordinal,
}

/// The siblings among the first sentences of a speech's paragraphs.
pub(super) fn of_paper(body: &Body, paragraphs: &[u32]) -> Vec<Siblings> {
    let mut families: BTreeMap<Family, (Siblings, Siblings)> = BTreeMap::new();
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

/// A sentence without the marker before it: 一、 （一） 1. 一是 一要 首先，
fn unmark(body: &Body, place: Range<u32>) -> (Family, Range<u32>) {
    const NUMERALS: &str = "一二三四五六七八九十";
    let words: Vec<char> = body
        .at(&place)
        .iter()
        .take(6)
        .map(|u| char::from_u32(u32::from(*u)).unwrap_or('\0'))
        .collect();
    let numerals = words.iter().take_while(|c| NUMERALS.contains(**c)).count();
    let digits = words.iter().take_while(|c| c.is_ascii_digit()).count();
    let next = |n: usize| words.get(n).copied().unwrap_or('\0');
    let (family, len) = if (1..=3).contains(&numerals) && next(numerals) == '、' {
        (Family::Numeral, numerals + 1)
    } else if numerals > 0 && "是要".contains(next(numerals)) {
        (Family::Is, numerals + 1)
    } else if digits > 0 && "、.．".contains(next(digits)) {
        (Family::Arabic, digits + 1)
    } else if next(0) == '（' && words[1..].iter().position(|c| *c == '）').is_some() {
        let close = words.iter().position(|c| *c == '）').unwrap_or(0);
        (Family::Bracket, close + 1)
    } else if next(0) == '第' && NUMERALS.contains(next(1)) {
        (
            Family::Ordinal,
            2 + usize::from(!unit::is_han(unit::of(next(2)))),
        )
    } else if ["首先", "其次", "再次", "最后"].contains(&&*words.iter().take(2).collect::<String>())
    {
        (Family::Ordinal, 2 + usize::from("，、".contains(next(2))))
    } else {
        (Family::None, 0)
    };
    let from = (place.start + len as u32).min(place.end);
    (family, from..place.end)
}
