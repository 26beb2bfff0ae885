//! Bad input, each kind a file in `tests/faults/`: the whole message is the snapshot; exit status 2 and nothing written.

use crate::nigao::{Nigao, repository};
use std::fmt::Write as _;
use std::path::Path;

/// The message in English and in Chinese.
fn both(make: impl Fn() -> Nigao) -> String {
    let mut said = make().fails();
    let zh = make().env("LC_ALL", "zh_CN.UTF-8").fails();
    let _ = write!(said, "\n{zh}");
    said
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn outlines() {
    insta::glob!("../faults/outline", "*.yaml", |path| {
        let text = repository(&format!("tests/faults/outline/{}", name(path)));
        let make = || {
            Nigao::new()
                .file("o.yaml", &text)
                .args(&["draft", "o.yaml", "-o", "out.txt"])
        };
        insta::assert_snapshot!(both(make));
        let ran = make().run();
        assert!(!ran.folder.path().join("out.txt").exists());
    });
}

#[test]
fn templates() {
    insta::glob!("../faults/template", "*.tera", |path| {
        let text = repository(&format!("tests/faults/template/{}", name(path)));
        let make = || {
            Nigao::new()
                .own("outlines/rectification.yaml")
                .file("templates/rectification.tera", &text)
                .args(&["draft", "outlines/rectification.yaml"])
        };
        insta::assert_snapshot!(both(make));
    });
}

#[test]
fn phrases() {
    insta::glob!("../faults/project", "*.yaml", |path| {
        let text = repository(&format!("tests/faults/project/{}", name(path)));
        let make = || {
            Nigao::new()
                .own("outlines/rectification.yaml")
                .file("phrases/ours.yaml", &text)
                .args(&["draft", "outlines/rectification.yaml"])
        };
        insta::assert_snapshot!(both(make));
    });
}

#[test]
fn layouts() {
    insta::glob!("../faults/layout", "*.yaml", |path| {
        let text = repository(&format!("tests/faults/layout/{}", name(path)));
        let make = || {
            let args = [
                "draft",
                "outlines/study.yaml",
                "--layout",
                "ours",
                "-o",
                "out.docx",
            ];
            let scene = Nigao::new().own("outlines/study.yaml");
            scene.file("layouts/ours.yaml", &text).args(&args)
        };
        insta::assert_snapshot!(both(make));
        assert!(!make().run().folder.path().join("out.docx").exists());
    });
}

/// Inputs too large or too odd to lie in a folder.
#[test]
fn hostile_outlines() {
    let deep = format!("genre: {}x{}\n", "[".repeat(20_000), "]".repeat(20_000));
    let points = format!(
        "genre: rectification\ntitle: 讲话\nsections:\n- move: problems\n  points: {}\n",
        "[{points: ".repeat(20_000)
    );
    let nested: String = (0..20_000).map(|n| " ".repeat(n % 300) + "a:\n").collect();
    let bomb = {
        let mut text = "genre: rectification\ntitle: 讲话\nsections:\n- move: problems\n  points:\n  - &p0 {claim: 甲}\n".to_owned();
        for n in 1..12 {
            let before = vec![format!("*p{}", n - 1); 9].join(", ");
            let _ = writeln!(text, "  - &p{n} {{claim: 甲, points: [{before}]}}");
        }
        text
    };
    let inside = format!(
        "genre: rectification\ntitle: 讲话\nfacts: {{a: &a {{text: 甲}}, b: {}}}\nsections: []\n",
        "[".repeat(200)
    );
    let gbk = [
        b"genre: rectification\ntitle: ".as_slice(),
        &[0xbd, 0xb2, 0xbb, 0xb0],
        b"\n",
    ]
    .concat();
    let large = vec![b'#'; 50 * 1024 * 1024];
    for (name, bytes) in [
        ("deep", deep.into_bytes()),
        ("deep_points", points.into_bytes()),
        ("nested", nested.into_bytes()),
        ("alias_bomb", bomb.into_bytes()),
        ("inside", inside.into_bytes()),
        ("not_utf8", gbk),
        ("large", large),
        ("empty", Vec::new()),
    ] {
        insta::assert_snapshot!(
            name,
            both(|| Nigao::new()
                .file("o.yaml", &bytes)
                .args(&["draft", "o.yaml"]))
        );
    }
}

#[test]
fn places_that_cannot_be_read_or_written() {
    let drafting = |output: &str| {
        Nigao::new()
            .own("outlines/rectification.yaml")
            .file("taken.txt", "keep me")
            .file("folder/x", "")
            .args(&["draft", "outlines/rectification.yaml", "-o", output])
    };
    insta::assert_snapshot!("output_is_a_folder", drafting("folder").fails());
    insta::assert_snapshot!("output_in_no_folder", drafting("nowhere/a.txt").fails());
    insta::assert_snapshot!("output_exists", drafting("taken.txt").fails());
    let ran = drafting("taken.txt").run();
    assert_eq!(
        crate::nigao::read(&ran.folder.path().join("taken.txt")),
        "keep me"
    );
    insta::assert_snapshot!(
        "no_such_outline",
        Nigao::new().args(&["draft", "o.yaml"]).fails()
    );
    insta::assert_snapshot!(
        "outline_is_a_folder",
        Nigao::new().file("o/x", "").args(&["draft", "o"]).fails()
    );
    insta::assert_snapshot!(
        "bad_length",
        Nigao::new()
            .args(&["draft", "o.yaml", "-n", "long"])
            .fails()
    );
    insta::assert_snapshot!(
        "bad_id",
        Nigao::new().args(&["draft", "o.yaml", "--id", "x"]).fails()
    );
}

#[cfg(unix)]
#[test]
fn an_unwritable_folder() {
    // The superuser may write anywhere, so a folder that takes no file at all stands for one that is locked.
    let ran = Nigao::new()
        .own("outlines/rectification.yaml")
        .args(&[
            "draft",
            "outlines/rectification.yaml",
            "-o",
            "/proc/nigao.txt",
        ])
        .run();
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("/proc/nigao.txt:1:1"), "{}", ran.stderr);
}

/// A length out of reach is a bound that cannot be met: exit status 1, and what can be reached.
#[test]
fn a_length_out_of_reach() {
    let ran = Nigao::new()
        .own("outlines/rectification.yaml")
        .args(&["draft", "outlines/rectification.yaml", "-n", "20000"])
        .run();
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    let numbers: Vec<u32> = ran
        .stderr
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let [wanted, least, most, nearest] = numbers[..] else {
        panic!("{}", ran.stderr)
    };
    assert!(
        wanted == 20_000 && least < most && most == nearest && most < wanted,
        "{}",
        ran.stderr
    );
}
