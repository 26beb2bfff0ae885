//! The strings that occur more than once: all places sorted by the words that follow, bucket by bucket, so that what is in memory
//! at a time is one bucket a thread. Every string found is maximal: no longer one stands at all its places.

use super::body::{Body, Spread};
use super::lexicon::Lexicon;
use super::unit::{self, Class};
use rayon::prelude::*;

/// The most units of a string: twenty Han characters and the marks between them.
const LONGEST: usize = 28;

/// The most Han characters of a phrase.
pub(super) const MOST_HAN: usize = 20;

/// A string that occurs more than once.
pub(super) struct Repeat {
    /// One of its places.
    pub at: u32,
    /// Its units.
    pub len: u32,
    /// Its places, copies of paragraphs apart.
    pub unique: u32,
    /// How it is spread over the documents.
    pub spread: Spread,
    /// How freely it begins and ends.
    pub edge: f64,
    /// Some of its places.
    pub places: Vec<u32>,
}

/// How many places of a string are kept.
pub(super) const PLACES: usize = 8;

/// All strings that stand at `least` places or more and may be a phrase.
pub(super) fn repeats(body: &Body, lexicon: &Lexicon, least: u32) -> Vec<Repeat> {
    let begins = |at: usize| {
        let unit = body.units[at];
        match unit::class(unit) {
            Class::Han => lexicon.starts(&body.units[at..(at + 3).min(body.units.len())]),
            Class::Open => true,
            _ => false,
        }
    };
    // Where the places of each first unit begin among all.
    let mut counts = vec![0u32; 1 << 16];
    for at in 0..body.units.len() {
        if begins(at) {
            counts[body.units[at] as usize] += 1;
        }
    }
    let mut ends: Vec<u32> = Vec::with_capacity(counts.len());
    let mut sum = 0;
    for count in &counts {
        ends.push(sum);
        sum += count;
    }
    let mut places = vec![0u32; sum as usize];
    for at in 0..body.units.len() {
        if begins(at) {
            let end = &mut ends[body.units[at] as usize];
            places[*end as usize] = at as u32;
            *end += 1;
        }
    }
    let mut buckets: Vec<&[u32]> = Vec::new();
    let mut rest = places.as_slice();
    for count in counts {
        let (bucket, tail) = rest.split_at(count as usize);
        rest = tail;
        if bucket.len() >= least as usize {
            buckets.push(bucket);
        }
    }
    buckets
        .into_par_iter()
        .map_init(Beside::new, |beside, bucket| {
            Bucket::sorted(body, bucket).repeats(lexicon, least, beside)
        })
        .flatten_iter()
        .collect()
}

/// The places that begin with one unit, sorted by what follows.
struct Bucket<'b> {
    body: &'b Body,
    places: Vec<u32>,
    /// How many units each shares with the one before it.
    shared: Vec<u32>,
}

