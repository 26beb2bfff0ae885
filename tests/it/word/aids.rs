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

/// What is set otherwise than it is written, and what changes its level alone, are as they were when changes are refused.
#[test]
fn what_is_set_otherwise_is_tracked_as_it_is_set() {
    if !has("python3", &["-c", "import docx, lxml"]) {
        return;
    }
    let outline = |meeting: &str, name: &str, level: u8, signature: &str| {
        format!(
            "genre: verbatim\ntitle: 在全市深入贯彻中央八项规定精神学习教育{meeting}上的讲话\nspeaker: {{post: 市委书记, name: {name}}}\nsignature: {signature}\n\
             sections:\n- {{move: tasks, claim: 提高认识, marker: 一、}}\n- {{move: tasks, text: 要抓落实。}}\n- {{move: tasks, claim: 狠抓落实, marker: 二、, level: {level}}}\n- {{move: tasks, text: 完了。}}\n"
        )
    };
    let old = outline("工作会议", "王某", 1, "市委办公室");
    let new = outline("动员会议", "李某某", 2, "市委办");
    let scene = Nigao::new().file("old.yaml", &old);
    let folder = scene
        .args(&["draft", "old.yaml", "-o", "old.docx"])
        .succeeds()
        .folder;
    let old = folder.path().join("old.docx").display().to_string();
    let made = |args: &[&str], name: &str| {
        let args = [&["draft", "new.yaml", "-o", name], args].concat();
        let ran = Nigao::new().file("new.yaml", &new).args(&args).succeeds();
        let file = ran.folder.path().join(name).display().to_string();
        (ran.folder, file)
    };
    let (_changed_in, changed) = made(&["--revise", &old], "changed.docx");
    let (_plain_in, plain) = made(&[], "plain.docx");
    let told = |file: &str, old: &str| -> Value {
        serde_json::from_str(&python("aids.py", &[file, old])).unwrap()
    };
    let (tracked, plain) = (told(&changed, &old), told(&plain, &plain));
    assert_eq!(tracked["before"], tracked["old"]);
    assert_eq!(tracked["now"], plain["now"]);
    let old = tracked["old"].as_str().unwrap();
    assert!(
        old.contains("精神\u{b}学习教育") && old.contains("市委书记\u{3000}王\u{3000}某"),
        "{old}"
    );
}

#[test]
fn aids_are_for_word_files() {
    let scene = Nigao::new().own("outlines/exchange.yaml");
    let args = ["draft", "outlines/exchange.yaml", "--review", "-o", "o.txt"];
    insta::assert_snapshot!(scene.args(&args).fails());
}
