//! Parallels: clauses or items of one length in a row, 谋划在先、部署在前.

use super::body::Body;
use super::grams::MOST_HAN;
use super::lexicon::Lexicon;
use super::unit::{self, Class};
use std::ops::Range;

/// The parallels of a paragraph.
pub(super) fn offers(body: &Body, paragraph: u32, lexicon: &Lexicon) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let place = body.paragraph(paragraph);
    for sentence in body.split(&place, |c| !is_within(c)) {
        // Runs of stretches of Han with one kind of mark between them.
        let parts = body.split(&sentence, |c| c != Class::Han);
        for mark in [Class::Item, Class::Clause] {
            let mut from = 0;
            for to in 1..=parts.len() {
                let joined = to < parts.len()
                    && parts[to].start == parts[to - 1].end + 1
                    && unit::class(body.units[parts[to - 1].end as usize]) == mark;
                if !joined {
                    run(body, &parts[from..to], mark, lexicon, &mut found);
                    from = to;
                }
            }
        }
    }
    found
}

fn is_within(class: Class) -> bool {
    matches!(class, Class::Han | Class::Item | Class::Clause)
}

/// The stretches of one length in a run of them; the first may have words before it and the last behind it.
fn run(
    body: &Body,
    parts: &[Range<u32>],
    mark: Class,
    lexicon: &Lexicon,
    found: &mut Vec<Range<u32>>,
) {
    let len = |part: &Range<u32>| (part.end - part.start) as usize;
    for first in 0..parts.len() {
        for last in first + 1..parts.len() {
            let many = last - first + 1;
            // The length is that of the inner ones; of two, that of the shorter, or the four of a set phrase.
            let shorter = len(&parts[first]).min(len(&parts[last]));
            let inner = (many > 2).then(|| len(&parts[first + 1]));
            if parts[first + 1..last].iter().any(|p| Some(len(p)) != inner) {
                break;
            }
            let lengths = match inner {
                Some(own) => vec![own],
                None if shorter > 4 => vec![shorter, 4],
                None => vec![shorter],
            };
            for own in lengths {
                if own * many > MOST_HAN || !(2..=10).contains(&own) || own * many < 4 {
                    continue;
                }
                // What stands closer to its neighbour outside is no part of it.
                let outer = [parts[first].start - 1, parts[last].end];
                let is_closer = outer
                    .iter()
                    .any(|at| unit::class(body.units[*at as usize]) == Class::Item);
                if shorter >= own && !(mark == Class::Clause && is_closer) {
                    found.extend(whole(body, &parts[first], &parts[last], own, lexicon));
                }
            }
        }
    }
}

/// From the last `own` of one stretch to the first `own` of another, where nothing is torn apart.
fn whole(
    body: &Body,
    first: &Range<u32>,
    last: &Range<u32>,
    own: usize,
    lexicon: &Lexicon,
) -> Option<Range<u32>> {
    let own = own as u32;
    let place = first.end - own..last.start + own;
    let behind = body.units[place.end as usize];
    let is_masked = |at: u32| unit::class(body.units[at as usize]) == Class::Mask;
    if is_masked(place.start - 1) || is_masked(place.end) {
        return None;
    }
    let is_cut = last.end - last.start > own;
    if is_cut && !lexicon.is_soft_right(behind) && !lexicon.is_head(behind) {
        return None;
    }
    let before = &body.units[first.start as usize..place.start as usize];
    let is_clean = match before {
        [] => true,
        [.., last] => {
            lexicon.is_soft_left(*last)
                || lexicon.leads(before)
                || before.len() >= 2 && lexicon.is_verb(&before[before.len() - 2..])
        }
    };
    // A set phrase has four characters; of a long list it is plain where its first begins.
    if !is_clean && !(3..=4).contains(&own) && (place.end - place.start + 1) / (own + 1) < 4 {
        return None;
    }
    let units = body.at(&place);
    // Those that all begin alike may begin with any word: 对内严格，对外平等.
    let alike = body.units[last.start as usize] == units[0];
    ((alike || lexicon.starts(units)) && lexicon.ends(units)).then_some(place)
}
