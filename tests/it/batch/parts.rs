//! A batch made in parts: by threads, by shards, as a stream, draft by draft; always the same bytes.

use super::{Scene, assert_same, values};
use serde_json::Value;

const PLACES: &str = "locality\n昆山\n371400\n延边州\n";
const TWO: &str = "outlines/article.yaml outlines/exchange.yaml";

fn scene() -> Scene {
    Scene::new().file("places.csv", PLACES)
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let scene = scene();
    for (name, order) in [
        // More drafts of a set than are made side by side, and fewer.
        ("large", "outlines/article.yaml -n 520 --certify none"),
        (
            "small",
            "outlines/article.yaml outlines/study.yaml --localities places.csv -n 9 --across",
        ),
        ("compared", "outlines/exchange.yaml -n 260 -f markdown"),
    ] {
        for jobs in [1, 2, 8] {
            scene.succeeds(&format!("batch {order} --jobs {jobs} -o {name}{jobs}"));
        }
        for jobs in [2, 8] {
            let (found, wanted) = (format!("{name}{jobs}"), format!("{name}1"));
            assert_same(&scene.path(&found), &scene.path(&wanted));
        }
    }
}

/// Shards whose borders fall inside of sets and between them, and shards of which some have nothing to do.
#[test]
fn shards_in_any_order_become_the_whole_batch() {
    let scene = scene();
    for (name, order, parts) in [
        (
            "few",
            format!("{TWO} --localities places.csv -n 5 --across"),
            &[3, 7][..],
        ),
        (
            "many",
            "outlines/article.yaml --localities places.csv -n 256 --certify sample".to_owned(),
            &[3, 7],
        ),
        (
            "uncompared",
            format!("{TWO} -n 260 --certify none -f json"),
            &[3],
        ),
        (
            "bounded",
            format!("{TWO} -n 3 --max-overlap 0.3 -f html"),
            &[7],
        ),
    ] {
        scene.succeeds(&format!("batch {order} -o {name}"));
        for of in parts {
            let mut folders = Vec::new();
            for part in 1..=*of {
                let folder = format!("{name}{part}of{of}");
                scene.succeeds(&format!(
                    "batch {order} --shard {part}/{of} --jobs {} -o {folder}",
                    1 + part % 3
                ));
                folders.push(folder);
            }
            // Every third, and round again.
            let shuffled: Vec<&str> = (0..*of)
                .map(|at| folders[(at * 3 + 2) % of].as_str())
                .collect();
            let shuffled = if of % 3 == 0 {
                folders.iter().rev().map(String::as_str).collect()
            } else {
                shuffled
            };
            let merged = format!("{name}{of}");
            scene.succeeds(&format!("batch --merge {} -o {merged}", shuffled.join(" ")));
            assert_same(&scene.path(&merged), &scene.path(name));
        }
    }
}

#[test]
fn a_stream_is_the_same_every_time_and_has_the_drafts_of_the_folder() {
    let scene = scene();
    for order in [
        format!("{TWO} --localities places.csv -n 6"),
        "outlines/rectification.yaml -n 300".to_owned(),
    ] {
        let stream = scene.succeeds(&format!("batch {order} -o -"));
        let again = scene.succeeds(&format!("batch {order} --jobs 3 -o -"));
        assert!(stream == again, "{order}");
        scene.succeeds(&format!("batch {order} --certify none -o {}", order.len()));
        let manifest = scene.lines(&format!("{}/manifest.jsonl", order.len()));
        let lines = values(&stream);
        assert_eq!(lines.len(), manifest.len());
        for (streamed, listed) in lines.iter().zip(&manifest) {
            assert_eq!(streamed["id"], listed["id"]);
            assert_eq!(streamed["locality"], listed["locality"]);
            let file = format!("{}/{}", order.len(), listed["file"].as_str().unwrap());
            assert_eq!(streamed["text"], scene.read(&file).as_str());
        }
    }
}

/// `draft --id` with an id of the manifest: the bytes of the file, in every format.
#[test]
fn a_draft_alone_is_the_draft_of_the_batch() {
    let scene = scene();
    for (format, n) in [("text", 4), ("markdown", 3), ("html", 2), ("json", 300)] {
        let order = format!("{TWO} --localities places.csv -n {n} --seed 7 -f {format}");
        scene.succeeds(&format!("batch {order} --certify none -o {format}"));
        let manifest = scene.lines(&format!("{format}/manifest.jsonl"));
        assert_eq!(manifest.len(), n * 6);
        let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
        for line in manifest.iter().step_by(manifest.len() / 6 - 1) {
            let file = word(line, "file");
            let (outline, _) = file.split_once('-').unwrap();
            let (id, place) = (word(line, "id"), word(line, "locality"));
            let alone = scene.succeeds(&format!(
                "draft outlines/{outline}.yaml -l {place} --id {id} -f {format}"
            ));
            assert!(alone == scene.read(&format!("{format}/{file}")), "{file}");
        }
    }
    let stream = scene.succeeds("batch outlines/study.yaml -n 3 -f json -o -");
    for (line, value) in stream.lines().zip(values(&stream)) {
        let id = value["id"].as_str().unwrap();
        let alone = scene.succeeds(&format!("draft outlines/study.yaml --id {id} -f json"));
        assert_eq!(alone.trim_end(), line);
    }
}
