//! A harvest, beside a program that cuts the same text into words and does nothing else with it: both in one run, as a ratio.
//!
//! `cargo bench --bench harvest` takes drafts of the shipped outlines; `cargo bench --bench harvest -- DIR` the text files of a folder.

use jieba_rs::Jieba;
use nigao::compose::{Composition, Library, Wishes};
use nigao::corpus::harvest::{Options, Passage, Speech, harvest};
use nigao::diag::Source;
use nigao::export::Lines;
use nigao::locality::Table;
use nigao::outline;
use nigao::phrase::Bank;
use nigao::space::Pick;
use nigao::terms::Terms;
use nigao::world::{Bundle, Memory, Shelf, embedded};
use rayon::prelude::*;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many drafts are made of each outline.
const DRAFTS: u64 = 60;

/// How often each side is timed.
const ROUNDS: usize = 5;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let texts = match &folder {
        Some(folder) => files(Path::new(folder)),
        None => drafts(),
    };
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let papers: Vec<Speech> = texts.iter().map(|(name, text)| paper(name, text)).collect();
    let world = Memory::default();
    let shelf = Shelf::new(&world, "");
    let bank = Bank::load(&shelf).expect("the defaults are sound");
    let terms = Terms::load(&shelf).expect("the defaults are sound");
    let table = Table::load(&shelf).expect("the defaults are sound");
    let options = Options::new(&bank, &terms, &table);
    let jieba = Jieba::new();
    let ours = median(|| {
        black_box(harvest(&papers, &options));
    });
    let theirs = median(|| {
        texts.par_iter().for_each(|(_, text)| {
            black_box(jieba.cut(text, false).len());
        });
    });
    let rate = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    println!("| documents | MB | harvested, MB/s | cut by jieba, MB/s | ratio |");
    println!("|---|---|---|---|---|");
    println!(
        "| {} | {:.1} | {:.1} | {:.1} | {:.2} |",
        texts.len(),
        bytes as f64 / 1e6,
        rate(ours),
        rate(theirs),
        rate(ours) / rate(theirs)
    );
}

fn median(mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            round();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

/// A document of a paragraph a line.
fn paper(name: &str, text: &str) -> Speech {
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        let begin = line.chars().take_while(|c| c.is_whitespace()).count();
        let chars = line.trim().chars().enumerate();
        if !line.trim().is_empty() {
            paragraphs.push(Passage::new(
                chars.map(|(n, c)| (c, (at + begin + n) as u32, c)),
            ));
        }
        at += line.chars().count() + 1;
    }
    Speech {
        name: name.to_owned(),
        date: None,
        paragraphs,
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench reads what it is given")]
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<_> = folder
        .read_dir()
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let read = |path: &Path| {
        Some((
            path.display().to_string(),
            std::fs::read_to_string(path).ok()?,
        ))
    };
    paths.iter().filter_map(|path| read(path)).collect()
}

fn drafts() -> Vec<(String, String)> {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).expect("the defaults are sound");
    let mut texts = Vec::new();
    for &(name, text) in embedded(Bundle::Outlines) {
        let outline = outline::load(&Source::new(name, text)).expect("the outline is sound");
        let composition =
            Composition::new(&library, &outline, &Wishes::default()).expect("it renders");
        let spread = composition.spread(1).expect("its length is in reach");
        let mut walker = spread.walker();
        let mut pick = Pick::default();
        for number in 0..DRAFTS {
            walker.pick(number, &mut pick).expect("in the band");
            let mut text = String::new();
            composition
                .tell(&pick, &mut Lines::new(&mut text))
                .expect("a pick of its own");
            texts.push((format!("{name} {number}"), text));
        }
    }
    texts
}
