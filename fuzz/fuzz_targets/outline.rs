//! Any bytes as an outline: it is read or refused, and what is read is drafted or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::compose::{Composition, Library, Wishes};
use nigao::outline;
use nigao::world::{Memory, Shelf, decode};
use std::sync::LazyLock;

static WORLD: LazyLock<Memory> = LazyLock::new(Memory::default);
static LIBRARY: LazyLock<Library<'static>> =
    LazyLock::new(|| Library::load(Shelf::new(&*WORLD, "")).expect("the defaults are sound"));

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = decode("fuzz.yaml", bytes.to_vec()) else { return };
    let Ok(outline) = outline::load(&source) else { return };
    if let Ok(composition) = Composition::new(&LIBRARY, &outline, &Wishes::default()) {
        let _ = composition.draft(1);
    }
});
