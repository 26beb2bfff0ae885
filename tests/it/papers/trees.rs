//! Section trees, against those that were made by hand.

use super::{annotated, ours};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The marked nodes of a tree in JSON: level (0 for those outside the sections), marker, start, kind.
fn nodes(tree: &Value) -> BTreeSet<(u64, String, u64, String)> {
    fn walk(nodes: &Value, level: Option<u64>, out: &mut BTreeSet<(u64, String, u64, String)>) {
        for node in nodes.as_array().unwrap() {
            if node["kind"] != "group" {
                let text = |key: &str| node[key].as_str().unwrap().trim().to_owned();
                out.insert((
                    level.unwrap_or_else(|| node["level"].as_u64().unwrap()),
                    text("marker"),
                    node["start"].as_u64().unwrap(),
                    text("kind"),
                ));
            }
            if let Some(children) = node.get("children") {
                walk(children, level, out);
            }
        }
    }
    let mut out = BTreeSet::new();
    walk(&tree["sections"], None, &mut out);
    walk(&tree["unattached"], Some(0), &mut out);
    out
}

fn f1<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let all = wanted.len() + found.len();
    if all == 0 {
        return 1.0;
    }
    2.0 * wanted.intersection(found).count() as f64 / all as f64
}

/// The characters of the stretches that are furniture, blanks left out.
fn furniture(tree: &Value, text: &str) -> BTreeSet<u64> {
    let chars: Vec<char> = text.chars().collect();
    let ranges = tree["boilerplate"].as_array().unwrap().iter();
    ranges
        .flat_map(|r| r[0].as_u64().unwrap()..r[1].as_u64().unwrap())
        .filter(|at| !chars[*at as usize].is_whitespace())
        .collect()
}

/// Twelve texts of twelve shapes: every node at its level and place, nothing invented, the furniture gone, the closing found.
#[test]
fn trees_are_those_made_by_hand() {
    for paper in ours() {
        let (name, found) = (&paper.name, paper.found());
        assert_eq!(nodes(&found), nodes(&paper.tree), "{name}");
        for key in ["title", "title_start", "salutation", "salutation_start"] {
            assert_eq!(found[key], paper.tree[key], "{name}: {key}");
        }
        let mut extra = furniture(&found, &paper.text);
        let wanted = furniture(&paper.tree, &paper.text);
        assert!(wanted.is_subset(&extra), "{name}");
        extra.retain(|at| !wanted.contains(at));
        // The number of a page inside a section, which the annotation names in its note only.
        assert!(
            extra.len() <= if name == "broken.txt" { 3 } else { 0 },
            "{name}: {extra:?}"
        );
        match (
            found["closing_start"].as_i64(),
            paper.tree["closing_start"].as_i64(),
        ) {
            (Some(found), Some(wanted)) => assert!((found - wanted).abs() <= 44, "{name}"),
            (found, wanted) => assert_eq!(found, wanted, "{name}"),
        }
    }
}

/// A folder of annotated documents of one's own, named by `NIGAO_PAPERS`, with the texts beside them or in `NIGAO_TEXTS`.
#[test]
fn trees_of_ones_own_documents() {
    let Some(folder) = std::env::var_os("NIGAO_PAPERS").map(PathBuf::from) else {
        return;
    };
    let texts = std::env::var_os("NIGAO_TEXTS").map_or(folder.clone(), PathBuf::from);
    let mut sum = 0.0;
    let papers = annotated(&folder, &texts);
    for paper in &papers {
        let strip = |all: BTreeSet<(u64, String, u64, String)>| -> BTreeSet<(u64, String, u64)> {
            all.into_iter()
                .map(|(level, marker, start, _)| (level, marker, start))
                .collect()
        };
        let found = paper.found();
        let tree = f1(&strip(nodes(&paper.tree)), &strip(nodes(&found)));
        let page = f1(
            &furniture(&paper.tree, &paper.text),
            &furniture(&found, &paper.text),
        );
        println!("{}: tree {tree:.3}, furniture {page:.3}", paper.name);
        sum += tree;
    }
    assert!(sum / papers.len() as f64 >= 0.9);
}
