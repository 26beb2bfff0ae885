//! Patterns induced from siblings: each pair laid side by side, frames that recur put together, special ones folded into those that
//! hold all their instances.

use super::align::{self, frames, may_share};
use super::body::Body;
use super::cohesion::Cohesion;
use super::frame::{Fit, fit, refine};
use super::hash::{self, Map};
use super::lexicon::Lexicon;
use super::sibling::{Siblings, of_paper, of_paragraph};
use super::unit::{self, Class, SLOT};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many siblings on one is laid beside.
const REACH: usize = 5;

/// A pattern with its instances.
pub(super) struct Pattern {
    /// Its frame.
    pub frame: Vec<u16>,
    /// Where it stands, and what fills its slots there.
    pub instances: Vec<(Range<u32>, Vec<Range<u32>>)>,
    /// How good it looks.
    pub score: f64,
}

/// A frame found between two siblings, told by its hash: the frames themselves would take the memory of many documents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Trace {
    hash: u64,
    a: (u32, u16),
    b: (u32, u16),
}

/// The patterns of all siblings, at most `most` of them.
pub(super) fn patterns(
    body: &Body,
    lexicon: &Lexicon,
    cohesion: &Cohesion,
    most: usize,
) -> Vec<Pattern> {
    let traces = |siblings: Vec<Siblings>| {
        let mut traces = Vec::new();
        for list in siblings {
            for (n, a) in list.iter().enumerate() {
                for b in list[n + 1..].iter().take(REACH) {
                    let (x, y) = (body.at(a), body.at(b));
                    if x == y || !may_share(x, y) {
                        continue;
                    }
                    let end = |r: &Range<u32>| (r.start, (r.end - r.start) as u16);
                    traces.extend(frames(x, y, lexicon).iter().map(|frame| Trace {
                        hash: hash::of(frame),
                        a: end(a),
                        b: end(b),
                    }));
                }
            }
        }
        traces
    };
    let mut all: Vec<Trace> = (0..body.len() as u32)
        .into_par_iter()
        .flat_map_iter(|p| traces(of_paragraph(body, p)))
        .collect();
    all.par_extend(
        body.speeches
            .par_iter()
            .flat_map_iter(|p| traces(of_paper(body, p))),
    );
    all.par_sort_unstable();
    all.dedup();
    let groups: Vec<&[Trace]> = all.chunk_by(|a, b| a.hash == b.hash).collect();
    let mut found: Vec<Pattern> = groups
        .par_iter()
        .flat_map_iter(|group| gather(body, group, lexicon, cohesion))
        .collect();
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.frame.cmp(&b.frame))
    });
    found.dedup_by(|a, b| a.frame == b.frame);
    found.truncate(most * 2);
    let mut found = fold(found);
    found.truncate(most);
    found.par_iter_mut().for_each(|p| {
        if let Some(whole) = complete(body, p, lexicon, cohesion) {
            *p = whole;
        }
    });
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.frame.cmp(&b.frame))
    });
    found
}

fn range(place: (u32, u16)) -> Range<u32> {
    place.0..place.0 + u32::from(place.1)
}

/// The patterns that a frame makes with all who share it: as it is, and with its slots parted further.
fn gather(body: &Body, group: &[Trace], lexicon: &Lexicon, cohesion: &Cohesion) -> Vec<Pattern> {
    let (a, b) = (range(group[0].a), range(group[0].b));
    let shared = frames(body.at(&a), body.at(&b), lexicon);
    let Some(frame) = shared.into_iter().find(|f| hash::of(f) == group[0].hash) else {
        return Vec::new();
    };
    let mut places: Vec<(u32, u16)> = group.iter().flat_map(|t| [t.a, t.b]).collect();
    places.sort_unstable();
    places.dedup();
    let places: Vec<Range<u32>> = places.into_iter().map(range).collect();
    let texts: Vec<&[u16]> = places.iter().map(|p| body.at(p)).collect();
    // A sample that is the same in whatever order the documents came.
    let mut sample = texts.clone();
    sample.sort_unstable();
    sample.dedup();
    sample.truncate(SAMPLE);
    let refined = refine(&frame, &sample, lexicon);
    let mut found: Vec<Pattern> = Vec::new();
    for frame in [Some(&frame), Some(&refined).filter(|r| **r != frame)]
        .into_iter()
        .flatten()
    {
        found.extend(pattern(body, frame, &places, lexicon, cohesion));
    }
    found
}

