//! The other verbs, and the formats.

use crate::genres::GENRES;
use crate::nigao::{Nigao, read, repository};

const OUTLINE: &str = "outlines/rectification.yaml";

#[test]
fn a_new_outline_drafts_as_it_stands() {
    for (genre, gap) in GENRES
        .iter()
        .zip(["会议名称", "时段", "学习内容", "目的", "时段"])
    {
        let name = genre.name();
        let outline = Nigao::new().args(&["new", name]).succeeds().stdout;
        insta::assert_snapshot!(format!("new_{name}"), outline);
        let ran = Nigao::new()
            .file("o.yaml", &outline)
            .args(&["draft", "o.yaml"])
            .succeeds();
        let said = format!("〔待补：{gap}〕");
        assert!(ran.stdout.contains(&said), "{name}: {}", ran.stdout);
    }
}

#[test]
fn a_new_folder_works_and_is_not_overwritten() {
    let ran = Nigao::new().args(&["init", "ours"]).succeeds();
    let folder = ran.folder.path().join("ours");
    let draft = Nigao::new()
        .file("o.yaml", read(&folder.join("outlines/rectification.yaml")))
        .file("phrases/ours.yaml", read(&folder.join("phrases/ours.yaml")))
        .args(&["draft", "o.yaml"]);
    draft.succeeds();
    let again = Nigao::new()
        .file("ours/README.md", "mine")
        .args(&["init", "ours"])
        .fails();
    assert!(again.contains("`ours/README.md` exists already"), "{again}");
}

#[test]
fn lists() {
    insta::assert_snapshot!("list", Nigao::new().args(&["list"]).succeeds().stdout);
    let shown = Nigao::new()
        .args(&["bank", "show", "spirit.01"])
        .succeeds()
        .stdout;
    assert!(shown.starts_with("spirit.01  "), "{shown}");
    let said = Nigao::new().args(&["bank", "show", "spirt.01"]).fails();
    assert!(said.contains("did you mean `spirit.01`?"), "{said}");
    let script = Nigao::new()
        .args(&["completions", "bash"])
        .succeeds()
        .stdout;
    assert!(script.contains("nigao"));
}

#[test]
fn formats_by_name_and_by_ending() {
    let by_name = |format| {
        Nigao::new()
            .own(OUTLINE)
            .args(&["draft", OUTLINE, "--format", format])
            .succeeds()
            .stdout
    };
    let by_ending = |name: &str| {
        let ran = Nigao::new()
            .own(OUTLINE)
            .args(&["draft", OUTLINE, "-o", name])
            .succeeds();
        read(&ran.folder.path().join(name))
    };
    assert_eq!(by_ending("a.txt"), by_name("text"));
    assert_eq!(by_ending("a.md"), by_name("markdown"));
    assert_eq!(by_ending("a.html"), by_name("html"));
    assert_eq!(by_ending("a.json"), by_name("json"));
    let html = by_name("html");
    assert!(
        html.contains("title=\"phrases/") && !html.contains("http"),
        "one file, nothing fetched"
    );
    assert!(by_name("markdown").starts_with("# 在全市组织系统自身建设会议上的讲话\n"));
}

/// A user's file stands in for the shipped one of the same name; others are added.
#[test]
fn a_project_overrides_file_by_file() {
    let ran = Nigao::new()
        .own(OUTLINE)
        .file(
            "templates/parts/call.tera",
            "同志们，{{ say(of=\"call.long\") }}。完。\n",
        )
        .args(&["draft", OUTLINE, "--length", "2600"])
        .succeeds();
    assert!(ran.stdout.trim_end().ends_with("。完。"), "{}", ran.stdout);
    let ours = "- {id: ours.01, role: spirit, text: 同心同德、再接再厉, composed: true}\n";
    let shown = Nigao::new()
        .file("mine/phrases/ours.yaml", ours)
        .args(&["--project", "mine", "bank", "show", "ours.01"])
        .succeeds()
        .stdout;
    assert_eq!(
        shown,
        "ours.01  同心同德、再接再厉\n    phrases/ours.yaml:1\n"
    );
}

#[test]
fn space_lists_a_slot() {
    let slot = "call:call.long#1";
    let ran = Nigao::new()
        .own(OUTLINE)
        .args(&["space", OUTLINE, "--slot", slot])
        .succeeds();
    assert!(
        ran.stdout.lines().all(|l| l.starts_with("call.long.")) && ran.stdout.lines().count() > 5
    );
    let said = Nigao::new()
        .own(OUTLINE)
        .args(&["space", OUTLINE, "--slot", "call:call.lang#1"])
        .fails();
    assert!(said.contains(slot), "{said}");
}

/// A problem that no remedy answers is a warning, not a fault.
#[test]
fn an_unanswered_problem_is_a_warning() {
    let outline = "genre: rectification\ntitle: 讲话\nsections:\n- move: problems\n  points:\n  - {claim: 作风不实, topic: conduct}\n\
                   - move: remedies\n  points:\n  - {claim: 加强学习, topic: learning}\n";
    let ran = Nigao::new()
        .file("o.yaml", outline)
        .args(&["draft", "o.yaml"])
        .succeeds();
    let warning = ran.stderr.split("\n\n").next().unwrap();
    insta::assert_snapshot!(warning);
}

/// The finished work in `examples/` is what the program makes of the shipped outlines.
#[test]
fn the_examples_are_up_to_date() {
    for genre in GENRES {
        made_from(
            genre.outline,
            &format!("examples/{}.txt", genre.name()),
            "text",
        );
    }
    made_from(OUTLINE, "examples/rectification.md", "markdown");
    made_from(OUTLINE, "examples/rectification.html", "html");
}

fn made_from(outline: &str, name: &str, format: &str) {
    let made = Nigao::new()
        .own(outline)
        .args(&["draft", outline, "--format", format])
        .succeeds()
        .stdout;
    assert!(repository(name) == made, "{name}: run `just examples`");
}

/// A file that is written can be read by whom any new file can: it is made to be handed on.
#[cfg(unix)]
#[test]
fn a_written_file_has_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let ran = Nigao::new()
        .own(OUTLINE)
        .file("usual.txt", "")
        .args(&["draft", OUTLINE, "-o", "a.txt"])
        .succeeds();
    let mode = |name: &str| {
        std::fs::metadata(ran.folder.path().join(name))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("a.txt"), mode("usual.txt"));
}
