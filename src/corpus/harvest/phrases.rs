//! Phrases: what occurs more than once, weighed by how often, how freely and how firmly; parallels; fixed expressions; and, where
//! there are few documents, what stands once.

use super::body::Body;
use super::cohesion::Cohesion;
use super::find::Find;
use super::grams::{PLACES, repeats};
use super::hash::{self, Map, Set};
use super::known::Known;
use super::lexicon::Lexicon;
use super::single::{self, Cut};
use super::unit::{self, Class};
use super::{Kind, Options, Speech, parallel};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// All phrases, best first.
pub(super) fn phrases(
    speeches: &[Speech],
    body: &Body,
    lexicon: &Lexicon,
    known: &Known,
    cohesion: &Cohesion,
    options: &Options<'_>,
) -> Vec<Find> {
    let few = body.han() <= options.singles_below;
    let mut finds = repeated(body, lexicon, cohesion, options);
    finds.extend(parallels(body, lexicon, options, few));
    if few {
        finds.extend(singles(body, lexicon));
    }
    finds.extend(fixed(speeches, body, known));
    let finds = unite(finds);
    let finds: Vec<Find> = finds
        .into_par_iter()
        .filter(|find| !names_someone(find, lexicon, known))
        .collect();
    let mut finds = nest(finds, options.most.saturating_mul(4));
    finds.truncate(options.most);
    merge(finds)
}

/// What stands at several places.
fn repeated(
    body: &Body,
    lexicon: &Lexicon,
    cohesion: &Cohesion,
    options: &Options<'_>,
) -> Vec<Find> {
    let speeches = body.speeches.len().min(12) as f64;
    let found = repeats(body, lexicon, options.least);
    found
        .into_par_iter()
        .map(|repeat| {
            let place = |at: u32| at..at + repeat.len;
            let units = body.at(&place(repeat.at)).to_vec();
            let often = f64::from(repeat.unique).ln();
            let often = often / (often + 2.0);
            let firm = 1.0 / (1.0 + (-cohesion.weakest(&units) / 1.5).exp());
            let wide = 0.6 + 0.4 * (f64::from(repeat.spread.docs) / speeches).min(1.0);
            let score = (often * length(&units)).sqrt()
                * repeat.edge.powf(0.8)
                * firm.powf(0.5)
                * wide
                * worth(kind(&units, lexicon), &units, lexicon);
            Find {
                kind: kind(&units, lexicon),
                unique: repeat.unique,
                spread: repeat.spread,
                score: score.min(1.0),
                places: repeat.places.iter().map(|at| place(*at)).collect(),
                units,
            }
        })
        .collect()
}

/// Words of two or three characters are no phrases, and long runs are one document's own.
fn length(units: &[u16]) -> f64 {
    match unit::han(units) {
        0..=2 => 0.08,
        3 => 0.2,
        4 => 0.7,
        6..=12 => 1.0,
        13..=16 => 0.9,
        _ => 0.8,
    }
}

/// What acts is a phrase sooner than what is merely named, and lists of short words are no parallels.
fn worth(kind: Kind, units: &[u16], lexicon: &Lexicon) -> f64 {
    // 深入实施 lacks what is done.
    let lead = (2..=3).find(|n| units.len() > *n && lexicon.leads(&units[..*n]));
    let is_bare = lead.is_some_and(|n| units.len() == n + 2 && lexicon.is_verb(&units[n..]));
    if is_bare {
        return 0.35;
    }
    let last = &units[units.len().saturating_sub(2)..];
    if lexicon.is_verb(last) && !lexicon.is_noun(last) {
        return 0.5;
    }
    match kind {
        Kind::Pair => 1.1,
        Kind::Parallel => {
            let items = units.split(|u| !unit::is_han(*u));
            let (many, own) = items.fold((0, 0), |(n, _), item| (n + 1, item.len()));
            if own < 3 && many < 4 { 0.5 } else { 1.1 }
        }
        _ => 1.0,
    }
}

