//! The verbs, one file each.

mod bank;
mod batch;
mod completions;
mod diff;
mod draft;
mod explain;
mod export;
mod extract;
mod full;
mod harvest;
mod init;
mod list;
mod locality;
mod new;
mod overlay;
mod schema;
mod space;

use super::args::{Command, Wishes};
use super::desk::Desk;
use crate::compose::{self, Pin};
use crate::diag::{Result, Source};
use crate::outline::{Change, Outline, load_with};
use crate::world::{Bundle, read_text};
use std::path::Path;
use std::sync::Arc;

/// Does what was asked; the exit status.
pub(super) fn run(command: &Command, desk: &mut Desk<'_>) -> Result<u8> {
    match command {
        Command::Draft(args) => draft::run(args, desk),
        Command::Batch(args) => batch::run(args, desk),
        Command::Space(args) => space::run(args, desk),
        Command::Diff(args) => diff::run(args, desk),
        Command::Export(args) => export::run(args, desk),
        Command::Extract(args) => extract::run(args, desk),
        Command::Harvest(args) => harvest::run(args, desk),
        Command::Bank(args) => bank::run(args, desk),
        Command::Locality(args) => locality::run(args, desk),
        Command::List => list::run(desk),
        Command::New(args) => new::run(args, desk),
        Command::Init(args) => init::run(args, desk),
        Command::Schema(args) => schema::run(args, desk),
        Command::Completions { shell } => completions::run(*shell, desk),
    }
}

/// An outline by its path, or one of those on the shelf by its name: `rectification`.
fn read_outline(desk: &Desk<'_>, path: &Path, set: &[(String, String)]) -> Result<Outline> {
    let changes: Vec<Change> = set
        .iter()
        .map(|(key, value)| Change {
            key: key.clone(),
            value: value.clone(),
            at: None,
        })
        .collect();
    load_with(&outline_source(desk, path)?, &changes)
}

/// The file of an outline.
fn outline_source(desk: &Desk<'_>, path: &Path) -> Result<Arc<Source>> {
    if desk.world.size(path).is_err()
        && let Some(name) = path.to_str()
    {
        let wanted = format!("{name}.yaml");
        let shelf = desk.shelf().files(Bundle::Outlines, &[".yaml"])?;
        if let Some(file) = shelf.iter().find(|file| file.path == wanted) {
            return Ok(Arc::clone(&file.source));
        }
    }
    read_text(desk.world, path)
}

impl Wishes {
    fn with_pace(&self, pace: u32) -> compose::Wishes {
        compose::Wishes {
            length: self.length,
            date: self.date,
            locality: self.locality.clone(),
            pace: crate::draft::Pace(pace),
            pins: pins(&self.pin),
            redraws: Vec::new(),
        }
    }
}

/// Slots held to entries, as they are asked for.
fn pins(given: &[(String, String)]) -> Vec<Pin> {
    let pin = |(slot, entry): &(String, String)| Pin {
        slot: slot.clone(),
        entry: entry.clone(),
    };
    given.iter().map(pin).collect()
}
