//! Comments on where sentences come from, and changes since an earlier draft.

use super::structure::check;
use super::{has, python};
use crate::nigao::Nigao;
use serde_json::Value;

/// What a Word file says beside its words: comments, marked words, and its text as it was and as it is.
fn aids(args: &[&str]) -> Option<(Value, tempfile::TempDir)> {
    if !has("python3", &["-c", "import docx, lxml"]) {
        return None;
    }
    let scene = Nigao::new().own("outlines/exchange.yaml");
    let first = ["draft", "outlines/exchange.yaml", "-o", "old.docx"];
    let folder = scene.args(&first).succeeds().folder;
    let old = folder.path().join("old.docx").display().to_string();
    let args: Vec<&str> = args
        .iter()
        .map(|a| if *a == "OLD" { old.as_str() } else { a })
        .collect();
    let scene = Nigao::new().own("outlines/exchange.yaml");
    let ran = scene
        .args(
            &[
                &["draft", "outlines/exchange.yaml", "-o", "o.docx"],
                &args[..],
            ]
            .concat(),
        )
        .succeeds();
    assert_eq!(
        check("speech-gbt9704", ran.folder.path()),
        "1 files are as they should be\n"
    );
    let file = ran.folder.path().join("o.docx").display().to_string();
    let told = python("aids.py", &[&file, &old]);
    Some((serde_json::from_str(&told).unwrap(), ran.folder))
}

#[test]
fn each_generated_sentence_has_a_comment() {
    let Some((told, _)) = aids(&["--review", "--set", "theme=〔待补：主题〕"]) else {
        return;
    };
    let comments = told["comments"].as_array().unwrap();
    assert!(comments.len() > 20);
    for comment in comments {
        let said = comment["said"].as_str().unwrap();
        assert!(
            said.contains("语料 phrases/") || said.contains("模板 templates/"),
            "{said}"
        );
        assert!(!comment["about"].as_str().unwrap().is_empty());
    }
    let marked = told["marked"].as_array().unwrap();
    assert!(!marked.is_empty());
    assert!(marked.iter().all(|m| m == "〔待补：主题〕"), "{marked:?}");
    assert_eq!(told["now"], told["words"]);
}

/// Refusing all changes gives the earlier draft with its styles, taking them all the later one.
#[test]
fn changes_lead_from_the_old_draft_to_the_new() {
    let Some((told, _)) = aids(&["--revise", "OLD", "--seed", "2"]) else {
        return;
    };
    assert_eq!(told["before"], told["old"]);
    assert!(told["old"].as_str().unwrap().starts_with("Title "));
    let scene = Nigao::new().own("outlines/exchange.yaml");
    let text = scene
        .args(&["draft", "outlines/exchange.yaml", "--seed", "2"])
        .succeeds()
        .stdout;
    let words = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(words(told["now"].as_str().unwrap()), words(&text));
    assert!(told["changes"].as_u64().unwrap() > 5);
}

#[test]
fn aids_are_for_word_files() {
    let scene = Nigao::new().own("outlines/exchange.yaml");
    let args = ["draft", "outlines/exchange.yaml", "--review", "-o", "o.txt"];
    insta::assert_snapshot!(scene.args(&args).fails());
}
