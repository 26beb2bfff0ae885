use super::Measure;

/// How often the open pools are drawn from: `(pool, times printed, draws)`, sorted, no zero.
pub(super) type Key = Vec<(usize, u32, u32)>;

/// A measure for each way in which the open pools are drawn from, in the order of the keys. Nearly all tables have one line.
#[derive(Debug, Clone)]
pub(super) struct Table<M>(Vec<(Key, M)>);

impl<M> Table<M> {
    /// Without a line.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// With one line.
    pub fn of(key: Key, measure: M) -> Self {
        Self(vec![(key, measure)])
    }

    /// The measure of a way.
    pub fn get(&self, key: &Key) -> Option<&M> {
        let at = self.0.binary_search_by(|(own, _)| own.cmp(key)).ok()?;
        Some(&self.0[at].1)
    }

    /// All lines.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Key, &M)> + '_ {
        self.0.iter().map(|(key, measure)| (key, measure))
    }

    /// All measures, to be changed.
    pub fn measures_mut(&mut self) -> impl Iterator<Item = &mut M> {
        self.0.iter_mut().map(|(_, measure)| measure)
    }
}

impl<M: Measure> Table<M> {
    /// Adds a measure to that of a way; nothing adds nothing.
    pub fn add(&mut self, key: Key, measure: M) {
        if measure.is_none() {
            return;
        }
        match self.0.binary_search_by(|(own, _)| own.cmp(&key)) {
            Ok(at) => self.0[at].1.plus(&measure),
            Err(at) => self.0.insert(at, (key, measure)),
        }
    }
}
