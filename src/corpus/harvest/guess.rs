//! Which role and topic a candidate seems to have, by the words of the bank.

use super::Kind;
use super::hash::Map;
use super::unit;
use crate::phrase::Bank;
use std::collections::BTreeMap;

/// Two Han characters side by side.
type Bigram = [u16; 2];

/// The words of the bank's pools.
pub(super) struct Guess<'b> {
    bank: &'b Bank,
    /// What share of each topic's entries hold a pair of characters, as shares of one.
    topics: Map<Bigram, Vec<(u16, f64)>>,
    /// The entries of the roles of phrases that hold one.
    entries: Map<Bigram, Vec<u32>>,
    /// The pairs of each entry.
    lengths: Vec<usize>,
}

/// Roles that are phrases of a sentence.
const PHRASES: [&str; 10] = [
    "aim", "claim", "fault", "harm", "lack", "means", "pair", "purpose", "spirit", "standard",
];

/// The least likeness to an entry of the bank, and the least lead of a topic, from which they are believed.
const ALIKE: f64 = 0.5;
const LEAD: f64 = 1.5;

fn bigrams(text: &str) -> Vec<Bigram> {
    let units = unit::units(text);
    let pairs = units.windows(2).filter(|w| unit::han(w) == 2);
    let mut pairs: Vec<Bigram> = pairs.map(|w| [w[0], w[1]]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl<'b> Guess<'b> {
    pub fn of(bank: &'b Bank) -> Self {
        let number = |id: &str| bank.topics().iter().position(|t| t.id == id);
        let mut counts: BTreeMap<Bigram, Vec<f64>> = BTreeMap::new();
        let mut entries: Map<Bigram, Vec<u32>> = Map::default();
        let mut sizes = vec![0.0f64; bank.topics().len()];
        let mut lengths = Vec::with_capacity(bank.entries().len());
        let none_yet = vec![0.0; sizes.len()];
        for (n, entry) in bank.entries().iter().enumerate() {
            let pairs = bigrams(&entry.words());
            lengths.push(pairs.len());
            let is_phrase = PHRASES.contains(&entry.pool.role.as_str());
            let topic = entry.pool.topic.as_deref().and_then(number);
            for pair in pairs {
                if let Some(topic) = topic {
                    counts.entry(pair).or_insert_with(|| none_yet.clone())[topic] += 1.0;
                    sizes[topic] += 1.0;
                }
                if is_phrase {
                    entries.entry(pair).or_default().push(n as u32);
                }
            }
        }
        // What a topic is called and known by says more than any entry of it.
        for (n, topic) in bank.topics().iter().enumerate() {
            let keywords = topic.aspects.iter().flat_map(|a| &a.keywords);
            for word in topic.aliases.iter().chain([&topic.name]).chain(keywords) {
                for pair in bigrams(word) {
                    let held = counts.entry(pair).or_insert_with(|| none_yet.clone());
                    held[n] += 2.0 + held.iter().sum::<f64>() / 4.0;
                }
            }
        }
        let share = |(pair, held): (Bigram, Vec<f64>)| {
            let rates = held.iter().zip(&sizes).map(|(n, size)| n / size.max(1.0));
            let all: f64 = rates.clone().sum();
            let shares = rates.enumerate().filter(|(_, r)| *r > 0.0);
            (pair, shares.map(|(n, r)| (n as u16, r / all)).collect())
        };
        Self {
            bank,
            topics: counts.into_iter().map(share).collect(),
            entries,
            lengths,
        }
    }

    /// The role and the topic, each where it is rather sure.
    pub fn guess(&self, text: &str, kind: Kind) -> (Option<String>, Option<String>) {
        let pairs = bigrams(text);
        let role = match kind {
            Kind::Pattern | Kind::Fixed => None,
            _ => self.nearest(&pairs),
        };
        let role = role.or(match kind {
            Kind::Pair => Some("pair"),
            Kind::Parallel => Some("standard"),
            _ => None,
        });
        let topical = role
            .and_then(|r| self.bank.role(r))
            .is_none_or(|r| r.topical);
        let topic = if topical { self.topic(&pairs) } else { None };
        (role.map(str::to_owned), topic.map(str::to_owned))
    }

    /// The role of the entry that shares most with it, if it is like enough.
    fn nearest(&self, pairs: &[Bigram]) -> Option<&'b str> {
        let lists = pairs.iter().filter_map(|pair| self.entries.get(pair));
        let mut sharing: Vec<u32> = lists.flatten().copied().collect();
        sharing.sort_unstable();
        let like = |group: &[u32]| {
            let (entry, common) = (group[0], group.len());
            let all = pairs.len() + self.lengths[entry as usize] - common;
            (common as f64 / all as f64, std::cmp::Reverse(entry))
        };
        let groups = sharing.chunk_by(|a, b| a == b).map(like);
        let (like, entry) = groups.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        (like >= ALIKE).then(|| self.bank.entries()[entry.0 as usize].pool.role.as_str())
    }

    /// The topic in whose entries its pairs of characters are commonest, if it is ahead of the next.
    fn topic(&self, pairs: &[Bigram]) -> Option<&'b str> {
        let mut votes = vec![0.0f64; self.bank.topics().len()];
        let mut cast = 0.0;
        for held in pairs.iter().filter_map(|pair| self.topics.get(pair)) {
            // A pair that all topics share says nothing.
            let most = held.iter().map(|h| h.1).fold(0.0, f64::max);
            let weight = (most - 0.12).max(0.0);
            for (topic, share) in held {
                votes[*topic as usize] += weight * share;
            }
            cast += weight;
        }
        let (mut first, mut next) = ((0, 0.0), 0.0);
        for (n, vote) in votes.into_iter().enumerate() {
            if vote > first.1 {
                next = first.1;
                first = (n, vote);
            } else if vote > next {
                next = vote;
            }
        }
        let (topic, votes) = first;
        let is_ahead = votes >= 0.45 * cast && votes >= LEAD * next && votes > 0.3;
        is_ahead.then(|| self.bank.topics()[topic].id.as_str())
    }
}