fn kind(units: &[u16], lexicon: &Lexicon) -> Kind {
    let items: Vec<&[u16]> = units.split(|u| unit::class(*u) == Class::Item).collect();
    if items.len() > 1 && items.iter().all(|i| i.len() == items[0].len()) {
        Kind::Parallel
    } else if lexicon.is_verb(units) && unit::han(units) >= 4 {
        Kind::Pair
    } else {
        Kind::Phrase
    }
}

/// Places by the words that stand there, in order.
fn by_words(body: &Body, mut places: Vec<Range<u32>>) -> Vec<Vec<Range<u32>>> {
    places.par_sort_by(|a, b| body.at(a).cmp(body.at(b)).then(a.start.cmp(&b.start)));
    places.dedup();
    places
        .chunk_by(|a, b| body.at(a) == body.at(b))
        .map(<[Range<u32>]>::to_vec)
        .collect()
}

fn find(body: &Body, kind: Kind, score: f64, mut places: Vec<Range<u32>>) -> Find {
    let spread = body.spread(places.iter().map(|p| p.start));
    let unique = places.len() as u32;
    let units = body.at(&places[0]).to_vec();
    places.truncate(PLACES);
    Find {
        units,
        kind,
        unique,
        spread,
        score,
        places,
    }
}

fn parallels(body: &Body, lexicon: &Lexicon, options: &Options<'_>, few: bool) -> Vec<Find> {
    let places: Vec<Range<u32>> = (0..body.len() as u32)
        .into_par_iter()
        .flat_map_iter(|p| parallel::offers(body, p, lexicon))
        .collect();
    let least = if few { 1 } else { options.least as usize };
    let groups = by_words(body, places);
    let groups = groups.into_iter().filter(|places| places.len() >= least);
    groups
        .map(|places| {
            let often = (places.len() as f64).ln();
            let score = 0.24 + 0.4 * often / (often + 2.0);
            let score = score * worth(Kind::Parallel, body.at(&places[0]), lexicon);
            find(body, Kind::Parallel, score, places)
        })
        .collect()
}

fn singles(body: &Body, lexicon: &Lexicon) -> Vec<Find> {
    let offers: Vec<(Range<u32>, Cut)> = (0..body.len() as u32)
        .into_par_iter()
        .flat_map_iter(|p| single::offers(body, p, lexicon))
        .collect();
    let mut cuts: Map<&[u16], Cut> = Map::default();
    for (place, cut) in &offers {
        let held = cuts.entry(body.at(place)).or_insert(*cut);
        *held = (*held).max(*cut);
    }
    let places = offers.iter().map(|(place, _)| place.clone()).collect();
    by_words(body, places)
        .into_iter()
        .map(|places| {
            let units = body.at(&places[0]);
            let cut = match cuts[units] {
                Cut::Whole => 0.24,
                Cut::Half => 0.18,
                Cut::Loose => 0.07,
            };
            let verb = if lexicon.is_verb(units) { 1.15 } else { 1.0 };
            let again = 1.0 + 0.2 * (places.len() as f64).ln();
            let kind = kind(units, lexicon);
            find(body, kind, cut * verb * again * length(units), places)
        })
        .collect()
}

fn fixed(speeches: &[Speech], body: &Body, known: &Known) -> Vec<Find> {
    let found: Vec<(usize, Range<u32>)> = (0..body.len() as u32)
        .into_par_iter()
        .flat_map_iter(|p| {
            let start = body.paragraph(p).start;
            let found = known.find(body.text(speeches, p)).into_iter();
            found.map(move |(n, place)| (n, start + place.start..start + place.end))
        })
        .collect();
    let mut by_number: BTreeMap<usize, Vec<Range<u32>>> = BTreeMap::new();
    for (number, place) in found {
        by_number.entry(number).or_default().push(place);
    }
    by_number
        .into_values()
        .map(|places| {
            let often = (places.len() as f64).ln();
            let score = (0.3 + 0.65 * often / (often + 1.2)) * length(body.at(&places[0])).max(0.5);
            find(body, Kind::Fixed, score, places)
        })
        .collect()
}

