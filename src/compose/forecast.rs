use super::Composition;
use crate::diag::Result;
use crate::draft::overlap;
use crate::space::{Aim, Numbering};
use num_bigint::BigUint;

/// What can be said of all drafts of an outline before any is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How many there are.
    pub count: BigUint,
    /// The shortest and the longest, in Han characters.
    pub length: (u32, u32),
    /// The mean overlap of two drafts, over the pairs of a few.
    pub overlap: f64,
}

/// How many drafts the overlap is measured on.
const MEASURED: u64 = 16;

impl Composition<'_> {
    /// Counts the drafts and measures how far apart two of them lie.
    ///
    /// # Errors
    /// No draft has the wanted length.
    pub fn forecast(&self) -> Result<Forecast> {
        let space = &self.plan().space;
        let aim = Aim::new(space);
        let lengths = aim.lengths();
        let drafts = (0..MEASURED)
            .map(|seed| Ok(self.draft(seed)?.letters().whole()))
            .collect::<Result<Vec<_>>>()?;
        let pairs: Vec<f64> = (0..drafts.len())
            .flat_map(|b| (0..b).map(move |a| (a, b)))
            .map(|(a, b)| overlap(&drafts[a], &drafts[b]))
            .collect();
        Ok(Forecast {
            count: Numbering::new(space).count(),
            length: (
                lengths.lengths().next().unwrap_or(0),
                lengths.lengths().next_back().unwrap_or(0),
            ),
            overlap: pairs.iter().sum::<f64>() / pairs.len().max(1) as f64,
        })
    }
}
