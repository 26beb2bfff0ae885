use std::collections::BTreeMap;
use std::ops::Range;

/// Stretches of a text that are spoken for, none touching another.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Where each ends, by where it begins.
    ends: BTreeMap<usize, usize>,
}

impl Taken {
    /// Takes a stretch, unless a part of it is taken.
    pub fn take(&mut self, range: &Range<usize>) -> bool {
        let is_free = !self.overlaps(range);
        if is_free {
            self.ends.insert(range.start, range.end);
        }
        is_free
    }

    /// Whether a part of a stretch is taken.
    pub fn overlaps(&self, range: &Range<usize>) -> bool {
        let before = self.ends.range(..range.end).next_back();
        before.is_some_and(|(_, end)| *end > range.start)
    }
}
