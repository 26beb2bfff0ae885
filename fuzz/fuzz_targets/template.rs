//! Any text as a part of a template: it renders or is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Source;
use nigao::outline;
use nigao::world::{Memory, Shelf};

const OUTLINE: &str = "genre: rectification\ntitle: 讲话\nsections:\n- move: opening\n  occasion: 会议\n- move: call\n  cause: 推动工作\n";

fuzz_target!(|text: &str| {
    let world = Memory::new([("templates/parts/call.tera", text)]);
    let Ok(library) = Library::load(Shelf::new(&world, "")) else { return };
    let outline = outline::load(&Source::new("o.yaml", OUTLINE)).expect("the outline is sound");
    if let Ok(composition) = Composition::new(&library, &outline, &Wishes::default()) {
        let _ = composition.draft(1);
    }
});
