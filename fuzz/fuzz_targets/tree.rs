//! Any text as a speech: its tree stands in order, and its outlines are outlines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::compose::Library;
use nigao::corpus::harvest::Speech;
use nigao::corpus::{Extractor, Keep, Paper, Tree, findings};
use nigao::diag::Source;
use nigao::world::{Memory, Shelf};
use std::sync::LazyLock;

static WORLD: LazyLock<Memory> = LazyLock::new(Memory::default);
static LIBRARY: LazyLock<Library<'static>> =
    LazyLock::new(|| Library::load(Shelf::new(&*WORLD, "")).expect("the defaults are sound"));

fuzz_target!(|text: &str| {
    let paper = Paper::new(&Source::new("fuzz.txt", text));
    let tree = Tree::new(&paper);
    let starts: Vec<usize> = tree.nodes().iter().map(|n| n.start).collect();
    assert!(starts.windows(2).all(|w| w[0] <= w[1]));
    let _ = findings(&paper, &tree);
    let _ = Speech::of(&paper, "fuzz");
    let extractor = Extractor::new(&LIBRARY.bank);
    for keep in [Keep::Skeleton, Keep::Points, Keep::Text] {
        let _ = extractor.outline(&paper, &tree, keep);
    }
});
