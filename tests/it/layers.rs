//! The layers of the house: a module uses only what stands to its right in the line of `docs/architecture.md`.

use crate::nigao::read;
use std::path::{Path, PathBuf};

/// Each layer's modules; a module may use those of the layers behind it, and itself.
const LAYERS: [&[&str]; 9] = [
    &["cli"],
    &["web", "batch"],
    &["compose", "corpus", "export", "check"],
    &["template"],
    &["draft", "outline"],
    &["space", "locality"],
    &["phrase"],
    &["terms"],
    &["diag", "world"],
];

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` has no place in the layers"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// Whether one may use the other. `world` reports faults, so it alone of its layer uses its neighbour `diag`.
fn may(module: &str, used: &str) -> bool {
    module == used || layer(module) < layer(used) || (module, used) == ("world", "diag")
}

#[test]
fn every_arrow_points_to_the_right() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut arrows = 0;
    let mut wrong = Vec::new();
    for file in files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let module = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let module = module.trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        for (number, line) in read(&file).lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used: String = used
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if used.is_empty() || !src.join(&used).is_dir() {
                    continue;
                }
                arrows += 1;
                if !may(module, &used) {
                    wrong.push(format!(
                        "{}:{}: {module} uses {used}",
                        inside.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(arrows > 50, "the reader of `use` lines has gone blind");
    assert_eq!(wrong, Vec::<String>::new());
}
