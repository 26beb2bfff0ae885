//! The library in twenty lines: reads an outline, drafts it, and prints each sentence.
//!
//! `cargo run --example draft -- outlines/rectification.yaml`

use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Result;
use nigao::draft::sentences;
use nigao::outline;
use nigao::world::{Disk, Shelf, read_text};
use std::path::Path;

fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "outlines/rectification.yaml".to_owned());
    let outline = outline::load(&read_text(&Disk, Path::new(&path))?)?;
    let library = Library::load(Shelf::new(&Disk, ""))?;
    let composition = Composition::new(&library, &outline, &Wishes::default())?;
    let draft = composition.draft(1)?;
    for sentence in draft.blocks.iter().flat_map(sentences) {
        println!("{}", sentence.text());
    }
    Ok(())
}
