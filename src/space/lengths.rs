use super::Measure;
use super::measure::factorial;

/// How many draft parts there are of each length: a polynomial in the length, in floating point with one shared
/// exponent, so that no count is too large or too small. Sums and products err by less than one part in 10¹²; counts
/// below 2⁵³ are exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Lengths {
    /// The length of the first coefficient, in characters.
    low: u32,
    /// All coefficients are to be taken times 2 to this power.
    exponent: i32,
    ways: Vec<f64>,
}

/// Coefficients are brought back under this whenever they pass it, and doubled away from under its inverse.
const LARGE: f64 = 1.329_227_995_784_916e36; // 2^120
const LARGE_EXPONENT: i32 = 120;

impl Lengths {
    /// Nothing of any length.
    pub fn none() -> Self {
        Self {
            low: 0,
            exponent: 0,
            ways: Vec::new(),
        }
    }

    /// How many ways there are of this length, up to the shared factor [`Lengths::exponent`].
    pub fn at(&self, length: u32) -> f64 {
        length
            .checked_sub(self.low)
            .and_then(|i| self.ways.get(i as usize))
            .copied()
            .unwrap_or(0.0)
    }

    /// How many ways there are of this length.
    pub fn count(&self, length: u32) -> f64 {
        self.at(length) * 2f64.powi(self.exponent)
    }

    /// The power of two shared by all coefficients.
    pub fn exponent(&self) -> i32 {
        self.exponent
    }

    /// The lengths there are, shortest first.
    pub fn lengths(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.ways
            .iter()
            .enumerate()
            .filter(|(_, ways)| **ways > 0.0)
            .map(|(at, _)| self.low + at as u32)
    }

    fn settle(mut self) -> Self {
        let top = self.ways.iter().copied().fold(0.0, f64::max);
        if top > LARGE {
            for way in &mut self.ways {
                *way /= LARGE;
            }
            self.exponent += LARGE_EXPONENT;
        }
        self
    }
}

impl Measure for Lengths {
    fn part(chars: u32) -> Self {
        Self {
            low: chars,
            exponent: 0,
            ways: vec![1.0],
        }
    }

    fn times(&self, other: &Self) -> Self {
        if self.is_none() || other.is_none() {
            return Self::none();
        }
        let (short, long) = if self.ways.len() < other.ways.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut ways = vec![0.0; self.ways.len() + other.ways.len() - 1];
        for (i, a) in short.ways.iter().enumerate().filter(|(_, a)| **a != 0.0) {
            for (sum, b) in ways[i..].iter_mut().zip(&long.ways) {
                *sum += a * b;
            }
        }
        Self {
            low: self.low + other.low,
            exponent: self.exponent + other.exponent,
            ways,
        }
        .settle()
    }

    fn plus(&mut self, other: &Self) {
        if other.is_none() {
            return;
        }
        if self.is_none() {
            self.clone_from(other);
            return;
        }
        let low = self.low.min(other.low);
        let end = (self.low as usize + self.ways.len()).max(other.low as usize + other.ways.len());
        let exponent = self.exponent.max(other.exponent);
        let mut ways = vec![0.0; end - low as usize];
        for part in [&*self, other] {
            let scale = 2f64.powi(part.exponent - exponent);
            let from = (part.low - low) as usize;
            for (sum, way) in ways[from..].iter_mut().zip(&part.ways) {
                *sum += way * scale;
            }
        }
        *self = Self {
            low,
            exponent,
            ways,
        }
        .settle();
    }

    fn ways(&mut self, factor: u64) {
        for way in &mut self.ways {
            *way *= factor as f64;
        }
    }

    fn is_none(&self) -> bool {
        self.ways.is_empty()
    }

    fn draws(entries: &[u32], counts: &[(u32, u32)]) -> Self {
        let mut all = match counts {
            [(times, draws)] => choose(entries, *times, *draws as usize),
            _ => Choices::new(entries, counts).whole().clone(),
        };
        for (_, draws) in counts {
            all.ways(factorial(*draws as usize));
        }
        all
    }
}

