//! What stands in a clause: where there are few documents, what stands once is offered too.

use super::body::Body;
use super::grams::MOST_HAN;
use super::lexicon::Lexicon;
use super::unit::{self, Class};
use std::ops::Range;

/// How sure it is that a phrase begins and ends where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// Within a clause, where a phrase may begin and end.
    Loose,
    /// From a verb to the end of a clause, or from its beginning to a noun.
    Half,
    /// From mark to mark.
    Whole,
}

/// The fewest Han characters of what is offered.
const LEAST_HAN: usize = 4;

/// The most characters of a line that may be a name alone.
const NAME: u32 = 4;

/// The phrases that a paragraph offers.
pub(super) fn offers(body: &Body, paragraph: u32, lexicon: &Lexicon) -> Vec<(Range<u32>, Cut)> {
    let mut found = Vec::new();
    let place = body.paragraph(paragraph);
    // A line of so few characters is somebody's name.
    if place.end - place.start <= NAME {
        return found;
    }
    let is_end = |c| !matches!(c, Class::Han | Class::Item | Class::Open | Class::Close);
    for clause in body.split(&place, is_end) {
        let items = body.split(&clause, |c| c != Class::Han);
        for item in &items {
            within(body, item, lexicon, &mut found);
            found.extend(quoted(body, item).map(|place| (place, Cut::Half)));
        }
        // Several items with the marks between them.
        for first in 0..items.len() {
            for last in first + 1..items.len().min(first + 6) {
                if last > first + 1
                    && unit::han(body.at(&(items[first + 1].start..items[last - 1].end))) > MOST_HAN
                {
                    break;
                }
                across(body, &items[first], &items[last], lexicon, &mut found);
            }
        }
    }
    found
}

/// Whether what stands beside a place is a piece of something.
fn is_masked(body: &Body, at: u32) -> bool {
    unit::class(body.units[at as usize]) == Class::Mask
}

/// How surely a phrase begins or ends at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// Behind or before a word that binds.
    Soft,
    /// With a verb or behind one; behind a noun.
    Word,
    /// At a mark.
    Mark,
}

/// Where a phrase may begin in a stretch of Han.
fn begins(body: &Body, item: &Range<u32>, lexicon: &Lexicon) -> Vec<(u32, Edge)> {
    let units = body.at(item);
    let mut starts = Vec::new();
    for n in 0..units.len() {
        let here = &units[n..];
        let edge = if n == 0 {
            if is_masked(body, item.start - 1) || !lexicon.starts_clause(here) {
                continue;
            }
            Edge::Mark
        } else if lexicon.is_preposition(units[n]) {
            Edge::Word
        } else if !lexicon.starts(here) {
            continue;
        } else if lexicon.is_verb(here)
            || lexicon.leads(&units[..n])
            || n >= 2 && lexicon.is_verb(&units[n - 2..n])
        {
            Edge::Word
        } else if lexicon.is_soft_left(units[n - 1]) {
            Edge::Soft
        } else {
            continue;
        };
        starts.push((item.start + n as u32, edge));
    }
    starts
}

/// Where a phrase may end in it.
fn ends(body: &Body, item: &Range<u32>, lexicon: &Lexicon) -> Vec<(u32, Edge)> {
    let units = body.at(item);
    let mut ends = Vec::new();
    for n in 2..=units.len() {
        let before = &units[..n];
        if !lexicon.ends(before) {
            continue;
        }
        let edge = if n == units.len() {
            if is_masked(body, item.end) {
                continue;
            }
            // 加大调整不称职、不胜任干部力度: the list may be a piece of what the phrase ends with.
            let behind = &body.units[item.end as usize + 1..];
            let is_listed = unit::class(body.units[item.start as usize - 1]) == Class::Item;
            match unit::class(body.units[item.end as usize]) {
                Class::Open => Edge::Soft,
                Class::Item if !is_listed && !lexicon.is_verb(behind) => Edge::Soft,
                _ => Edge::Mark,
            }
        } else if lexicon.is_noun(before) {
            Edge::Word
        } else if lexicon.is_soft_right(units[n]) || lexicon.is_verb(&units[n..]) {
            Edge::Soft
        } else {
            continue;
        };
        ends.push((item.start + n as u32, edge));
    }
    ends
}

/// What stands alone between quotation marks, with them: “走过场”.
fn quoted(body: &Body, item: &Range<u32>) -> Option<Range<u32>> {
    let place = item.start - 1..item.end + 1;
    let units = body.at(&place);
    let is_quoted = units[0] == unit::of('“') && units[units.len() - 1] == unit::of('”');
    (is_quoted && (LEAST_HAN - 1..=MOST_HAN).contains(&item.len())).then_some(place)
}

/// What stands between two edges.
fn cut(from: Edge, to: Edge) -> Option<Cut> {
    match (from, to) {
        (Edge::Mark, Edge::Mark) => Some(Cut::Whole),
        (Edge::Word, Edge::Mark) | (Edge::Mark, Edge::Word) => Some(Cut::Half),
        (Edge::Soft, Edge::Soft) => None,
        _ => Some(Cut::Loose),
    }
}

fn within(body: &Body, item: &Range<u32>, lexicon: &Lexicon, found: &mut Vec<(Range<u32>, Cut)>) {
    let ends = ends(body, item, lexicon);
    for (from, begins) in begins(body, item, lexicon) {
        for (to, ends) in &ends {
            let len = to.saturating_sub(from) as usize;
            let least = if begins == Edge::Mark && *ends == Edge::Mark {
                LEAST_HAN - 1
            } else {
                LEAST_HAN
            };
            if (least..=MOST_HAN).contains(&len) {
                found.extend(cut(begins, *ends).map(|cut| (from..*to, cut)));
            }
        }
    }
}

/// Runs of items: from a place where the first may begin to one where the last may end.
fn across(
    body: &Body,
    first: &Range<u32>,
    last: &Range<u32>,
    lexicon: &Lexicon,
    found: &mut Vec<(Range<u32>, Cut)>,
) {
    let ends = ends(body, last, lexicon);
    for (from, begins) in begins(body, first, lexicon) {
        for (to, ends) in &ends {
            let run = from..*to;
            let inside = body.at(&run);
            if (LEAST_HAN..=MOST_HAN).contains(&unit::han(inside)) && unit::is_paired(inside) {
                found.extend(cut(begins, *ends).map(|cut| (run, cut)));
            }
        }
    }
}
