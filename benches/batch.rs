//! Many drafts, beside what the machine can do at most: appending strings that are chosen already, and writing and renaming
//! bytes that are there already. Both sides in one run, as a ratio.
//!
//! `cargo bench --bench batch`

use nigao::batch::{Batch, Certify, Order, sets};
use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Source;
use nigao::draft::{Origin, Sink};
use nigao::export::{Format, Lines};
use nigao::outline;
use nigao::space::Pick;
use nigao::world::{Bundle, Disk, Memory, Shelf, World, embedded};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    println!("| outline | picked and written, a second | strings appended, a second | ratio |");
    println!("|---|---|---|---|");
    for &(name, text) in embedded(Bundle::Outlines) {
        in_memory(name, text);
    }
    println!();
    println!("| outline | files, a second | written and renamed, a second | ratio |");
    println!("|---|---|---|---|");
    let all = embedded(Bundle::Outlines);
    let (name, text) = all
        .iter()
        .find(|(name, _)| *name == "rectification.yaml")
        .expect("the outline is part of the program");
    files(name, text);
}

/// How many drafts are in a round.
const ROUND: u64 = 2_048;

/// How many are made side by side.
const SIDE_BY_SIDE: usize = 64;

/// The median time of several rounds.
fn median(mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            let begun = Instant::now();
            round();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn row(name: &str, count: u64, ours: Duration, theirs: Duration) {
    let rate = |time: Duration| count as f64 / time.as_secs_f64();
    let (a, b) = (rate(ours), rate(theirs));
    println!("| {name} | {a:.0} | {b:.0} | {:.2} |", a / b);
}

fn in_memory(name: &str, text: &str) {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).expect("the defaults are sound");
    let outline = outline::load(&Source::new(name, text)).expect("the outline is sound");
    let composition = Composition::new(&library, &outline, &Wishes::default()).expect("it renders");
    let spread = composition.spread(1).expect("its length is in reach");
    let mut walker = spread.walker();
    let mut pick = Pick::default();
    let mut text = String::new();
    let mut picks = vec![Pick::default(); SIDE_BY_SIDE];
    let mut texts = vec![String::new(); SIDE_BY_SIDE];
    let ours = median(|| {
        let numbers: Vec<u64> = (0..ROUND).collect();
        for numbers in numbers.chunks_exact(SIDE_BY_SIDE) {
            walker.pick_all(numbers, &mut picks).expect("in the band");
            for text in &mut texts {
                text.clear();
            }
            let mut lines: Vec<Lines<'_>> = texts.iter_mut().map(Lines::new).collect();
            composition
                .tell_all(&picks, &mut lines)
                .expect("picks of its own");
            black_box(&texts);
        }
    });
    // The same strings, chosen beforehand.
    let chosen: Vec<Vec<String>> = (0..ROUND)
        .map(|number| {
            walker.pick(number, &mut pick).expect("in the band");
            let mut strings = Strings(Vec::new());
            composition
                .tell(&pick, &mut strings)
                .expect("a pick of its own");
            strings.0
        })
        .collect();
    let theirs = median(|| {
        for strings in &chosen {
            text.clear();
            for string in strings {
                text.push_str(string);
            }
            black_box(&text);
        }
    });
    row(name, ROUND, ours, theirs);
}

/// Keeps every string it is told.
struct Strings(Vec<String>);

impl Sink for Strings {
    fn words(&mut self, text: &str, _: impl FnOnce() -> Origin) {
        self.0.push(text.to_owned());
    }

    fn number(&mut self, _: u8, text: &str) {
        self.0.push(text.to_owned());
    }

    fn begin(&mut self, _: nigao::draft::BlockKind, _: Option<u8>) {}

    fn close(&mut self) {
        self.0.push("\n\u{3000}\u{3000}".to_owned());
    }

    fn step(&mut self, _: &str) {}
}

/// How many files are written.
const FILES: u64 = 10_000;

#[expect(clippy::disallowed_methods, reason = "this is what is compared with")]
fn files(name: &str, text: &str) {
    let folder = tempfile::tempdir().expect("a folder for files");
    let order = Order {
        n: FILES,
        seed: 1,
        format: Format::Text,
        layout: None,
        max_overlap: None,
        certify: Certify::None,
        across: false,
        shard: None,
    };
    let sets = sets(&[Source::new(name, text)], &[]).expect("the outline is sound");
    let wishes = Wishes::default();
    let world = Memory::default();
    let library = |_: &nigao::batch::Set| Library::load(Shelf::new(&world, ""));
    let batch = Batch {
        sets: &sets,
        order: &order,
        wishes: &wishes,
        library: &library,
        done: &|_| {},
    };
    let mut turn = 0;
    let mut fresh = |folder: &Path| {
        turn += 1;
        folder.join(turn.to_string())
    };
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for _ in 0..5 {
        let path = fresh(folder.path());
        let begun = Instant::now();
        let held = Disk.hold(&path).expect("a folder of its own");
        batch.write(&*held, &path, None).expect("it is written");
        drop(held);
        ours.push(begun.elapsed());
        // The same bytes under the same names, by as many threads.
        let mut contents: Vec<(String, Vec<u8>)> = Vec::new();
        for entry in std::fs::read_dir(&path).expect("the folder is there") {
            let name = entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned();
            contents.push((
                name.clone(),
                std::fs::read(path.join(&name)).expect("a file"),
            ));
        }
        // In the order in which they were written, not that of the file system's index, which would spare it much.
        contents.sort();
        let path = fresh(folder.path());
        std::fs::create_dir(&path).expect("a folder of its own");
        let begun = Instant::now();
        let threads = rayon::current_num_threads();
        std::thread::scope(|scope| {
            for part in contents.chunks(contents.len().div_ceil(threads)) {
                let path = &path;
                scope.spawn(move || {
                    for (name, bytes) in part {
                        let undone = path.join(format!(".{name}"));
                        std::fs::write(&undone, bytes).expect("it is written");
                        std::fs::rename(&undone, path.join(name)).expect("it is renamed");
                    }
                });
            }
        });
        theirs.push(begun.elapsed());
    }
    ours.sort();
    theirs.sort();
    row(name, FILES, ours[2], theirs[2]);
}
