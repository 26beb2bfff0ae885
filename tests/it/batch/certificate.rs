//! The certificate of a batch, computed again from its files by a program that has nothing in common with ours.

use super::Scene;
use crate::genres::{GENRES, blocks};
use nigao::batch::Pairs;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The letters of a text: Han, letters, digits.
pub fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the test finds of some drafts.
struct Found {
    max: f64,
    mean: f64,
    worst: (usize, usize),
    lower_bound: f64,
}

/// Every pair of drafts, each a set of runs of eight.
fn all_pairs(drafts: &[BTreeSet<u32>]) -> Found {
    let mut overlaps = Vec::new();
    for a in 0..drafts.len() {
        for b in a + 1..drafts.len() {
            let shared = drafts[a].intersection(&drafts[b]).count() as f64;
            let shorter = drafts[a].len().min(drafts[b].len()) as f64;
            overlaps.push((shared / shorter, (a, b)));
        }
    }
    let max = overlaps.iter().map(|o| o.0).fold(0.0, f64::max);
    let (n, held) = (
        drafts.len() as f64,
        drafts.iter().map(BTreeSet::len).sum::<usize>() as f64,
    );
    let distinct = drafts.iter().flatten().collect::<BTreeSet<_>>().len() as f64;
    let longest = drafts.iter().map(BTreeSet::len).max().unwrap() as f64;
    Found {
        max,
        mean: overlaps.iter().map(|o| o.0).sum::<f64>() / overlaps.len() as f64,
        worst: overlaps.iter().find(|o| o.0 >= max).unwrap().1,
        lower_bound: held * (held / distinct - 1.0) / (n * (n - 1.0) * longest),
    }
}

/// Runs of eight letters, each a number of its own.
#[derive(Default)]
struct Runs(BTreeMap<Vec<char>, u32>);

impl Runs {
    /// Those of a draft: all, and those in which no letter of `own` stands.
    fn of(&mut self, letters: &[char], own: &BTreeSet<usize>) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let (mut whole, mut generated) = (BTreeSet::new(), BTreeSet::new());
        for (at, run) in letters.windows(8).enumerate() {
            let next = self.0.len() as u32;
            let number = *self.0.entry(run.to_vec()).or_insert(next);
            whole.insert(number);
            if own.range(at..at + 8).next().is_none() {
                generated.insert(number);
            }
        }
        (whole, generated)
    }
}

/// The places of the letters that a line of a manifest says are the outline's.
fn own(line: &Value) -> BTreeSet<usize> {
    let stretches = line["own"].as_array().unwrap().iter();
    stretches
        .flat_map(|stretch| {
            let from = stretch[0].as_u64().unwrap() as usize;
            from..from + stretch[1].as_u64().unwrap() as usize
        })
        .collect()
}

fn holds(said: &Value, found: &Found, files: &[String]) {
    let number = |value: &Value| value.as_f64().unwrap();
    let near = |said: &Value, found: f64| (number(said) - found).abs() < 1e-6;
    let overlap = &said["overlap"];
    assert!(near(&overlap["max"], found.max), "{said} {}", found.max);
    assert!(near(&overlap["mean"], found.mean), "{said} {}", found.mean);
    let least = found.lower_bound;
    assert!(near(&said["lower_bound"], least), "{said} {least}");
    assert!(number(&said["lower_bound"]) <= number(&overlap["mean"]));
    let worst = [&files[found.worst.0], &files[found.worst.1]];
    assert_eq!(overlap["worst"], json!(worst));
}

