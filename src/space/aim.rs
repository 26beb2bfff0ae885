use super::lengths::Choices;
use super::measure::factorial;
use super::pick::order;
use super::rank::Decided;
use super::table::Key;
use super::tables::{Tables, merge, part};
use super::tree::Shape;
use super::{Lengths, Pick, Space, Stream};
use std::ops::RangeInclusive;

/// Draws drafts whose length lies in a band, each of them equally likely.
#[derive(Debug)]
pub struct Aim {
    /// The lengths of the entries of each pool.
    pools: Vec<Vec<u32>>,
    tables: Tables<Lengths>,
    whole: Lengths,
}

/// The lengths that can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// There is no draft at all.
    Nothing,
    /// The shortest and the longest draft, in Han characters, and the length nearest to the band asked for.
    Lengths {
        /// The shortest.
        least: u32,
        /// The longest.
        most: u32,
        /// The nearest to the middle of the band.
        nearest: u32,
    },
}

impl Aim {
    /// Counts the drafts of `space` by length.
    pub fn new(space: &Space) -> Self {
        let tables = Tables::new(space);
        let whole = tables.whole().cloned().unwrap_or_else(Lengths::none);
        Self {
            pools: space.pools.iter().map(|p| p.entries.clone()).collect(),
            tables,
            whole,
        }
    }

    /// How many drafts there are of each length, in Han characters.
    pub fn lengths(&self) -> &Lengths {
        &self.whole
    }

    /// The draft of a seed in the band.
    ///
    /// # Errors
    /// What can be reached, where no draft lies in the band.
    pub fn pick(&self, band: &RangeInclusive<u32>, seed: u64) -> Result<Pick, Reach> {
        let mut stream = Stream::new(seed, "aim");
        let lengths: Vec<u32> = self.whole.lengths().filter(|l| band.contains(l)).collect();
        let weights: Vec<f64> = lengths.iter().map(|l| self.whole.at(*l)).collect();
        let Some(which) = choose(&weights, &mut stream) else {
            return Err(self.reach(band));
        };
        let mut decided = Decided {
            drawn: vec![Vec::new(); self.pools.len()],
            ..Decided::default()
        };
        self.descend(
            self.tables.tree.root(),
            &Key::new(),
            lengths[which],
            &mut stream,
            &mut decided,
        );
        Ok(decided.into_pick(&self.tables.tree))
    }

    fn reach(&self, band: &RangeInclusive<u32>) -> Reach {
        let middle = u32::midpoint(*band.start(), *band.end());
        match (
            self.whole.lengths().next(),
            self.whole.lengths().next_back(),
        ) {
            (Some(least), Some(most)) => Reach::Lengths {
                least,
                most,
                nearest: self
                    .whole
                    .lengths()
                    .min_by_key(|l| l.abs_diff(middle))
                    .unwrap_or(least),
            },
            _ => Reach::Nothing,
        }
    }

    fn descend(
        &self,
        node: usize,
        key: &Key,
        length: u32,
        stream: &mut Stream,
        decided: &mut Decided,
    ) {
        let stages = self.tables.stages(node);
        let homes = &self.tables.tree.homes[node];
        let (mut key, mut length) = (key.clone(), length);
        for (home, stage) in homes.iter().zip(stages).rev() {
            let ways: Vec<_> = stage
                .iter()
                .filter_map(|(wider, inner)| {
                    let (rest, counts) = part(wider, *home);
                    (rest == key).then(|| (wider, inner, self.tables.drawn(*home, &counts), counts))
                })
                .collect();
            let parts: Vec<_> = ways.iter().map(|way| (way.2, way.1)).collect();
            let (way, drawn) = split(&parts, length, stream);
            decided.drawn[*home] = self.entries(*home, &ways[way].3, drawn, stream);
            key = ways[way].0.clone();
            length -= drawn;
        }
        self.below(node, &key, length, stream, decided);
    }

