//! Parses the data that is built into the program, so that the program need not parse it when it starts.

#![allow(
    clippy::disallowed_methods,
    reason = "a build script has no world but the disk"
)]

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[allow(dead_code, missing_docs)]
#[path = "src/locality/raw.rs"]
mod locality;
#[allow(dead_code, missing_docs)]
#[path = "src/phrase/raw.rs"]
mod phrase;
#[allow(dead_code, missing_docs)]
#[path = "src/terms/raw.rs"]
mod terms;

fn main() {
    for folder in ["phrases", "terms", "localities", "templates", "outlines"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    // What a draft's id says of the defaults: one hash a folder, over names and bytes.
    for folder in ["phrases", "terms", "localities", "templates"] {
        println!(
            "cargo:rustc-env=NIGAO_{}={}",
            folder.to_uppercase(),
            hash(folder)
        );
    }
    let terms: terms::RawTerms = read("terms/expressions.yaml");
    write("terms.bin", &terms);
    write("naming.bin", &naming());
    write("divisions.bin", &divisions());
    write("phrases.bin", &bank());
}

fn naming() -> locality::RawNaming<(u32, locality::RawRow)> {
    let raw: locality::RawNaming<serde_yaml::Spanned<locality::RawRow>> =
        read("localities/naming.yaml");
    raw.map(|row| (row.referenced.line() as u32, row.value))
}

fn divisions() -> Vec<locality::RawDivision> {
    let path = "localities/divisions.csv";
    csv::Reader::from_path(path)
        .and_then(|mut reader| reader.deserialize().collect())
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn bank() -> phrase::RawBank {
    let mut names: Vec<String> = std::fs::read_dir("phrases")
        .expect("phrases/ is part of the package")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "yaml"))
        .collect();
    names.sort();
    let mut bank = phrase::RawBank::default();
    for name in names {
        let path = format!("phrases/{name}");
        match name.as_str() {
            "roles.yaml" => bank.roles = read(&path),
            "topics.yaml" => bank.topics = read(&path),
            "sources.yaml" => bank.sources = read(&path),
            _ => {
                let entries: Vec<serde_yaml::Spanned<phrase::RawEntry>> = read(&path);
                bank.files.push(phrase::RawFile {
                    name,
                    entries: entries
                        .into_iter()
                        .map(|entry| (entry.referenced.line() as u32, entry.value))
                        .collect(),
                });
            }
        }
    }
    bank
}

fn hash(folder: &str) -> String {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().replace('\\', "/").as_bytes());
        hash.update(
            std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        );
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|e| ["yaml", "csv", "tera", "txt"].iter().any(|k| e == *k))
        {
            // Notes and scripts that lie beside the data say nothing in a draft.
            files.push(path);
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write<T: serde::Serialize>(name: &str, value: &T) {
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let bytes = postcard::to_stdvec(value).expect("plain data can be written");
    std::fs::write(PathBuf::from(folder).join(name), bytes).expect("OUT_DIR can be written");
}
