//! Drafts that a person went over, written in another format.

use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use nigao::corpus::Manuscript;
use nigao::draft::{Block, Draft, Pace};
use nigao::export::Format;
use nigao::export::layout::Layout;
use nigao::world::{Memory, Shelf};

fn layout() -> Layout {
    let world = Memory::default();
    Layout::load(&Shelf::new(&world, ""), None, None).unwrap()
}

/// What a file of text holds: kind, level and words of each block, the number with them.
fn told(draft: &Draft) -> Vec<(String, Option<u8>, String)> {
    let one = |b: &Block| (format!("{:?}", b.kind), b.level, b.text());
    draft.blocks.iter().map(one).collect()
}

fn comes_back(draft: &Draft, layout: &Layout) {
    for format in [Format::Text, Format::Markdown] {
        let file = format.exporter(layout).export(draft);
        let name = format!("draft.{}", format.ending());
        let again = Manuscript::of_file(&name, file.clone()).unwrap();
        let text = String::from_utf8_lossy(&file);
        assert!(again.misnumbered().is_empty(), "{text}");
        assert!(again.notes().is_empty(), "{text}");
        let again = again.draft(Pace::default());
        assert_eq!(told(draft), told(&again));
        assert_eq!(file, format.exporter(layout).export(&again));
    }
}

/// Headings and series, the head and who signs survive being written and read again.
#[test]
fn a_draft_comes_back_as_it_went() {
    let layout = layout();
    for genre in GENRES {
        genre.composed(|composition| {
            for seed in 1..=40 {
                comes_back(&composition.draft(seed).unwrap(), &layout);
            }
        });
    }
}

/// Markdown as a person leaves it.
const EDITED: &str = "# 在全市工作会议上的讲话\n\n*市委书记\u{2003}王某*\n\n*（2026年3月5日）*\n\n同志们：\n\n这次会议很重要。\n第二行接着说。\n\n## 一、提高认识\n\n一是抓学习。讲**政治**。三是抓作风。\n\n## 三、狠抓落实\n\n### （一）压实责任\n\n要带头。\n### （三）加强督查\n\n最后一段。\n";

#[test]
fn numbers_are_checked_and_made_anew_when_asked() {
    let scene = || Nigao::new().file("o.md", EDITED);
    let ran = scene().args(&["export", "o.md", "-o", "o.txt"]).run();
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr);
    let ran = scene()
        .args(&["export", "o.md", "--renumber", "-o", "o.txt"])
        .succeeds();
    assert!(ran.stderr.ends_with("\n\nnumbers changed: 3\n"));
    insta::assert_snapshot!(crate::nigao::read(&ran.folder.path().join("o.txt")));
}

#[test]
fn bad_drafts_are_refused() {
    let says = |name: &str, content: &str, args: &[&str]| {
        let scene = Nigao::new().file(name, content);
        scene.args(&[&["export", name], args].concat()).fails()
    };
    let all = [
        says("o.md", "# 讲\u{7}话\n", &["-o", "o.docx"]),
        says("o.md", "\n\n", &["-o", "o.docx"]),
        says("o.md", EDITED, &["-o", "out"]),
        says("o.md", EDITED, &["-o", "o.docx", "--encoding", "gb18030"]),
        says(
            "o.md",
            EDITED,
            &["-o", "o.docx", "--layout", "speech-gb9704"],
        ),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

/// For old Windows: with its line ends, in GB18030 or with a mark before UTF-8; both are read again.
#[test]
fn text_for_old_windows() {
    for encoding in ["gb18030", "utf-8-bom"] {
        let text = repository("examples/study.txt");
        let scene = Nigao::new().file("o.txt", &text);
        let ran = scene
            .args(&["export", "o.txt", "-o", "old.txt", "--encoding", encoding])
            .succeeds();
        let path = ran.folder.path().join("old.txt");
        #[expect(
            clippy::disallowed_methods,
            reason = "a test looks at what was written"
        )]
        let bytes = std::fs::read(&path).unwrap();
        let label = encoding_rs::Encoding::for_label(encoding.trim_end_matches("-bom").as_bytes());
        let (words, _, broken) = label.unwrap().decode(&bytes);
        assert!(!broken && words.contains("\r\n"));
        assert_eq!(words.replace("\r\n", "\n"), text);
        let again = Nigao::new()
            .file("old.txt", &bytes)
            .args(&["export", "old.txt", "-o", "-", "-f", "text"]);
        assert_eq!(again.succeeds().stdout, text);
    }
}

/// Numbers of every form are changed whole, and what only looks like one is left.
#[test]
fn numbers_of_every_form_are_changed_whole() {
    let again = |text: &str| {
        let mut manuscript = Manuscript::of_file("draft.txt", text.into()).unwrap();
        manuscript.renumber();
        let file = Format::Text
            .exporter(&layout())
            .export(&manuscript.draft(Pace::default()));
        let text = String::from_utf8(file).unwrap();
        text.lines()
            .skip(2)
            .map(|l| l.trim().to_owned())
            .collect::<Vec<_>>()
            .join("/")
    };
    let head = "讲话\n同志们：\n";
    let cases = [
        ("１、甲\n３、农业", "１、甲/2、农业"),
        ("一、甲。\n好。\n二、乙\n好。", "一、甲。/好。/二、乙/好。"),
        (
            "一、甲\n二、三季度增长5%，四季度增长6%。\n四、乙\n好。",
            "一、甲/二、三季度增长5%，四季度增长6%。/二、乙/好。",
        ),
        ("一、甲\n好。\n一、乙\n好。", "一、甲/好。/二、乙/好。"),
        ("一、甲\n一是好；三是妙。", "一、甲/一是好；二是妙。"),
    ];
    for (before, after) in cases {
        assert_eq!(
            again(&format!("{head}{before}\n")),
            format!("{}{after}", "同志们：/")
        );
    }
}

/// Word files and pages of ours tell their blocks by their styles.
#[test]
fn files_of_ours_are_read_by_their_styles() {
    let layout = layout();
    for genre in GENRES {
        genre.composed(|composition| {
            let draft = composition.draft(7).unwrap();
            for format in [Format::Docx, Format::Html, Format::Json] {
                let file = format.exporter(&layout).export(&draft);
                let name = format!("draft.{}", format.ending());
                let again = Manuscript::of_file(&name, file).unwrap();
                assert_eq!(told(&draft), told(&again.draft(Pace::default())));
            }
        });
    }
}
