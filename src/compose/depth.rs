use super::{Composition, Library, Wishes};
use crate::diag::Result;
use crate::outline::Outline;
use std::collections::BTreeMap;

/// How deep a pool is against what a draft of some outline draws from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depth {
    /// Entries in use on the outline's day.
    pub held: usize,
    /// Entries that one draft draws, at most.
    pub drawn: u32,
    /// The outline whose drafts use the pool most.
    pub outline: String,
}

impl Depth {
    /// How many drafts could be written before the pool is used up.
    pub fn times(&self) -> f64 {
        self.held as f64 / f64::from(self.drawn)
    }
}

/// The depth of every pool that the outlines draw from, by its name; of several outlines the one that draws deepest counts.
///
/// # Errors
/// Faults of an outline or a template.
pub fn depths(library: &Library<'_>, outlines: &[Outline]) -> Result<BTreeMap<String, Depth>> {
    let mut found: BTreeMap<String, Depth> = BTreeMap::new();
    for outline in outlines {
        let composition = Composition::new(library, outline, &Wishes::default())?;
        let space = &composition.plan().space;
        let mut names: Vec<&str> = Vec::new();
        let groups: Vec<usize> = space
            .pools
            .iter()
            .map(|pool| {
                let name = pool.name.split(" [").next().unwrap_or(&pool.name);
                names.iter().position(|n| *n == name).unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                })
            })
            .collect();
        let drawn = space.tally_by(&groups).most;
        for (group, name) in names.iter().enumerate().filter(|(g, _)| drawn[*g] > 0) {
            let depth = Depth {
                held: (0..groups.len())
                    .filter(|pool| groups[*pool] == group)
                    .map(|pool| space.pools[pool].entries.len())
                    .sum(),
                drawn: drawn[group],
                outline: outline.source.name().to_owned(),
            };
            match found.get(*name) {
                Some(other) if other.times() <= depth.times() => {}
                _ => {
                    found.insert((*name).to_owned(), depth);
                }
            }
        }
    }
    Ok(found)
}