impl<'b> Bucket<'b> {
    fn sorted(body: &'b Body, places: &[u32]) -> Self {
        let mut keyed: Vec<(u128, u32)> = places.iter().map(|at| (key(body, *at), *at)).collect();
        keyed.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| {
                    if a.0.trailing_zeros() >= 16 {
                        return std::cmp::Ordering::Equal;
                    }
                    rest(body, a.1).cmp(rest(body, b.1))
                })
                .then(a.1.cmp(&b.1))
        });
        let places: Vec<u32> = keyed.iter().map(|k| k.1).collect();
        let mut shared = vec![0; places.len()];
        for at in 1..keyed.len() {
            let differs = (keyed[at].0 ^ keyed[at - 1].0).leading_zeros() / 16;
            shared[at] = if differs < 8 {
                1 + differs
            } else if keyed[at].0.trailing_zeros() >= 16 {
                1 + 8 - (keyed[at].0.trailing_zeros() / 16).min(8)
            } else {
                let (a, b) = (rest(body, places[at]), rest(body, places[at - 1]));
                9 + a.iter().zip(b).take_while(|(a, b)| a == b).count() as u32
            };
        }
        Self {
            body,
            places,
            shared,
        }
    }

    /// Walks through the tree of shared beginnings.
    fn repeats(&self, lexicon: &Lexicon, least: u32, scratch: &mut Beside) -> Vec<Repeat> {
        let mut found = Vec::new();
        let mut open: Vec<(u32, usize)> = Vec::new();
        for at in 1..=self.places.len() {
            let shared = self.shared.get(at).copied().unwrap_or(0);
            let mut from = at - 1;
            while let Some(&(depth, begun)) = open.last() {
                if depth <= shared {
                    break;
                }
                open.pop();
                from = begun;
                if at - begun >= least as usize {
                    let above = open.last().map_or(0, |o| o.0).max(shared);
                    found.extend(self.judge(begun, at, depth, above, lexicon, scratch));
                }
            }
            if shared >= 2 && open.last().is_none_or(|o| o.0 < shared) {
                open.push((shared, from));
            }
        }
        found
    }

    /// The string of `depth` units that the places `from..to` share, if it may be a phrase.
    fn judge(
        &self,
        from: usize,
        to: usize,
        depth: u32,
        above: u32,
        lexicon: &Lexicon,
        scratch: &mut Beside,
    ) -> Option<Repeat> {
        let body = self.body;
        let places = &self.places[from..to];
        let first = places[0] as usize;
        let mut len = depth as usize;
        // A mark at its end is none of it, nor is a word that binds it to what follows.
        let mut is_bound = false;
        while len > 0 {
            let last = body.units[first + len - 1];
            if matches!(unit::class(last), Class::Item | Class::Open) {
                is_bound = false;
            } else if lexicon.is_soft_right(last) && !lexicon.ends(&body.units[first..first + len])
            {
                is_bound = true;
            } else {
                break;
            }
            len -= 1;
        }
        let units = &body.units[first..first + len];
        // What was cut off may have made it one that is shorter and stands elsewhere too.
        if len <= above as usize || len < 2 || !lexicon.ends(units) || !unit::is_paired(units) {
            return None;
        }
        if is_bound && !lexicon.is_noun(units) {
            return None;
        }
        let han = unit::han(units);
        if !(2..=MOST_HAN).contains(&han) {
            return None;
        }
        let all = places.len();
        let mut side = |offset: i64, soft: &dyn Fn(u16) -> bool| {
            let beside = places
                .iter()
                .map(|at| body.units[(i64::from(*at) + offset) as usize]);
            scratch.free(beside, soft)
        };
        let left = side(-1, &|u| lexicon.is_soft_left(u))?;
        let right = side(i64::from(len as u32), &|u| lexicon.is_soft_right(u))?;
        // A verb with the first of a list.
        let is_torn = right.listed > left.listed + 0.5;
        let kept = firsts(places);
        Some(Repeat {
            at: kept[0],
            len: len as u32,
            unique: all as u32,
            spread: body.spread(places.iter().copied()),
            edge: (left.free * right.free).sqrt() * if is_torn { 0.5 } else { 1.0 },
            places: kept,
        })
    }
}

/// One side of a string.
struct Side {
    /// How freely it begins or ends there, 0 to 1.
    free: f64,
    /// The share of its places with 、 beside it.
    listed: f64,
}

/// Counts the units beside a string.
struct Beside {
    counts: Vec<u32>,
    kinds: Vec<u16>,
}

impl Beside {
    fn new() -> Self {
        Self {
            counts: vec![0; 1 << 16],
            kinds: Vec::new(),
        }
    }

