use super::press::{Press, SIDE_BY_SIDE};
use super::set::of_set;
use super::{Order, Set};
use crate::check::Residues;
use crate::compose::{Composition, Library, Wishes};
use crate::diag::{Diagnostic, Faults, Result, both};
use crate::draft::Draft;
use crate::export::Exporter;
use crate::export::layout::Layout;
use crate::space::{Spread, Walker};
use rayon::prelude::*;

/// A batch being made.
pub struct Batch<'b> {
    /// The outlines at their places.
    pub sets: &'b [Set],
    /// What is to be made of each.
    pub order: &'b Order,
    /// What the drafts are wanted like otherwise than their outlines say.
    pub wishes: &'b Wishes,
    /// Everything that drafts of a set are made with.
    pub library: &'b (dyn Fn(&Set) -> Result<Library<'b>> + Sync),
    /// Is told how many more drafts are done.
    pub done: &'b (dyn Fn(u64) + Sync),
}

/// One set, ready for drafting.
pub(super) struct Bench<'c> {
    pub set: &'c Set,
    pub composition: &'c Composition<'c>,
    pub spread: &'c Spread<'c>,
    /// The names of other places, looked for where an office's own files may have brought one in.
    pub residues: Option<Residues<'c>>,
    /// What writes the files.
    pub exporter: Box<dyn Exporter>,
}

/// Sets with fewer drafts than this are made side by side; the drafts of larger ones are.
const LARGE: u64 = 256;

/// How many drafts one thread makes before they are handed on.
const STRETCH: usize = 512;

/// How many sets a thread makes before they are handed on.
const SETS: usize = 4;

impl Batch<'_> {
    /// How many drafts there are in all.
    pub fn total(&self) -> u64 {
        self.order.n * self.sets.len() as u64
    }

    /// Runs a set's drafting; its faults name the row of the list it comes from.
    pub(super) fn at<R>(&self, set: &Set, run: impl FnOnce(&Bench<'_>) -> Result<R>) -> Result<R> {
        let ready = || {
            let library = (self.library)(set)?;
            let wishes = Wishes {
                locality: set
                    .locality
                    .clone()
                    .or_else(|| self.wishes.locality.clone()),
                ..self.wishes.clone()
            };
            let composition = Composition::new(&library, &set.outline, &wishes)?;
            let spread = composition.spread(self.order.seed)?;
            let residues = if library.has_own()? {
                Some(Residues::new(library.table()?))
            } else {
                None
            };
            enough(set, spread.count(), self.order.n)?;
            let wanted = self.order.layout.as_deref();
            let layout = Layout::load(&library.shelf, wanted, library.layout.as_ref())?;
            run(&Bench {
                set,
                composition: &composition,
                spread: &spread,
                residues,
                exporter: self.order.format.exporter(&layout),
            })
        };
        ready().map_err(|faults| of_set(faults, set))
    }

    /// Makes drafts of every set, those that `numbers` names (from 0), many at a time; hands on what was made, set by set and
    /// in order.
    pub(super) fn drive<M: Default + Send>(
        &self,
        numbers: impl Fn(usize) -> Vec<u64> + Sync,
        draft: impl Fn(&Bench<'_>, &mut Press<'_>, &[u64], &mut M) -> Result<()> + Sync,
        mut take: impl FnMut(usize, M) -> Result<()>,
    ) -> Result<()> {
        // Of several faults the first in order is told, whichever was met first.
        let threads = rayon::current_num_threads();
        let stretch = |bench: &Bench<'_>, numbers: &[u64]| {
            let mut press = Press::new(bench.spread.walker());
            let mut made = M::default();
            for numbers in numbers.chunks(SIDE_BY_SIDE) {
                draft(bench, &mut press, numbers, &mut made)?;
            }
            (self.done)(numbers.len() as u64);
            Ok(made)
        };
        if self.order.n >= LARGE {
            for (at, set) in self.sets.iter().enumerate() {
                let numbers = numbers(at);
                if numbers.is_empty() {
                    continue;
                }
                self.at(set, |bench| {
                    for round in numbers.chunks(STRETCH * threads) {
                        let made = round
                            .par_chunks(STRETCH)
                            .map(|numbers| stretch(bench, numbers))
                            .collect::<Vec<Result<M>>>();
                        for made in made {
                            take(at, made?)?;
                        }
                    }
                    Ok(())
                })?;
            }
            return Ok(());
        }
        let all: Vec<usize> = (0..self.sets.len()).collect();
        for round in all.chunks(SETS * threads) {
            let made = round
                .par_iter()
                .map(|at| {
                    let numbers = numbers(*at);
                    if numbers.is_empty() {
                        return Ok(M::default());
                    }
                    self.at(&self.sets[*at], |bench| stretch(bench, &numbers))
                })
                .collect::<Vec<Result<M>>>();
            for (at, made) in round.iter().zip(made) {
                take(*at, made?)?;
            }
        }
        Ok(())
    }
}

impl Bench<'_> {
    /// Draft `number`, from 0.
    pub fn draft(&self, walker: &mut Walker<'_>, seed: u64, number: u64) -> Result<Draft> {
        let draft = self.composition.spread_draft(walker, seed, number + 1)?;
        if let Some(residues) = &self.residues {
            Faults::unless_empty(residues.in_draft(&draft, self.composition.locality()))?;
        }
        Ok(draft)
    }
}

fn enough(set: &Set, count: Option<u64>, wanted: u64) -> Result<()> {
    let name = &set.name;
    match count {
        Some(count) if count < wanted => Err(Diagnostic::error(
            "bound.count",
            both!(
                "`{name}` 要 {wanted} 篇，一共只能写出 {count} 篇",
                "{wanted} drafts of `{name}` are wanted, and there are only {count} in all"
            ),
        )
        .help(both!(
            "少要几篇，或让提纲多留些余地（少写 `text:`，多用要点和语料）",
            "ask for fewer, or leave the outline more open (fewer `text:`, more points from the bank)"
        ))
        .into()),
        _ => Ok(()),
    }
}