/// A hundred drafts of each shipped outline overlap by a quarter at most and by 15 % on average, by the test's own count.
#[test]
fn a_hundred_drafts_of_each_outline_are_as_far_apart_as_is_certified() {
    let scene = Scene::new();
    for genre in GENRES {
        let (name, outline) = (genre.name(), genre.outline);
        scene.succeeds(&format!(
            "batch {outline} -n 100 --max-overlap 0.25 -o {name}"
        ));
        let certificate = scene.json(&format!("{name}/certificate.json"));
        let manifest = scene.lines(&format!("{name}/manifest.jsonl"));
        assert_eq!(manifest.len(), 100);
        let mut runs = Runs::default();
        let (mut files, mut whole, mut generated) = (Vec::new(), Vec::new(), Vec::new());
        for (number, line) in (1..).zip(&manifest) {
            let file = line["file"].as_str().unwrap().to_owned();
            assert_eq!(file, format!("{name}-{number:03}.txt"));
            assert_eq!(json!([line["index"], line["seed"]]), json!([number, 1]));
            let text = scene.read(&format!("{name}/{file}"));
            let hash = Sha256::digest(text.as_bytes());
            let hash: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(line["sha256"], hash.concat().as_str());
            let (all, others) = runs.of(&letters(&text), &own(line));
            assert!(others.len() < all.len(), "every outline gives something");
            whole.push(all);
            generated.push(others);
            files.push(file);
        }
        let said = json!({
            "n": 100, "drafts": 100, "pairs": 4950, "compared": 100, "shingle": 8, "max_overlap": 0.25,
            "text": "whole", "examined": "all",
        });
        for (key, value) in said.as_object().unwrap() {
            assert_eq!(certificate[key], *value, "{key}");
        }
        let found = all_pairs(&whole);
        holds(&certificate, &found, &files);
        holds(&certificate["generated"], &all_pairs(&generated), &files);
        holds(&certificate["groups"][0], &found, &files);
        assert!(found.max <= 0.25, "{name}: {}", found.max);
        assert!(found.mean <= 0.15, "{name}: {}", found.mean);
        let written = super::folder(&scene.path(name));
        let beside = [
            "batch.json",
            "certificate.json",
            "manifest.jsonl",
            "report.html",
        ];
        assert_eq!(written.len(), 100 + beside.len());
        assert!(beside.iter().all(|file| written.contains_key(*file)));
    }
}

/// What the manifest says the outline gave is what the draft says it gave.
#[test]
fn the_letters_of_the_outline_are_those_of_its_spans() {
    let scene = Scene::new();
    for genre in GENRES {
        let (name, outline) = (genre.name(), genre.outline);
        scene.succeeds(&format!("batch {outline} -n 3 -f json -o {name}"));
        for line in scene.lines(&format!("{name}/manifest.jsonl")) {
            let draft = scene.json(&format!("{name}/{}", line["file"].as_str().unwrap()));
            assert_eq!(
                (&line["id"], &line["chars"]),
                (&draft["id"], &draft["chars"])
            );
            let (mut at, mut given) = (0, BTreeSet::new());
            for block in blocks(&draft) {
                at += letters(block["number"].as_str().unwrap_or("")).len();
                for span in block["spans"].as_array().unwrap() {
                    let to = at + letters(span["text"].as_str().unwrap()).len();
                    if span["origin"]["kind"] == "outline" {
                        given.extend(at..to);
                    }
                    at = to;
                }
            }
            assert_eq!(own(&line), given, "{name}");
        }
    }
}

/// A thousand of each keep a third; some of the pairs are counted here as well.
#[test]
fn a_thousand_drafts_of_each_outline_keep_a_third() {
    for genre in GENRES {
        genre.composed(|composition| {
            let spread = composition.spread(1).unwrap();
            let mut walker = spread.walker();
            let (mut pairs, mut runs) = (Pairs::default(), Runs::default());
            let mut some = Vec::new();
            for index in 1..=1000 {
                let draft = composition.spread_draft(&mut walker, 1, index).unwrap();
                let found = draft.letters();
                pairs.push(0, &found);
                if index % 10 == 0 {
                    some.push(runs.of(&found.all, &BTreeSet::new()).0);
                }
            }
            let examined = pairs.whole(Some(0.33), false);
            assert_eq!((examined.pairs, examined.within), (499_500, 1000));
            assert!(examined.max <= 0.33 && examined.mean <= 0.15);
            for (at, a) in some.iter().enumerate() {
                for b in some[at + 1..].iter().step_by(9) {
                    let shorter = a.len().min(b.len());
                    assert!(100 * a.intersection(b).count() <= 33 * shorter);
                }
            }
        });
    }
}