fn pattern(
    body: &Body,
    frame: &[u16],
    places: &[Range<u32>],
    lexicon: &Lexicon,
    cohesion: &Cohesion,
) -> Option<Pattern> {
    let mut by_words: BTreeMap<&[u16], (Range<u32>, Fit)> = BTreeMap::new();
    let mut instances = Vec::new();
    for place in places {
        let text = body.at(place);
        let Some(fit) = fit(frame, text) else {
            continue;
        };
        let shift = |r: &Range<usize>| place.start + r.start as u32..place.start + r.end as u32;
        instances.push((shift(&fit.place), fit.fillers.iter().map(shift).collect()));
        by_words.insert(&text[fit.place.clone()], (place.clone(), fit));
    }
    instances.sort_by_key(|(place, _): &(Range<u32>, Vec<Range<u32>>)| (place.start, place.end));
    instances.dedup();
    let distinct = by_words.len();
    let docs = body.spread(instances.iter().map(|i| i.0.start)).docs;
    let is_whole = distinct >= 2 && align::is_sound(frame, lexicon);
    (is_whole && !tears(body, frame, &instances, cohesion)).then(|| Pattern {
        score: score(docs, frame, distinct, &by_words, lexicon),
        frame: frame.to_vec(),
        instances,
    })
}

/// Whether a slot tears a word apart: in all instances what fills it hangs together with the character beside it more firmly than
/// this does with its own words. 加强农{}建设, 农 being of 农业 and 农村.
fn tears(
    body: &Body,
    frame: &[u16],
    instances: &[(Range<u32>, Vec<Range<u32>>)],
    cohesion: &Cohesion,
) -> bool {
    let mut slot = 0;
    for at in 0..frame.len() {
        if frame[at] != SLOT {
            continue;
        }
        let filled = |side: &dyn Fn(&Range<u32>) -> u32| -> Vec<u16> {
            let units = instances
                .iter()
                .map(|i| body.units[side(&i.1[slot]) as usize]);
            units.collect()
        };
        let firmer = |own: Option<f64>, across: &dyn Fn(u16) -> Option<f64>, beside: &[u16]| {
            own.is_some_and(|own| {
                beside
                    .iter()
                    .all(|u| across(*u).is_some_and(|a| a > own + 1.0 && a > 2.0))
            })
        };
        if let [.., inner, edge] = frame[..at] {
            let across = |u: u16| cohesion.word(edge, u);
            if firmer(cohesion.joint(inner, edge), &across, &filled(&|f| f.start)) {
                return true;
            }
        }
        if let [edge, inner, ..] = frame[at + 1..] {
            let across = |u: u16| cohesion.word(u, edge);
            if firmer(
                cohesion.joint(edge, inner),
                &across,
                &filled(&|f| f.end - 1),
            ) {
                return true;
            }
        }
        slot += 1;
    }
    false
}

fn score(
    docs: u32,
    frame: &[u16],
    distinct: usize,
    by_words: &BTreeMap<&[u16], (Range<u32>, Fit)>,
    lexicon: &Lexicon,
) -> f64 {
    let fixed = frame
        .iter()
        .filter(|u| unit::is_han(**u))
        .map(|u| if lexicon.is_empty(*u) { 0.6 } else { 1.0 })
        .sum::<f64>();
    let slots = frame.iter().filter(|u| **u == SLOT).count();
    let all: usize = by_words.values().map(|(_, f)| f.fillers.len()).sum();
    let long: usize = by_words
        .iter()
        .map(|(_, (_, f))| f.fillers.iter().map(ExactSizeIterator::len).sum::<usize>())
        .sum();
    let mean = long as f64 / all.max(1) as f64;
    let masked = by_words
        .keys()
        .filter(|w| w.iter().any(|u| unit::class(*u) == Class::Mask))
        .count() as f64
        / distinct as f64;
    let support = 1.0 - (-(distinct as f64 - 1.0) / 1.5).exp();
    // What one document alone says so is its own structure.
    let wide = 0.7 + 0.1 * f64::from(docs.min(3));
    let said = fixed / (fixed + 3.0);
    let open = frame.first() == Some(&SLOT) || frame.last() == Some(&SLOT);
    // A verb and all that follows is hardly a pattern.
    let bare = if slots == 1 && open { 0.6 } else { 1.0 };
    // What begins with a slot and goes on with a word here and there is chance, unless it is long.
    let vague = if frame[0] == SLOT && fixed < 6.0 {
        0.5
    } else {
        1.0
    };
    let wordy = (8.0 / mean.max(8.0)).sqrt();
    wide * support
        * said
        * 0.93f64.powf(slots as f64 - 1.0)
        * bare
        * vague
        * wordy
        * (1.0 - 0.5 * masked)
}

