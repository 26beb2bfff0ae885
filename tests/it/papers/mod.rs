//! Other people's documents: what is taken away, their section trees against trees made by hand, and outlines that draft them
//! again.

mod again;
mod any;
mod findings;
mod trees;

use nigao::corpus::{Paper, Tree, read};
use nigao::diag::Source;
use nigao::world::{Disk, World};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A document with the tree that was made of it by hand.
struct Annotated {
    name: String,
    text: String,
    tree: Value,
}

fn annotated(annotations: &Path, texts: &Path) -> Vec<Annotated> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(annotations)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let tree: Value = serde_json::from_slice(&Disk.read(path).unwrap()).unwrap();
        let name = tree["file"].as_str().unwrap().to_owned();
        let document = read::read(&Disk, &texts.join(&name)).unwrap();
        Annotated {
            text: document.source.text().to_owned(),
            name,
            tree,
        }
    };
    paths.iter().map(read).collect()
}

fn ours() -> Vec<Annotated> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    annotated(
        &root.join("tests/data/papers"),
        &root.join("examples/corpus"),
    )
}

impl Annotated {
    fn found(&self) -> Value {
        let paper = Paper::new(&Source::new(&self.name, &self.text));
        Tree::new(&paper).json(&paper)
    }
}
