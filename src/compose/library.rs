use crate::diag::{Result, Span};
use crate::locality::{Naming, Table};
use crate::phrase::Bank;
use crate::template::{Genre, Limits, genres};
use crate::terms::Terms;
use crate::world::{Bundle, Shelf};
use std::sync::{Arc, OnceLock};

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
    /// The layout that the office of the place wants, and where it says so.
    pub layout: Option<(String, Span)>,
    /// The divisions, read when a place is first looked for.
    table: OnceLock<Table>,
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
            layout: None,
            table: OnceLock::new(),
            shelf,
        })
    }

    /// The table of divisions.
    ///
    /// # Errors
    /// A user's table that is not well formed.
    pub fn table(&self) -> Result<&Table> {
        match self.table.get() {
            Some(table) => Ok(table),
            None => {
                let table = Table::load(&self.shelf)?;
                Ok(self.table.get_or_init(|| table))
            }
        }
    }

    /// Whether anything on the shelf is not as it was shipped: names, phrases or templates.
    ///
    /// # Errors
    /// A user's file that cannot be read.
    pub fn has_own(&self) -> Result<bool> {
        let layers = self.shelf.layers(Bundle::Templates, &[".tera"])?;
        Ok(!self.bank.stamp().is_empty()
            || !self.naming.stamp().is_empty()
            || !self.terms.stamp().is_empty()
            || layers.values().flatten().any(|file| !file.is_default))
    }

    /// What of a user's own is in the table, if it has been read.
    pub(super) fn table_stamp(&self) -> &str {
        self.table.get().map_or("", Table::stamp)
    }
}
