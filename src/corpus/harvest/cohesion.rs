//! How firmly neighbouring characters hang together, by pointwise mutual information.

use super::body::Body;
use super::unit;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many of the commonest characters are counted in pairs: 64 MB at the most. Rarer ones are taken to hang together.
const MOST: usize = 4_096;

/// How often two characters stand side by side in a word that is told by it.
const SEEN: u32 = 3;

/// The counts of all characters and pairs of characters.
pub(super) struct Cohesion {
    rank: Vec<u16>,
    single: Vec<u32>,
    pairs: Vec<AtomicU32>,
    all: f64,
    width: usize,
}

impl Cohesion {
    pub fn of(body: &Body) -> Self {
        let mut single = vec![0u32; 1 << 16];
        for unit in &body.units {
            single[*unit as usize] += 1;
        }
        let mut common: Vec<u16> = (1..u16::MAX)
            .filter(|u| single[*u as usize] > 0 && unit::is_han(*u))
            .collect();
        common.sort_by_key(|u| (std::cmp::Reverse(single[*u as usize]), *u));
        common.truncate(MOST);
        let width = common.len() + 1;
        let mut rank = vec![0u16; 1 << 16];
        for (n, unit) in common.iter().enumerate() {
            rank[*unit as usize] = n as u16 + 1;
        }
        let mut pairs = Vec::with_capacity(width * width);
        pairs.resize_with(width * width, || AtomicU32::new(0));
        body.units
            .par_windows(2)
            .with_min_len(1 << 16)
            .for_each(|w| {
                let (a, b) = (rank[w[0] as usize] as usize, rank[w[1] as usize] as usize);
                if a > 0 && b > 0 {
                    pairs[a * width + b].fetch_add(1, Ordering::Relaxed);
                }
            });
        let all = common.iter().map(|u| f64::from(single[*u as usize])).sum();
        Self {
            rank,
            single,
            pairs,
            all,
            width,
        }
    }

    /// The mutual information, in nats, of the weakest of its joints.
    pub fn weakest(&self, units: &[u16]) -> f64 {
        let joints = units.windows(2).filter_map(|w| self.joint(w[0], w[1]));
        joints.fold(f64::INFINITY, f64::min).min(12.0)
    }

    /// The same of a pair that is seen often enough to be a word.
    pub fn word(&self, first: u16, second: u16) -> Option<f64> {
        let (a, b) = (self.rank[first as usize], self.rank[second as usize]);
        let together = &self.pairs[a as usize * self.width + b as usize];
        (together.load(Ordering::Relaxed) >= SEEN)
            .then(|| self.joint(first, second))
            .flatten()
    }

    /// The mutual information, in nats, of two neighbours; none where one is rare or no Han character.
    pub fn joint(&self, first: u16, second: u16) -> Option<f64> {
        let (first, second) = (first as usize, second as usize);
        let (a, b) = (self.rank[first] as usize, self.rank[second] as usize);
        if a == 0 || b == 0 {
            return None;
        }
        let together = f64::from(self.pairs[a * self.width + b].load(Ordering::Relaxed));
        let apart = f64::from(self.single[first]) * f64::from(self.single[second]);
        Some((together.max(0.5) * self.all / apart).ln())
    }
}
