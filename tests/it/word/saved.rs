use super::has;
use crate::genres::GENRES;
use crate::nigao::{Nigao, read};
use std::process::Command;

/// A file that another program saved, with styles of other ids and runs of its own, is the same draft.
#[test]
fn a_file_that_another_program_saved_comes_back() {
    if !has("soffice", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let written = |genre: &str, ending: &str| {
        let file = place(&format!("{genre}.{ending}"));
        let args = ["draft", genre, "--seed", "3", "-o", file.as_str()];
        Nigao::new().args(&args).succeeds();
        file
    };
    let files = GENRES.map(|genre| written(genre.name(), "docx"));
    let profile = format!("-env:UserInstallation=file://{}", place("profile"));
    let saved = place("saved");
    let done = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            &saved,
        ])
        .args(&files)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    for genre in GENRES {
        let (name, text) = (genre.name(), written(genre.name(), "txt"));
        let (file, again) = (
            place(&format!("saved/{name}.docx")),
            place(&format!("{name}-again.txt")),
        );
        let ran = Nigao::new()
            .args(&["export", &file, "-o", &again])
            .succeeds();
        assert_eq!(ran.stderr, "", "{name}");
        assert_eq!(read(again.as_ref()), read(text.as_ref()), "{name}");
    }
}
