//! What a set of documents has in common, as candidates for the phrase bank: phrases, fixed expressions, verbs with their objects,
//! parallels, and patterns whose slots are found by laying siblings beside each other.
//!
//! It takes documents that are read, cleaned and cut into paragraphs already ([`Speech`]). It proposes and an editor decides: nothing
//! it finds is drawn in a draft before someone approves it.

mod align;
mod body;
mod candidate;
mod cohesion;
mod find;
mod frame;
mod grams;
mod guess;
mod hash;
mod known;
mod lexicon;
mod options;
mod parallel;
mod pattern;
mod phrases;
mod sibling;
mod single;
mod sources;
mod speech;
mod unit;
mod yaml;

pub use candidate::{Candidate, Filler, Harvest, Kind, Place};
pub use options::Options;
pub use sources::Sources;
pub use speech::{Passage, Speech};
pub use yaml::append;

use crate::phrase::Entry;
use body::{Body, Spread};
use cohesion::Cohesion;
use guess::Guess;
use known::{Known, Places};
use lexicon::Lexicon;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// Finds what the speeches have in common.
///
/// The result depends on the speeches alone, not on the number of threads; in another order of speeches the places may be others.
pub fn harvest(speeches: &[Speech], options: &Options<'_>) -> Harvest {
    let body = Body::of(speeches);
    let lexicon = Lexicon::of(options.bank);
    let known = Known::of(options.terms);
    let names = Places::of(options.table, speeches, &body);
    let guess = Guess::of(options.bank);
    let show = Show {
        speeches,
        body: &body,
        known: &known,
        names: &names,
        guess: &guess,
    };
    let cohesion = Cohesion::of(&body);
    let finds = phrases::phrases(speeches, &body, &lexicon, &known, &cohesion, options);
    let mut candidates: Vec<Candidate> = finds.par_iter().filter_map(|f| show.phrase(f)).collect();
    let mut patterns = pattern::patterns(&body, &lexicon, &cohesion, options.most);
    patterns.retain(|p| !lexicon.names_someone(&p.frame, |_, _| false));
    candidates.par_extend(patterns.par_iter().filter_map(|p| show.pattern(p)));
    candidates.par_sort_by(|a, b| b.score.total_cmp(&a.score));
    let all = candidates.len();
    if !options.held {
        let bank: BTreeSet<String> = options.bank.entries().iter().map(Entry::words).collect();
        candidates.retain(|c| !bank.contains(&c.text.replace("{}", "某")));
    }
    let held = all - candidates.len();
    candidates.truncate(options.most);
    Harvest { candidates, held }
}

/// Makes candidates of what was found.
struct Show<'h> {
    speeches: &'h [Speech],
    body: &'h Body,
    known: &'h Known,
    names: &'h Places,
    guess: &'h Guess<'h>,
}

impl Show<'_> {
    fn phrase(&self, find: &find::Find) -> Option<Candidate> {
        let text = unit::words(&find.units);
        let places = find.places.iter().filter_map(|p| self.place(p, &[]));
        let kind = if self.known.is_one(&text) {
            Kind::Fixed
        } else {
            find.kind
        };
        self.candidate(text, kind, find.spread, find.score, places.collect())
    }

    fn pattern(&self, pattern: &pattern::Pattern) -> Option<Candidate> {
        let text = unit::words(&pattern.frame);
        let starts = pattern.instances.iter().map(|i| i.0.start);
        let spread = self.body.spread(starts);
        let shown = pattern.instances.iter().take(grams::PLACES);
        let places = shown.filter_map(|(place, fillers)| self.place(place, fillers));
        self.candidate(text, Kind::Pattern, spread, pattern.score, places.collect())
    }

    fn candidate(
        &self,
        text: String,
        kind: Kind,
        spread: Spread,
        score: f64,
        places: Vec<Place>,
    ) -> Option<Candidate> {
        if places.is_empty() {
            return None;
        }
        let (role, topic) = self.guess.guess(&text, kind);
        let local = self.names.is_local(&text, spread.docs, self.known);
        Some(Candidate {
            kind,
            count: spread.count,
            docs: spread.docs,
            // What belongs to one place is nothing for a bank.
            score: if local { score * 0.1 } else { score },
            places,
            role,
            topic,
            since: spread.since.filter(|_| self.known.is_dated(&text)),
            local,
            text,
        })
    }

    fn place(&self, place: &Range<u32>, fillers: &[Range<u32>]) -> Option<Place> {
        let (speech, at, surface) = self.body.surface(self.speeches, place)?;
        let filler = |f: &Range<u32>| {
            let (_, at, surface) = self.body.surface(self.speeches, f)?;
            Some(Filler { at, surface })
        };
        Some(Place {
            doc: self.speeches[speech as usize].name.clone(),
            at,
            surface,
            fillers: fillers.iter().map(filler).collect::<Option<_>>()?,
        })
    }
}
