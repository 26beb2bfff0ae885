use num_bigint::BigUint;

/// What is folded up the tree: a commutative semiring with a length.
pub trait Measure: Clone {
    /// One draft part of this many characters.
    #[must_use]
    fn part(chars: u32) -> Self;
    /// This and then that.
    #[must_use]
    fn times(&self, other: &Self) -> Self;
    /// Either this or that.
    fn plus(&mut self, other: &Self);
    /// So many ways of the same length.
    fn ways(&mut self, factor: u64);
    /// Whether there is none.
    fn is_none(&self) -> bool;
    /// All ordered draws without repetition from entries of these lengths; `counts` says how many draws are printed
    /// how many times: `(times printed, draws)`.
    #[must_use]
    fn draws(entries: &[u32], counts: &[(u32, u32)]) -> Self;
}

impl Measure for BigUint {
    fn part(_: u32) -> Self {
        Self::from(1u32)
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn plus(&mut self, other: &Self) {
        *self += other;
    }

    fn ways(&mut self, factor: u64) {
        *self *= factor;
    }

    fn is_none(&self) -> bool {
        *self == Self::ZERO
    }

    fn draws(entries: &[u32], counts: &[(u32, u32)]) -> Self {
        let draws: usize = counts.iter().map(|(_, k)| *k as usize).sum();
        if draws > entries.len() {
            return Self::ZERO;
        }
        (entries.len() - draws + 1..=entries.len()).product::<Self>()
    }
}

/// k! for the small k of orders and draws.
pub(super) fn factorial(k: usize) -> u64 {
    (1..=k as u64).product()
}
