//! Batches that were issued: held against their certificate, and new ones against them.

use super::Scene;

fn issued() -> Scene {
    let scene = Scene::new();
    scene.succeeds("batch outlines/article.yaml -n 12 --max-overlap 0.3 -o b");
    scene
}

#[test]
fn a_fresh_batch_holds() {
    let scene = issued().file("places.csv", "locality\n昆山\n延边州\n");
    let two = "outlines/article.yaml outlines/exchange.yaml --localities places.csv";
    for order in [
        "outlines/study.yaml -n 8 -f html".to_owned(),
        "outlines/study.yaml -n 8 -f markdown --max-overlap 0.37123456789012345678".to_owned(),
        format!("{two} -n 4 --across -f json"),
        format!("{two} -n 3 --against b"),
        "outlines/article.yaml -n 40 --certify sample".to_owned(),
        "outlines/article.yaml -n 5 --certify none".to_owned(),
        "outlines/article.yaml -n 20 --shard 2/3".to_owned(),
    ] {
        let name = format!("fresh{}", order.len());
        scene.succeeds(&format!("batch {order} -o {name}"));
        assert_eq!(scene.succeeds(&format!("batch --verify {name}")), "");
    }
}

/// What was done to a batch.
type Deed = fn(&Scene);

#[test]
fn what_was_changed_is_found() {
    let deeds: [(&str, Deed); 10] = [
        ("a letter of a draft", |scene| {
            let text = scene.read("b/article-03.txt");
            scene.put("b/article-03.txt", text.replacen('，', "、", 1));
        }),
        ("a missing draft, and another changed", |scene| {
            std::fs::remove_file(scene.path("b/article-11.txt")).unwrap();
            scene.put("b/article-02.txt", "");
        }),
        ("a figure of the certificate", |scene| {
            let text = scene.read("b/certificate.json");
            scene.put(
                "b/certificate.json",
                text.replacen("\"max\": 0.", "\"max\": 0.0", 1),
            );
        }),
        ("a certificate that is none", |scene| {
            scene.put("b/certificate.json", "{");
        }),
        ("no certificate", |scene| {
            std::fs::remove_file(scene.path("b/certificate.json")).unwrap();
        }),
        ("a line of the manifest less", |scene| {
            let text = scene.read("b/manifest.jsonl");
            let (first, _) = text.trim_end().rsplit_once('\n').unwrap();
            scene.put("b/manifest.jsonl", format!("{first}\n"));
        }),
        ("what the outline gave", |scene| {
            let text = scene.read("b/manifest.jsonl");
            let line = text.lines().nth(4).unwrap();
            let (before, after) = line.split_once("\"own\":[[").unwrap();
            let (_, after) = after.split_once("]]").unwrap();
            let other = format!("{before}\"own\":[[0,200]]{after}");
            scene.put("b/manifest.jsonl", text.replace(line, &other));
        }),
        ("a bound that the drafts do not keep", |scene| {
            let text = scene.read("b/batch.json");
            scene.put(
                "b/batch.json",
                text.replace("\"max_overlap\": 0.3", "\"max_overlap\": 0.05"),
            );
        }),
        ("more drafts than there can be", |scene| {
            let text = scene.read("b/batch.json");
            scene.put(
                "b/batch.json",
                text.replace("\"n\": 12", "\"n\": 18446744073709551615"),
            );
        }),
        ("a shard that is none", |scene| {
            let text = scene.read("b/batch.json");
            scene.put(
                "b/batch.json",
                text.replace("\"sets\"", "\"shard\": [0, 0], \"sets\""),
            );
        }),
    ];
    let mut drawn = String::new();
    for (name, deed) in deeds {
        let scene = issued();
        deed(&scene);
        let said = scene.falls_short("batch --verify b");
        drawn = format!("{drawn}# {name}\n{said}\n");
    }
    insta::assert_snapshot!("verified", drawn.trim_end());
}

#[test]
fn drafts_issued_earlier_are_kept_away_from() {
    let scene = issued();
    let order = "batch outlines/article.yaml -n 12";
    let said = scene.falls_short(&format!("{order} --max-overlap 0.3 --against b -o again"));
    insta::assert_snapshot!("issued_again", said);
    assert!(!scene.path("again").exists());
    // Without a bound it is only said.
    scene.succeeds(&format!("{order} --against b -o again"));
    let against = &scene.json("again/certificate.json")["against"][0];
    assert_eq!(against["overlap"]["max"], 1.0);
    assert_eq!(
        (&against["drafts"], &against["pairs"]),
        (&12.into(), &144.into())
    );
    // Another seed is another batch.
    scene.succeeds(&format!(
        "{order} --seed 2 --against b --against again -o other"
    ));
    let certificate = scene.json("other/certificate.json");
    let against = certificate["against"].as_array().unwrap();
    assert_eq!(against.len(), 2);
    let max = against[0]["overlap"]["max"].as_f64().unwrap();
    assert!(0.0 < max && max < 0.5, "{max}");
    assert_eq!(against[0], against[1], "they are the same drafts");
}

/// What would not be compared is not asked for in silence; shards are compared where they are merged.
#[test]
fn shards_are_compared_with_those_issued_when_they_are_merged() {
    let scene = issued();
    let order = "batch outlines/article.yaml -n 6 --seed 2 --max-overlap 0.3";
    for part in 1..=2 {
        scene.succeeds(&format!("{order} --shard {part}/2 -o parts{part}"));
    }
    scene.succeeds("batch --merge parts1 parts2 --against b -o merged");
    scene.succeeds(&format!("{order} --against b -o whole"));
    super::assert_same(&scene.path("merged"), &scene.path("whole"));
    // The same seed again is the same drafts again.
    for part in 1..=2 {
        let order = order.replace("--seed 2", "");
        scene.succeeds(&format!("{order} --shard {part}/2 -o again{part}"));
    }
    let said = scene.falls_short("batch --merge again1 again2 --against b -o refused");
    assert!(said.contains("issued earlier"), "{said}");
    assert!(!scene.path("refused").exists());
}