    /// How freely a string begins or ends, from the units beside it: the share of marks and words that bind, and the entropy of the
    /// rest. None where it surely does not: always the same character, or mostly a number.
    fn free(
        &mut self,
        beside: impl ExactSizeIterator<Item = u16>,
        is_soft: &dyn Fn(u16) -> bool,
    ) -> Option<Side> {
        let all = beside.len() as f64;
        self.kinds.clear();
        for unit in beside {
            let count = &mut self.counts[unit as usize];
            if *count == 0 {
                self.kinds.push(unit);
            }
            *count += 1;
        }
        // Sums of fractions depend on their order, and a result must not depend on that of the documents.
        self.kinds.sort_unstable();
        let (mut open, mut masked, mut listed, mut entropy) = (0.0, 0.0, 0.0, 0.0);
        let (mut kinds, mut is_bound) = (0, false);
        for unit in &self.kinds {
            let share = f64::from(std::mem::take(&mut self.counts[*unit as usize])) / all;
            kinds += 1;
            match unit::class(*unit) {
                Class::Mask => masked += share,
                Class::Han => {
                    if is_soft(*unit) {
                        is_bound = true;
                        open += 0.8 * share;
                    }
                    entropy -= share * share.ln();
                }
                // Each mark counts as a neighbour of its own. Between commas stand phrases, in lists more often mere words.
                class => {
                    if class == Class::Item {
                        listed += share;
                    }
                    open += if class == Class::Item { 0.75 } else { 1.0 } * share;
                    entropy += share * all.ln();
                    kinds += 1;
                }
            }
        }
        if kinds < 2 && !is_bound || masked > 0.3 {
            return None;
        }
        let branching = (entropy / 3.0).min(1.0);
        Some(Side {
            free: 0.65 * open + 0.35 * branching,
            listed,
        })
    }
}

/// The first places, in order.
fn firsts(places: &[u32]) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::with_capacity(PLACES + 1);
    for place in places {
        if kept.len() < PLACES || kept.last().is_some_and(|last| place < last) {
            let at = kept.partition_point(|k| k < place);
            kept.insert(at, *place);
            kept.truncate(PLACES);
        }
    }
    kept
}

/// The eight units behind the first, zeros behind the end of the clause.
fn key(body: &Body, at: u32) -> u128 {
    let mut key = 0u128;
    let at = at as usize;
    for n in 1..=8u32 {
        let unit = body.units.get(at + n as usize).copied().unwrap_or(0);
        if !unit::is_inner(unit) {
            return key.checked_shl(16 * (9 - n)).unwrap_or(0);
        }
        key = key << 16 | u128::from(unit);
    }
    key
}

/// The units behind those of the key, up to the end of the clause.
fn rest(body: &Body, at: u32) -> &[u16] {
    let from = at as usize + 9;
    let to = (at as usize + LONGEST).min(body.units.len());
    let units = &body.units[from.min(to)..to];
    let end = units.iter().position(|u| !unit::is_inner(*u));
    &units[..end.unwrap_or(units.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::harvest::{Passage, Speech};
    use crate::phrase::Bank;
    use crate::world::{Memory, Shelf};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let world = Memory::default();
        Lexicon::of(&Bank::load(&Shelf::new(&world, "")).unwrap())
    });

    fn body(texts: &[String]) -> Body {
        let passage = |text: &String| {
            let chars = text.chars().enumerate();
            Passage::new(chars.map(|(n, c)| (c, n as u32, c)))
        };
        Body::of(&[Speech {
            name: String::new(),
            date: None,
            paragraphs: texts.iter().map(passage).collect(),
        }])
    }

    proptest! {
        /// Whatever is told of a string is what counting it by hand says, and it stands at all the places told.
        #[test]
        fn counts_are_those_of_a_search(
            texts in prop::collection::vec("[加强队伍建设、，“”]{1,40}", 1..5)
        ) {
            let body = body(&texts);
            let found = repeats(&body, &LEXICON, 2);
            for repeat in &found {
                let units = body.at(&(repeat.at..repeat.at + repeat.len));
                let count = body.units.windows(units.len()).filter(|w| *w == units).count();
                prop_assert_eq!(repeat.unique as usize, count);
                for at in &repeat.places {
                    prop_assert_eq!(body.at(&(*at..at + repeat.len)), units);
                }
            }
        }
    }

    #[test]
    fn a_phrase_is_found_whole_and_once() {
        let texts = [
            "要加强队伍建设，把好入口关",
            "还要加强队伍建设。管好干部",
            "加强队伍建设，抓在日常",
        ];
        let body = body(&texts.map(str::to_owned));
        let found: Vec<String> = repeats(&body, &LEXICON, 2)
            .iter()
            .map(|r| unit::words(body.at(&(r.at..r.at + r.len))))
            .collect();
        assert_eq!(found, ["加强队伍建设"]);
    }
}
