//! Bounds that cannot be met: exit status 1, what can be had, and nothing written.

use super::Scene;

/// An outline that says all of it itself.
const SAID: &str = "genre: article\ntitle: 讲话\ndate: 2026-03-05\nspeaker: {post: 某某市委组织部部长}\nsections:\n- {move: opening, text: 今天讲几点意见。}\n- {move: outlook, text: 就讲这些。}\n";

#[test]
fn a_bound_out_of_reach_names_the_number_reached_and_the_pool() {
    let scene = Scene::new();
    for output in ["b", "a/b", "-"] {
        let said = scene.falls_short(&format!(
            "batch outlines/article.yaml -n 100 --max-overlap 0.01 -o {output}"
        ));
        insta::assert_snapshot!("bound_out_of_reach", said);
        assert!(!scene.path("b").exists() && !scene.path("a/b").exists());
    }
    // As many as are named keep the bound, and one more does not.
    let bound = "--max-overlap 0.2 -o -";
    let order = "batch outlines/article.yaml";
    let said = scene.falls_short(&format!("{order} -n 100 {bound}"));
    let numbers: Vec<u32> = said
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let within = numbers[1];
    assert!(numbers[0] == 100 && 1 < within && within < 100, "{said}");
    scene.succeeds(&format!("{order} -n {within} {bound}"));
    scene.falls_short(&format!("{order} -n {} {bound}", within + 1));
}

/// The pool that is named has as many entries as the program shows of it.
#[test]
fn the_bottleneck_is_a_pool_of_the_outline() {
    let scene = Scene::new();
    let said = scene.falls_short("batch outlines/study.yaml -n 100 --max-overlap 0.01 -o b");
    let (_, named) = said.split_once("the pool `").unwrap();
    let (pool, rest) = named.split_once("`: ").unwrap();
    let (entries, _) = rest.split_once(" entries").unwrap();
    let space: serde_json::Value =
        serde_json::from_str(&scene.succeeds("space outlines/study.yaml --json")).unwrap();
    let (role, topic) = pool.split_once('/').unwrap_or((pool, ""));
    let slots = space["slots"].as_array().unwrap();
    let found = slots.iter().any(|slot| {
        slot["role"] == role
            && slot["topic"].as_str().unwrap_or("") == topic
            && slot["pool"].as_u64() == entries.parse().ok()
    });
    assert!(found, "{pool} {entries}");
}

#[test]
fn an_outline_that_says_everything_is_one_draft() {
    let scene = Scene::new().file("said.yaml", SAID);
    insta::assert_snapshot!(
        "more_than_there_are",
        scene.falls_short("batch said.yaml -n 2 -o b")
    );
    assert!(!scene.path("b").exists());
    scene.succeeds("batch said.yaml -n 1 --max-overlap 0 -o b");
    assert_eq!(scene.lines("b/manifest.jsonl").len(), 1);
    // With others that can, it is still refused, and nothing of them is written.
    scene.falls_short("batch outlines/article.yaml said.yaml -n 2 -o c");
    assert!(!scene.path("c").exists());
}
