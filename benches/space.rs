//! How long the steps of one draft take: rendering a template into its space, counting, picking, writing out.

use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Source;
use nigao::outline;
use nigao::space::{Aim, Numbering, sample};
use nigao::world::{Bundle, Memory, Shelf, embedded};

fn main() {
    divan::main();
}

fn text() -> &'static str {
    let all = embedded(Bundle::Outlines);
    all.iter()
        .find(|(name, _)| *name == "rectification.yaml")
        .map(|(_, text)| *text)
        .expect("the outline is part of the program")
}

fn with_composition(run: impl FnOnce(&Composition<'_>)) {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).expect("the defaults are sound");
    let outline = outline::load(&Source::new("o.yaml", text())).expect("the outline is sound");
    let composition = Composition::new(&library, &outline, &Wishes::default()).expect("it renders");
    run(&composition);
}

#[divan::bench]
fn load_defaults(bencher: divan::Bencher<'_, '_>) {
    let world = Memory::default();
    bencher.bench(|| {
        Library::load(Shelf::new(&world, ""))
            .expect("the defaults are sound")
            .bank
            .entries()
            .len()
    });
}

#[divan::bench]
fn render_to_space(bencher: divan::Bencher<'_, '_>) {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).expect("the defaults are sound");
    let outline = outline::load(&Source::new("o.yaml", text())).expect("the outline is sound");
    bencher.bench(|| {
        Composition::new(&library, &outline, &Wishes::default())
            .expect("it renders")
            .plan()
            .slots
            .len()
    });
}

#[divan::bench]
fn count_exactly(bencher: divan::Bencher<'_, '_>) {
    with_composition(|c| bencher.bench(|| Numbering::new(&c.plan().space).count()));
}

#[divan::bench]
fn count_by_length(bencher: divan::Bencher<'_, '_>) {
    with_composition(|c| bencher.bench(|| Aim::new(&c.plan().space)));
}

#[divan::bench]
fn pick_in_a_band(bencher: divan::Bencher<'_, '_>) {
    with_composition(|c| {
        let aim = Aim::new(&c.plan().space);
        let mut seed = 0;
        bencher.bench_local(|| {
            seed += 1;
            aim.pick(&(2850..=3150), seed)
        });
    });
}

#[divan::bench]
fn pick_freely(bencher: divan::Bencher<'_, '_>) {
    with_composition(|c| {
        let mut seed = 0;
        bencher.bench_local(|| {
            seed += 1;
            sample(&c.plan().space, seed)
        });
    });
}

#[divan::bench]
fn write_out(bencher: divan::Bencher<'_, '_>) {
    with_composition(|c| {
        let pick = sample(&c.plan().space, 1).expect("there is a draft");
        bencher.bench(|| c.write(&pick, 1));
    });
}
