use super::has;
use crate::genres::GENRES;
use crate::nigao::Nigao;
use std::path::Path;
use std::process::Command;

/// Whether the validator of the Open XML SDK is there.
fn has_validator() -> bool {
    has("ooxml-validator", &["--help"])
}

/// Holds a Word file against the schema of the first Word that reads such files and of the last.
fn validate(file: &Path) {
    for version in ["Office2007", "Microsoft365"] {
        let output = Command::new("ooxml-validator")
            .arg(file)
            .args(["--officeVersion", version])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{version}: {said}");
    }
}

#[test]
fn files_are_as_the_schema_has_them() {
    if !has_validator() {
        return;
    }
    for genre in GENRES {
        for layout in ["speech-gbt9704", "speech-podium", "speech-windows"] {
            let scene = Nigao::new().own(genre.outline);
            let args = ["draft", genre.outline, "--layout", layout, "-o", "o.docx"];
            let ran = scene.args(&args).succeeds();
            validate(&ran.folder.path().join("o.docx"));
        }
    }
}

#[test]
fn comments_and_changes_are_as_the_schema_has_them() {
    if !has_validator() {
        return;
    }
    let scene = Nigao::new().own("outlines/conference.yaml");
    let args = ["draft", "outlines/conference.yaml"];
    let old = scene
        .args(&[&args[..], &["--review", "-o", "old.docx"]].concat())
        .succeeds();
    let old = old.folder.path().join("old.docx");
    validate(&old);
    let revise = [
        "--seed",
        "2",
        "--revise",
        old.to_str().unwrap(),
        "-o",
        "new.docx",
    ];
    let scene = Nigao::new().own("outlines/conference.yaml");
    let new = scene.args(&[&args[..], &revise].concat()).succeeds();
    validate(&new.folder.path().join("new.docx"));
}