/// All choices of `draws` entries, each printed so many times: the elementary symmetric polynomial in their lengths.
fn choose(entries: &[u32], times: u32, draws: usize) -> Lengths {
    if draws > entries.len() {
        return Lengths::none();
    }
    let least = entries.iter().min().copied().unwrap_or(0);
    let most = entries.iter().max().copied().unwrap_or(0);
    // Lengths are counted from the shortest entry's, so that the rows stay short.
    let wide = ((most - least) as usize) * draws + 1;
    let mut rows = vec![0.0; wide * (draws + 1)];
    rows[0] = 1.0;
    for (seen, entry) in entries.iter().enumerate() {
        let step = (entry - least) as usize;
        for k in (1..=draws.min(seen + 1)).rev() {
            let (before, here) = rows.split_at_mut(k * wide);
            let before = &before[(k - 1) * wide..];
            for (sum, way) in here[step..wide].iter_mut().zip(before) {
                *sum += way;
            }
        }
    }
    let chosen = &rows[draws * wide..];
    let low = least * draws as u32;
    if times == 1 {
        return Lengths {
            low,
            exponent: 0,
            ways: chosen.to_vec(),
        };
    }
    let mut ways = vec![0.0; (wide - 1) * times as usize + 1];
    for (at, way) in chosen.iter().enumerate() {
        ways[at * times as usize] = *way;
    }
    Lengths {
        low: low * times,
        exponent: 0,
        ways,
    }
}

/// For the entries from each position on: how many ways there are to choose so many of each kind, by length.
pub(super) struct Choices {
    /// `(times printed, draws)` of each kind.
    counts: Vec<(u32, u32)>,
    /// By position (one more than there are entries), then by how many of each kind are still to be chosen.
    table: Vec<Vec<Lengths>>,
}

impl Choices {
    /// The table for entries of these lengths.
    pub fn new(entries: &[u32], counts: &[(u32, u32)]) -> Self {
        let counts = counts.to_vec();
        let states: usize = counts.iter().map(|(_, k)| *k as usize + 1).product();
        let mut last = vec![Lengths::none(); states];
        last[0] = Lengths::part(0);
        let mut table = vec![last];
        for entry in entries.iter().rev() {
            let behind = &table[table.len() - 1];
            let next = (0..states)
                .map(|state| {
                    let mut sum = behind[state].clone();
                    for (kind, (times, _)) in counts.iter().enumerate() {
                        if let Some(before) = one_less(&counts, state, kind) {
                            sum.plus(&behind[before].times(&Lengths::part(entry * times)));
                        }
                    }
                    sum
                })
                .collect();
            table.push(next);
        }
        table.reverse();
        Self { counts, table }
    }

    /// All choices.
    pub fn whole(&self) -> &Lengths {
        self.table[0].last().unwrap_or(&self.table[0][0])
    }

    /// The state in which everything is still to be chosen.
    pub fn start(&self) -> usize {
        self.table[0].len() - 1
    }

    /// Choices among the entries from `position` on.
    pub fn from(&self, position: usize, state: usize) -> &Lengths {
        &self.table[position][state]
    }

    /// The kinds of which one more can be chosen in `state`: `(kind, times printed, state after)`.
    pub fn steps(&self, state: usize) -> impl Iterator<Item = (usize, u32, usize)> + '_ {
        self.counts
            .iter()
            .enumerate()
            .filter_map(move |(kind, (times, _))| {
                Some((kind, *times, one_less(&self.counts, state, kind)?))
            })
    }
}

fn one_less(counts: &[(u32, u32)], state: usize, kind: usize) -> Option<usize> {
    let unit: usize = counts[..kind]
        .iter()
        .map(|(_, k)| *k as usize + 1)
        .product();
    (!(state / unit).is_multiple_of(counts[kind].1 as usize + 1)).then(|| state - unit)
}
