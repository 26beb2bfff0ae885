//! Bad input to a batch: the whole message is the snapshot, in English and in Chinese; exit status 2, nothing on stdout.

use super::Scene;
use std::fmt::Write as _;

fn both(scene: &Scene, args: &str) -> String {
    let mut said = scene.fails(args);
    let zh = scene
        .command(args)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert_eq!((zh.status.code(), zh.stdout.len()), (Some(2), 0));
    let zh = String::from_utf8(zh.stderr).unwrap();
    // What the reader of arguments says is English alone.
    if zh != said {
        let _ = write!(said, "\n{zh}");
    }
    said
}

#[test]
fn lists() {
    let scene = Scene::new();
    let neither = [b"locality\n".as_slice(), &[0xff, 0xff, b'\n']].concat();
    let lists: [(&str, &[u8]); 15] = [
        (
            "unknown_locality",
            "locality,speaker.post\n昆山,\n昆仑市,书记\n".as_bytes(),
        ),
        ("ambiguous_locality", "locality\n鼓楼区\n".as_bytes()),
        ("missing_column", "place,speaker.post\n昆山,\n".as_bytes()),
        (
            "column_not_in_outline",
            "locality,speaker.pots\n昆山,书记\n延边州,书记\n".as_bytes(),
        ),
        (
            "column_of_many_values",
            "locality,speaker\n昆山,书记\n".as_bytes(),
        ),
        (
            "column_twice",
            "地方,title,locality\n昆山,甲,昆山\n".as_bytes(),
        ),
        (
            "duplicate_rows",
            "locality,title\n昆山,甲\n延边州,乙\n昆山, 甲\n".as_bytes(),
        ),
        ("cells", "locality,title\n昆山\n延边州,甲,乙\n".as_bytes()),
        ("no_place", "locality,title\n,甲\n".as_bytes()),
        ("bad_value", "locality,date\n昆山,2026-02-30\n".as_bytes()),
        (
            "unknown_column",
            "locality,指导单位\n昆山,市委\n".as_bytes(),
        ),
        (
            "open_quotation",
            "locality,title\n昆山,\"甲\n延边州,乙\n".as_bytes(),
        ),
        ("neither_encoding", &neither),
        ("empty_list", b""),
        ("heading_alone", b"locality,title\n\n"),
    ];
    for (name, list) in lists {
        scene.put("list.csv", list);
        let args = "batch outlines/rectification.yaml --localities list.csv -n 2 -o b";
        insta::assert_snapshot!(format!("list_{name}"), both(&scene, args));
        assert!(!scene.path("b").exists(), "{name}");
    }
    let args = "batch outlines/rectification.yaml --localities nowhere.csv -n 2 -o b";
    insta::assert_snapshot!("no_such_list", both(&scene, args));
}

#[test]
fn options() {
    let scene = Scene::new();
    let mut drawn = String::new();
    for args in [
        "-n 0 -o b",
        "-o b",
        "-n 2",
        "-n 2 -o b --shard 5/4",
        "-n 2 -o b --shard half",
        "-n 2 -o b --max-overlap 2",
        "-n 2 -o b --max-overlap 0.3 --certify none",
        "-n 2 -o b --certify most",
        "-n 2 -o b --format docs",
        "-n 2 -o outlines/article.yaml",
    ] {
        let said = both(&scene, &format!("batch outlines/article.yaml {args}"));
        let _ = writeln!(drawn, "# {args}\n{said}");
        assert!(!scene.path("b").exists(), "{args}");
    }
    insta::assert_snapshot!("options", drawn.trim_end());
}

#[test]
fn folders() {
    let scene = Scene::new().file("taken/keep.txt", "keep me");
    let order = "batch outlines/article.yaml -n 4";
    scene.succeeds(&format!("{order} -o b"));
    for part in 1..=3 {
        scene.succeeds(&format!("{order} --shard {part}/3 -o s{part}"));
    }
    scene.succeeds(&format!("{order} --seed 2 --shard 3/3 -o other"));
    // A name that leads out of the folder.
    scene.succeeds(&format!("{order} -o outside"));
    let manifest = scene.read("outside/manifest.jsonl");
    let manifest = manifest.replace("\"article-2.txt\"", "\"../taken/keep.txt\"");
    scene.put("outside/manifest.jsonl", manifest);
    scene.put("broken/manifest.jsonl", "{\"file\": 1}\n");
    scene.put("broken/batch.json", scene.read("b/batch.json"));
    let shard = scene.read("s3/manifest.jsonl");
    scene.put(
        "less/manifest.jsonl",
        shard.split_inclusive('\n').next().unwrap(),
    );
    scene.put("less/batch.json", scene.read("s3/batch.json"));
    let mut drawn = String::new();
    for (name, args) in [
        ("not empty", "-o taken"),
        ("resumed in a stranger's folder", "-o taken --resume"),
        ("resumed with another seed", "--seed 2 -o b --resume"),
        ("resumed as another format", "-f html -o b --resume"),
        (
            "a whole batch resumed as a shard",
            "--shard 1/3 -o b --resume",
        ),
        ("against no batch", "--against taken -o c"),
        (
            "against a manifest that leads out",
            "--against outside -o c",
        ),
    ] {
        let said = both(&scene, &format!("{order} {args}"));
        let _ = writeln!(drawn, "# {name}\n{said}");
    }
    for (name, args) in [
        ("a shard is missing", "--merge s1 s2 -o c"),
        ("a shard twice", "--merge s1 s2 s2 -o c"),
        ("a shard of another batch", "--merge s1 s2 other -o c"),
        ("a whole batch as a shard", "--merge b -o c"),
        ("no batch", "--merge taken -o c"),
        ("a shard with a line less", "--merge s1 s2 less -o c"),
        (
            "merged into a folder with files",
            "--merge s1 s2 s3 -o taken",
        ),
        ("nothing to verify", "--verify taken"),
        ("no such folder", "--verify nowhere"),
        ("a broken manifest", "--verify broken"),
        ("a manifest that leads out", "--verify outside"),
    ] {
        let said = both(&scene, &format!("batch {args}"));
        let _ = writeln!(drawn, "# {name}\n{said}");
    }
    insta::assert_snapshot!("folders", drawn.trim_end());
    assert!(!scene.path("c").exists());
    let taken = super::folder(&scene.path("taken"));
    assert_eq!(taken.len(), 1);
    assert_eq!(scene.read("taken/keep.txt"), "keep me");
}
