use super::drive::Bench;
use crate::diag::Result;
use crate::export::Lines;
use crate::space::{Pick, Walker};

/// How many drafts are made side by side: enough that a part of the plan is looked at for many at once.
pub(super) const SIDE_BY_SIDE: usize = 64;

/// Makes the plain texts of some drafts at a time, in memory that is used again.
pub(super) struct Press<'c> {
    pub walker: Walker<'c>,
    picks: Vec<Pick>,
    texts: Vec<String>,
}

impl<'c> Press<'c> {
    /// Nothing made yet.
    pub fn new(walker: Walker<'c>) -> Self {
        Self {
            walker,
            picks: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The texts of the drafts with these numbers, from 0, straight from the picks; each with its Han characters.
    ///
    /// # Errors
    /// No draft has the wanted length.
    pub fn texts(
        &mut self,
        bench: &Bench<'_>,
        numbers: &[u64],
    ) -> Result<impl Iterator<Item = (u64, &str, u32)>> {
        self.picks.resize(numbers.len(), Pick::default());
        self.texts.resize(numbers.len(), String::new());
        let chars = self
            .walker
            .pick_all(numbers, &mut self.picks)
            .map_err(|reach| bench.composition.unreached(&reach))?;
        self.texts.iter_mut().for_each(String::clear);
        let mut lines: Vec<Lines<'_>> = self.texts.iter_mut().map(Lines::new).collect();
        bench.composition.tell_all(&self.picks, &mut lines)?;
        let texts = self.texts.iter().zip(chars);
        let numbers = numbers.to_vec();
        Ok(numbers
            .into_iter()
            .zip(texts)
            .map(|(number, (text, chars))| (number, text.as_str(), chars)))
    }
}
