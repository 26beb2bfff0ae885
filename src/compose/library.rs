use crate::diag::Result;
use crate::locality::Naming;
use crate::phrase::Bank;
use crate::template::{Genre, Limits, genres};
use crate::terms::Terms;
use crate::world::Shelf;
use std::sync::Arc;

/// Everything on a shelf that drafts are made with.
pub struct Library<'w> {
    /// The shelf.
    pub shelf: Shelf<'w>,
    /// The bank.
    pub bank: Bank,
    /// The fixed expressions.
    pub terms: Arc<Terms>,
    /// The naming rules.
    pub naming: Naming,
    /// The genres.
    pub genres: Vec<Genre>,
    /// What one render may cost.
    pub limits: Limits,
}

impl<'w> Library<'w> {
    /// Loads what is on the shelf.
    ///
    /// # Errors
    /// Faults of the user's own files.
    pub fn load(shelf: Shelf<'w>) -> Result<Self> {
        Ok(Self {
            bank: Bank::load(&shelf)?,
            terms: Arc::new(Terms::load(&shelf)?),
            naming: Naming::load(&shelf)?,
            genres: genres(&shelf)?,
            limits: Limits::default(),
            shelf,
        })
    }
}
