//! How fast speeches are taken apart: a thousand of them, read from memory, their trees found and their outlines written.
//!
//! `cargo bench --bench extract`

use nigao::compose::{Composition, Library, Wishes};
use nigao::corpus::{Extractor, Keep, Paper, Tree, read};
use nigao::diag::Source;
use nigao::export::to_text;
use nigao::outline;
use nigao::world::{Bundle, Memory, Shelf, embedded};
use rayon::prelude::*;
use std::hint::black_box;
use std::time::Instant;

/// How many speeches of each shipped outline.
const EACH: u64 = 200;

fn main() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).expect("the defaults are sound");
    let extractor = Extractor::new(&library.bank);
    let mut speeches = Vec::new();
    for &(name, text) in embedded(Bundle::Outlines) {
        let outline = outline::load(&Source::new(name, text)).expect("the outline is sound");
        let composition =
            Composition::new(&library, &outline, &Wishes::default()).expect("it renders");
        let spread = composition.spread(1).expect("its length is in reach");
        let mut walker = spread.walker();
        for index in 1..=EACH {
            let draft = composition
                .spread_draft(&mut walker, 1, index)
                .expect("it is drafted");
            speeches.push(to_text(&draft).into_bytes());
        }
    }
    let bytes: usize = speeches.iter().map(Vec::len).sum();
    println!("| what | MB | MB/s |");
    println!("|---|---|---|");
    for (what, keep) in [
        ("tree", None),
        ("skeleton", Some(Keep::Skeleton)),
        ("points", Some(Keep::Points)),
        ("text", Some(Keep::Text)),
    ] {
        let mut rates: Vec<f64> = (0..5)
            .map(|_| {
                let begun = Instant::now();
                speeches.par_iter().for_each(|speech| {
                    let document =
                        read::read_bytes("speech.txt", speech.clone()).expect("it is text");
                    let paper = Paper::new(&document.source);
                    let tree = Tree::new(&paper);
                    let outline = keep.map(|keep| extractor.outline(&paper, &tree, keep));
                    black_box((tree, outline));
                });
                bytes as f64 / 1e6 / begun.elapsed().as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        println!("| {what} | {:.1} | {:.1} |", bytes as f64 / 1e6, rates[2]);
    }
}
