use crate::draft::{Letters, Shingle};
use rayon::prelude::*;
use std::collections::HashMap;

/// Drafts to be compared, each with all others.
///
/// Two drafts are compared by no more than the shingles they share: for each distinct shingle the drafts that hold it are
/// written down, and shingles held by the same drafts (those of one entry, mostly) are counted as one with a weight.
#[derive(Debug, Default)]
pub struct Pairs {
    numbers: HashMap<Shingle, u32>,
    whole: Holders,
    generated: Holders,
    groups: Vec<u32>,
    /// Letters of all drafts, and those of them that outlines gave.
    letters: (usize, usize),
}

/// Which drafts hold which shingle.
#[derive(Debug, Default)]
struct Holders {
    /// For each shingle, the drafts that hold it, in order.
    of: Vec<Vec<u32>>,
    /// For each draft, how many shingles it holds.
    sizes: Vec<u32>,
}

/// What came of comparing all pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// How many pairs.
    pub pairs: u64,
    /// The largest overlap.
    pub max: f64,
    /// The mean overlap.
    pub mean: f64,
    /// The first pair with the largest overlap; none where there is no pair.
    pub worst: Option<(usize, usize)>,
    /// The mean cannot be less for this many drafts made of these shingles; 0 for pairs across groups.
    pub lower_bound: f64,
    /// How many of the drafts, from the first on, keep the bound among each other.
    pub within: usize,
    /// The largest overlap of each patch of pairs, for a picture: rows of [`Examined::side`].
    pub heat: Vec<f64>,
    /// How many patches the picture has a side.
    pub side: usize,
}

/// The most patches of a picture a side.
const SIDE: usize = 100;

impl Pairs {
    /// How many drafts there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// One more draft, of a group.
    pub fn push(&mut self, group: u32, letters: &Letters) {
        self.groups.push(group);
        self.letters.0 += letters.all.len();
        self.letters.1 += letters
            .own
            .iter()
            .map(ExactSizeIterator::len)
            .sum::<usize>();
        self.whole.sizes.push(0);
        self.generated.sizes.push(0);
        let draft = self.groups.len() as u32 - 1;
        for (shingle, is_generated) in letters.shingles() {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(shingle).or_insert(next) as usize;
            self.whole.hold(number, draft);
            if is_generated {
                self.generated.hold(number, draft);
            }
        }
    }

    /// How much of the drafts outlines gave, in percent of the letters.
    pub fn own_percent(&self) -> f64 {
        100.0 * self.letters.1 as f64 / self.letters.0.max(1) as f64
    }

    /// Compares the whole texts of all pairs; where `across`, of those in different groups only.
    pub fn whole(&self, bound: Option<f64>, across: bool) -> Examined {
        self.whole.examine(&self.groups, bound, across)
    }

    /// Compares what the outline did not give.
    pub fn generated(&self, bound: Option<f64>, across: bool) -> Examined {
        self.generated.examine(&self.groups, bound, across)
    }
}

/// What came of one draft with all behind it.
struct Row {
    pairs: u64,
    sum: f64,
    max: f64,
    with: usize,
    /// The first draft behind it that is too near.
    near: Option<usize>,
    heat: Vec<f64>,
}

impl Holders {
    fn hold(&mut self, shingle: usize, draft: u32) {
        if shingle >= self.of.len() {
            self.of.resize_with(shingle + 1, Vec::new);
        }
        if self.of[shingle].last() != Some(&draft) {
            self.of[shingle].push(draft);
            self.sizes[draft as usize] += 1;
        }
    }

    fn examine(&self, groups: &[u32], bound: Option<f64>, across: bool) -> Examined {
        let drafts = groups.len();
        let mut weights: HashMap<&[u32], u32> = HashMap::new();
        for holders in self.of.iter().filter(|holders| holders.len() > 1) {
            *weights.entry(holders).or_default() += 1;
        }
        let mut held: Vec<Vec<(&[u32], u32)>> = vec![Vec::new(); drafts];
        for (holders, weight) in weights {
            for (at, draft) in holders.iter().enumerate() {
                if at + 1 < holders.len() {
                    held[*draft as usize].push((&holders[at + 1..], weight));
                }
            }
        }
        let side = drafts.min(SIDE);
        let rows: Vec<Row> = (0..drafts)
            .into_par_iter()
            .map_init(
                || vec![0u32; drafts],
                |shared, draft| {
                    shared[draft..].fill(0);
                    for (behind, weight) in &held[draft] {
                        for other in *behind {
                            shared[*other as usize] += weight;
                        }
                    }
                    let is_pair = |other: &usize| !across || groups[draft] != groups[*other];
                    let overlaps = (draft + 1..drafts).filter(is_pair).map(|other| {
                        let shorter = self.sizes[draft].min(self.sizes[other]).max(1);
                        (other, f64::from(shared[other]) / f64::from(shorter))
                    });
                    row(overlaps, drafts, side, bound)
                },
            )
            .collect();
        self.sum_up(&rows, drafts, side, across)
    }

    fn sum_up(&self, rows: &[Row], drafts: usize, side: usize, across: bool) -> Examined {
        let mut all = Examined {
            pairs: rows.iter().map(|row| row.pairs).sum(),
            max: 0.0,
            mean: 0.0,
            worst: None,
            // Drafts of one group may share what others do not; of pairs of different groups nothing is known.
            lower_bound: if across { 0.0 } else { self.lower_bound() },
            within: rows
                .iter()
                .filter_map(|row| row.near)
                .min()
                .unwrap_or(drafts),
            heat: vec![0.0; side * side],
            side,
        };
        let mut sum = 0.0;
        for (draft, row) in rows.iter().enumerate() {
            sum += row.sum;
            if row.pairs > 0 && (all.worst.is_none() || row.max > all.max) {
                all.max = row.max;
                all.worst = Some((draft, row.with));
            }
            let from = draft * side / drafts * side;
            for (patch, heat) in all.heat[from..from + side].iter_mut().zip(&row.heat) {
                *patch = patch.max(*heat);
            }
        }
        all.mean = sum / all.pairs.max(1) as f64;
        all
    }

    /// N drafts that hold T shingles in all, U different ones, share the least where each is held by T/U of them; then a
    /// pair has T(T/U − 1)/(N(N − 1)) in common, of at most as many as the longest draft holds.
    fn lower_bound(&self) -> f64 {
        let drafts = self.sizes.len() as f64;
        let total: f64 = self.sizes.iter().map(|size| f64::from(*size)).sum();
        let distinct = self.of.iter().filter(|of| !of.is_empty()).count() as f64;
        let longest = f64::from(self.sizes.iter().max().copied().unwrap_or(0));
        if drafts < 2.0 || longest < 1.0 {
            return 0.0;
        }
        (total * (total / distinct - 1.0) / (drafts * (drafts - 1.0) * longest)).max(0.0)
    }
}

fn row(
    overlaps: impl Iterator<Item = (usize, f64)>,
    drafts: usize,
    side: usize,
    bound: Option<f64>,
) -> Row {
    let mut row = Row {
        pairs: 0,
        sum: 0.0,
        max: 0.0,
        with: 0,
        near: None,
        heat: vec![0.0; side],
    };
    for (other, overlap) in overlaps {
        row.pairs += 1;
        row.sum += overlap;
        if row.pairs == 1 || overlap > row.max {
            row.max = overlap;
            row.with = other;
        }
        if row.near.is_none() && bound.is_some_and(|bound| overlap > bound) {
            row.near = Some(other);
        }
        let patch = &mut row.heat[other * side / drafts];
        *patch = patch.max(overlap);
    }
    row
}
