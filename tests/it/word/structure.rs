use super::{has, python};
use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use std::path::Path;

const LAYOUTS: [&str; 3] = ["speech-gbt9704", "speech-podium", "speech-windows"];

/// The bytes of a file.
fn bytes(path: &Path) -> Vec<u8> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test looks at what was written"
    )]
    std::fs::read(path).unwrap()
}

/// Has python-docx look at the Word files of a folder.
pub(super) fn check(layout: &str, folder: &Path) -> String {
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let mut args = vec![layout];
    args.extend(files.iter().map(String::as_str));
    python("structure.py", &args)
}

fn has_python_docx() -> bool {
    has("python3", &["-c", "import docx, lxml"])
}

#[test]
fn files_of_every_genre_and_layout_are_as_an_office_asks() {
    if !has_python_docx() {
        return;
    }
    for layout in LAYOUTS {
        for genre in GENRES {
            let scene = Nigao::new().own(genre.outline);
            let args = [
                "batch",
                genre.outline,
                "-n",
                "20",
                "--format",
                "docx",
                "--layout",
                layout,
                "-o",
                "out",
            ];
            let ran = scene.args(&args).succeeds();
            let said = check(layout, &ran.folder.path().join("out"));
            assert_eq!(said, "20 files are as they should be\n");
        }
    }
}

#[test]
fn odd_drafts_are_files_too() {
    if !has_python_docx() {
        return;
    }
    let long = "讲".repeat(180);
    let paragraph = format!(
        "- move: tasks\n  text: {}\n",
        "抓落实要一件一件抓。".repeat(100)
    );
    let sections = paragraph.repeat(20);
    let odd = [
        ("rare", "title: 在镕喆堃昇翀垚頔濛璟祎同志座谈会上的讲话\nspeaker: {post: 市委书记, name: 𠮷昇}\nsections:\n- move: tasks\n  text: 𠮷、㐂、㛃，<&>“AI”与 5.8%\n".to_owned()),
        ("title", format!("title: {long}\nsections:\n- {{move: tasks, text: 抓落实}}\n")),
        ("name", "title: 在座谈会上的讲话\nspeaker: {post: 市委书记, name: 王某}\ndate: 2026-03-05\nsections:\n- move: tasks\n  text: 抓落实\n".to_owned()),
        ("empty", "title: 在座谈会上的讲话\nsections:\n- {move: tasks, claim: 只有标题, text: 〔待补：内容〕}\n".to_owned()),
        ("large", format!("title: 在座谈会上的讲话\nsections:\n{sections}")),
    ];
    for layout in LAYOUTS {
        for (name, outline) in &odd {
            let outline = format!("genre: verbatim\n{outline}");
            let scene = Nigao::new().file("o.yaml", outline);
            let ran = scene
                .args(&["draft", "o.yaml", "--layout", layout, "-o", "o.docx"])
                .succeeds();
            let said = check(layout, ran.folder.path());
            assert_eq!(said, "1 files are as they should be\n", "{name}");
        }
    }
}

/// Neither the day nor the place of the machine is in a file.
#[test]
fn the_same_draft_is_the_same_file() {
    let make = |zone: &str| {
        let scene = Nigao::new().own("outlines/study.yaml").env("TZ", zone);
        let ran = scene
            .args(&["draft", "outlines/study.yaml", "-o", "o.docx"])
            .succeeds();
        bytes(&ran.folder.path().join("o.docx"))
    };
    let first = make("Asia/Shanghai");
    assert_eq!(first, make("America/New_York"));
    assert!(first.starts_with(b"PK"));
}

/// The words of the file are those of the text, so that a batch of Word files is proved like any other.
#[test]
fn a_batch_of_files_holds_the_drafts_of_one_of_texts() {
    for layout in LAYOUTS {
        let scene = Nigao::new().own("outlines/article.yaml");
        let args = [
            "batch",
            "outlines/article.yaml",
            "-n",
            "6",
            "--layout",
            layout,
        ];
        let ran = scene
            .args(&[&args[..], &["--format", "docx", "-o", "out"]].concat())
            .succeeds();
        let folder = ran.folder.path().join("out");
        let verify = Nigao::new().args(&["batch", "--verify", folder.to_str().unwrap()]);
        verify.succeeds();
        let text = Nigao::new()
            .own("outlines/article.yaml")
            .args(&[&args[..], &["-o", "out"]].concat())
            .succeeds();
        let page = Nigao::new()
            .own("outlines/article.yaml")
            .args(&[&args[..], &["--format", "html", "-o", "out"]].concat())
            .succeeds();
        let page = page.folder.path().join("out");
        Nigao::new()
            .args(&["batch", "--verify", page.to_str().unwrap()])
            .succeeds();
        let certificate = |folder: &Path| {
            let certificate = crate::nigao::read(&folder.join("certificate.json"));
            let value: serde_json::Value = serde_json::from_str(&certificate).unwrap();
            (
                value["overlap"]["max"].clone(),
                value["overlap"]["mean"].clone(),
            )
        };
        assert_eq!(
            certificate(&folder),
            certificate(&text.folder.path().join("out"))
        );
    }
}

/// The office of a place may have a layout of its own; what is asked for goes before it.
#[test]
fn an_office_sets_its_layout() {
    let own = repository("layouts/speech-windows.yaml").replace("27", "26");
    let make = |args: &[&str]| {
        let scene = Nigao::new()
            .own("outlines/study.yaml")
            .file("layouts/ours.yaml", &own)
            .file("localities/320500/locality.yaml", "layout: ours\n");
        let ran = scene
            .args(
                &[
                    &[
                        "draft",
                        "outlines/study.yaml",
                        "-o",
                        "o.docx",
                        "--locality",
                        "320500",
                    ],
                    args,
                ]
                .concat(),
            )
            .succeeds();
        bytes(&ran.folder.path().join("o.docx"))
    };
    let office = make(&[]);
    assert_eq!(office, make(&["--layout", "ours"]));
    assert_ne!(office, make(&["--layout", "speech-gbt9704"]));
}

/// A layout that cannot be read harms none but those who ask for it.
#[test]
fn a_broken_layout_stops_only_its_own_files() {
    let scene = || {
        Nigao::new()
            .own("outlines/study.yaml")
            .file("layouts/bad.yaml", b"name: \xb0\xa1\n")
    };
    let draft = ["draft", "outlines/study.yaml", "-o", "o.docx"];
    scene().args(&draft).succeeds();
    let list = scene().args(&["list"]).succeeds().stdout;
    assert!(list.contains("bad") && list.contains("speech-podium"));
    let said = scene()
        .args(&[&draft[..], &["--layout", "bad"]].concat())
        .fails();
    assert!(said.contains("layouts/bad.yaml:1:7"), "{said}");
}