/// One find for the same words: the best score, and the kind that says most.
fn unite(mut finds: Vec<Find>) -> Vec<Find> {
    finds.par_sort_by(|a, b| {
        let rank = |f: &Find| match f.kind {
            Kind::Fixed => 0,
            Kind::Parallel => 1,
            _ => 2,
        };
        (&a.units, rank(a), std::cmp::Reverse(a.unique)).cmp(&(
            &b.units,
            rank(b),
            std::cmp::Reverse(b.unique),
        ))
    });
    let mut united: Vec<Find> = Vec::new();
    for find in finds {
        match united.last_mut() {
            Some(last) if last.units == find.units => {
                last.score = last.score.max(find.score);
                if find.unique > last.unique {
                    last.unique = find.unique;
                    last.spread = find.spread;
                    last.places = find.places;
                }
            }
            _ => united.push(find),
        }
    }
    united
}

fn names_someone(find: &Find, lexicon: &Lexicon, known: &Known) -> bool {
    if find.kind == Kind::Fixed && known.is_one(&unit::words(&find.units)) {
        return false;
    }
    lexicon.names_someone(&find.units, |from, to| {
        let covered = known.find(&unit::words(&find.units));
        covered
            .iter()
            .any(|(_, c)| c.start as usize <= from && to <= c.end as usize)
    })
}

/// From how many units on two that differ in one of them are the same phrase written otherwise.
const ALIKE: usize = 6;

/// Leaves out what differs from a better one in one character and stands as often: 完整、准确 and 完整，准确.
fn merge(mut finds: Vec<Find>) -> Vec<Find> {
    let mut seen: Set<(u64, u32)> = Set::default();
    finds.retain(|find| {
        if find.unique < 2 || find.units.len() < ALIKE || find.kind == Kind::Fixed {
            return true;
        }
        let mut units = find.units.clone();
        let blanks: Vec<u64> = (0..units.len())
            .map(|at| {
                let unit = std::mem::replace(&mut units[at], unit::SLOT);
                let hash = hash::of(&units);
                units[at] = unit;
                hash
            })
            .collect();
        let alike = |hash: &u64| seen.contains(&(*hash, find.unique));
        let is_new = !blanks.iter().any(alike);
        if is_new {
            seen.extend(blanks.into_iter().map(|hash| (hash, find.unique)));
        }
        is_new
    });
    finds
}

/// A phrase that nearly always stands in a longer one gives way to it. The best come first, equals as they stand in the documents.
fn nest(mut finds: Vec<Find>, most: usize) -> Vec<Find> {
    finds.par_sort_by(|a, b| {
        let place = |f: &Find| (f.places[0].start, f.units.len());
        b.score
            .total_cmp(&a.score)
            .then_with(|| place(a).cmp(&place(b)))
    });
    // Of many documents, most strings that occur twice are nobody's phrase.
    finds.truncate(most);
    let mut number: Map<u64, u32> = Map::default();
    number.reserve(finds.len());
    for (n, find) in finds.iter().enumerate() {
        number.entry(hash::of(&find.units)).or_insert(n as u32);
    }
    let absorbed: Vec<u32> = finds
        .par_iter()
        .filter(|find| find.unique > 1)
        .flat_map_iter(|long| {
            let mut inside = Vec::new();
            let units = &long.units;
            for from in 0..units.len() {
                let mut hash = hash::begin();
                for to in from + 1..=units.len() {
                    hash = hash::step(hash, u64::from(units[to - 1]));
                    let Some(n) = number.get(&hash) else { continue };
                    let short = &finds[*n as usize];
                    let nearly = u64::from(short.unique) * 10 <= u64::from(long.unique) * 11;
                    let is_other = to - from < units.len() && short.units == units[from..to];
                    if nearly && is_other && short.kind != Kind::Fixed {
                        inside.push(*n);
                    }
                }
            }
            inside
        })
        .collect();
    let mut gone = vec![false; finds.len()];
    for n in absorbed {
        gone[n as usize] = true;
    }
    let mut at = 0;
    finds.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
    finds
}