    fn below(
        &self,
        node: usize,
        key: &Key,
        length: u32,
        stream: &mut Stream,
        decided: &mut Decided,
    ) {
        match &self.tables.tree.nodes[node] {
            Shape::Leaf(_) | Shape::Take { .. } => {}
            Shape::Pair(left, right) => {
                let mut ways = Vec::new();
                for (a, of_left) in self.tables.table(*left).iter() {
                    for (b, of_right) in self.tables.table(*right).iter() {
                        if merge(a, b) == *key {
                            ways.push((a, b, of_left, of_right));
                        }
                    }
                }
                let parts: Vec<_> = ways.iter().map(|way| (way.2, way.3)).collect();
                let (way, of_left) = split(&parts, length, stream);
                self.descend(*left, ways[way].0, of_left, stream, decided);
                self.descend(*right, ways[way].1, length - of_left, stream, decided);
            }
            Shape::Alt(options) => {
                let tables: Vec<Option<&Lengths>> = options
                    .iter()
                    .map(|o| self.tables.table(*o).get(key))
                    .collect();
                let top = tables
                    .iter()
                    .flatten()
                    .map(|l| l.exponent())
                    .max()
                    .unwrap_or(0);
                let weights: Vec<f64> = tables
                    .iter()
                    .map(|l| l.map_or(0.0, |l| l.at(length) * 2f64.powi(l.exponent() - top)))
                    .collect();
                let at = choose(&weights, stream).unwrap_or(0);
                decided.at.insert(node, at as u32);
                self.descend(options[at], key, length, stream, decided);
            }
            Shape::Free { inner, items } => {
                let order = stream.below(factorial(*items)) as u32;
                decided.at.insert(node, order);
                self.descend(*inner, key, length, stream, decided);
            }
        }
    }

    /// Ordered draws without repetition whose lengths come to `length`, each equally likely.
    fn entries(
        &self,
        pool: usize,
        counts: &[(u32, u32)],
        length: u32,
        stream: &mut Stream,
    ) -> Vec<(u32, u32)> {
        let entries = &self.pools[pool];
        let choices = Choices::new(entries, counts);
        let (mut state, mut left) = (choices.start(), length);
        let mut chosen: Vec<Vec<u32>> = vec![Vec::new(); counts.len()];
        for (position, entry) in entries.iter().enumerate() {
            let skip = choices.from(position + 1, state);
            let mut ways = vec![(None, state, left, skip.count(left))];
            for (kind, times, after) in choices.steps(state) {
                if let Some(rest) = left.checked_sub(entry * times) {
                    ways.push((
                        Some(kind),
                        after,
                        rest,
                        choices.from(position + 1, after).count(rest),
                    ));
                }
            }
            let weights: Vec<f64> = ways.iter().map(|w| w.3).collect();
            let (kind, after, rest, _) = ways[choose(&weights, stream).unwrap_or(0)];
            if let Some(kind) = kind {
                chosen[kind].push(position as u32);
            }
            (state, left) = (after, rest);
        }
        let mut drawn = Vec::new();
        for ((times, _), chosen) in counts.iter().zip(&chosen) {
            let number = stream.below(factorial(chosen.len())) as u32;
            let order = order(chosen.len(), number).unwrap_or_default();
            drawn.extend(order.into_iter().map(|at| (chosen[at], *times)));
        }
        drawn
    }
}

/// Splits a length over the two parts of one of several ways, each draft equally likely: which way, and the length of
/// its first part.
fn split(ways: &[(&Lengths, &Lengths)], length: u32, stream: &mut Stream) -> (usize, u32) {
    let scale = |way: &(&Lengths, &Lengths)| way.0.exponent() + way.1.exponent();
    let top = ways.iter().map(scale).max().unwrap_or(0);
    let splits: Vec<(usize, u32)> = ways
        .iter()
        .enumerate()
        .flat_map(|(way, (first, _))| first.lengths().map(move |l| (way, l)))
        .filter(|(_, first)| *first <= length)
        .collect();
    let weights: Vec<f64> = splits
        .iter()
        .map(|(way, first)| {
            let way = &ways[*way];
            way.0.at(*first) * way.1.at(length - first) * 2f64.powi(scale(way) - top)
        })
        .collect();
    splits[choose(&weights, stream).unwrap_or(0)]
}

/// One of the alternatives, each as likely as its weight; `None` where all weigh nothing.
fn choose(weights: &[f64], stream: &mut Stream) -> Option<usize> {
    let all: f64 = weights.iter().sum();
    if all <= 0.0 {
        return None;
    }
    let mut at = stream.unit() * all;
    let mut last = None;
    for (i, weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
        last = Some(i);
        if at < *weight {
            break;
        }
        at -= weight;
    }
    last
}