/// Up to how many instances more are looked for: what has many needs no more.
const FEW: usize = 16;

/// How many instances decide whether slots are parted further.
const SAMPLE: usize = 64;

/// The pattern with what else fits it in its paragraphs: siblings too far apart, or with words before them.
fn complete(
    body: &Body,
    pattern: &Pattern,
    lexicon: &Lexicon,
    cohesion: &Cohesion,
) -> Option<Pattern> {
    if pattern.instances.len() > FEW {
        return None;
    }
    let frame = &pattern.frame;
    let clauses = |units: &[u16]| {
        units
            .iter()
            .filter(|u| unit::class(**u) == Class::Clause)
            .count()
    };
    let many = clauses(frame);
    // A short frame is found within other words too easily.
    let anywhere = unit::han(frame) >= 4 && frame[0] != SLOT;
    let mut places: Vec<Range<u32>> = pattern.instances.iter().map(|i| i.0.clone()).collect();
    let mut paragraphs: Vec<u32> = places.iter().map(|p| body.paragraph_of(p.start)).collect();
    paragraphs.dedup();
    for list in paragraphs.into_iter().flat_map(|p| of_paragraph(body, p)) {
        for place in list {
            let text = body.at(&place);
            let fits = (clauses(text) == many).then(|| fit(frame, text)).flatten();
            if let Some(fit) = fits.filter(|f| anywhere || f.place.start == 0) {
                places
                    .push(place.start + fit.place.start as u32..place.start + fit.place.end as u32);
            }
        }
    }
    self::pattern(body, frame, &places, lexicon, cohesion)
}

/// Leaves out a pattern where a better one holds all its instances.
fn fold(found: Vec<Pattern>) -> Vec<Pattern> {
    let mut kept: Vec<Pattern> = Vec::new();
    // Paragraph ends are in no place, so the end of an instance tells where it stands whatever it begins with.
    let mut holders: Map<u32, Vec<usize>> = Map::default();
    for pattern in found {
        let starts: Vec<u32> = pattern.instances.iter().map(|i| i.0.start).collect();
        let held = holders.get(&starts[0]).is_some_and(|list| {
            list.iter().any(|n| {
                let other = &kept[*n];
                // A frame and the same with slots parted further are both of use.
                other.instances.len() > pattern.instances.len()
                    && starts.iter().all(|s| {
                        other
                            .instances
                            .binary_search_by(|i| i.0.start.cmp(s))
                            .is_ok()
                    })
                    || other.instances.len() == pattern.instances.len()
                        && other
                            .instances
                            .iter()
                            .zip(&pattern.instances)
                            .all(|(a, b)| a.0 == b.0)
                        && !parts(&pattern.frame, &other.frame)
                        && !parts(&other.frame, &pattern.frame)
            })
        });
        if held {
            continue;
        }
        for start in starts {
            holders.entry(start).or_default().push(kept.len());
        }
        kept.push(pattern);
    }
    kept
}

/// Whether one frame is the other with slots parted at single characters.
fn parts(fine: &[u16], coarse: &[u16]) -> bool {
    let fine_slots = fine.iter().filter(|u| **u == SLOT).count();
    let coarse_slots = coarse.iter().filter(|u| **u == SLOT).count();
    fine_slots > coarse_slots && unit::han(fine) - unit::han(coarse).min(unit::han(fine)) <= 2
}
