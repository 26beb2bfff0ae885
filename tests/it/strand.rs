//! What a template brackets with `together` is of one strand.

use crate::bank::entries;
use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The roles that follow one strand.
const BOUND: [&str; 6] = ["start", "way", "purpose", "keep", "gain", "symptom"];

/// Counted by hand: the first `say` settles the strand; an entry without one goes with all.
/// leave: 2 starts × (3 ways + 2 without) · meet: 1 × (1 + 2) · none: 1 × (3 + 1 + 2).
#[test]
fn the_first_slot_settles_the_strand() {
    let mut bank = String::new();
    let mut add = |role: &str, strand: &str, texts: &[&str]| {
        for text in texts {
            let number = bank.matches("- id").count();
            let strand = match strand {
                "" => String::new(),
                strand => format!("  strand: {strand}\n"),
            };
            bank = format!(
                "{bank}- id: ours.{number}\n  role: {role}\n  topic: tiny\n  facet: only\n{strand}  text: {text}\n  composed: true\n"
            );
        }
    };
    let way = |with: char| format!("逐项明确工作要求{with}抓好日常落实");
    let ways: Vec<String> = "甲乙丙丁戊己".chars().map(way).collect();
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    add("start", "leave", &["严格请假制度", "改进请假办法"]);
    add("start", "meet", &["端正会议风气"]);
    add("start", "", &["加强日常管理"]);
    add("way", "leave", &ways[..3]);
    add("way", "meet", &ways[3..4]);
    add("way", "", &ways[4..]);
    let topics = repository("phrases/topics.yaml")
        + "- id: tiny\n  name: 小题\n  fault: 小题不小\n  aspects:\n  - {id: only, name: 一面, keywords: [小]}\n";
    let template = "{# ---\ntitle: 小样\nmoves: [opening]\n--- #}\n{{ move(name=\"opening\") }}\n{{ together() }}{{ say(of=\"start.only\", topic=\"tiny\") }}。{{ say(of=\"way.only\", topic=\"tiny\") }}。{{ end_together() }}\n";
    let outline = "genre: tiny\ntitle: 小样\nsections:\n- move: opening\n";
    let ran = Nigao::new()
        .file("phrases/topics.yaml", topics)
        .file("phrases/ours.yaml", bank)
        .file("templates/tiny.tera", template)
        .file("o.yaml", outline)
        .args(&["space", "o.yaml", "--json"])
        .succeeds();
    let space: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(space["count"], "19");
}

/// In the drafts of every genre a `start` and what follows it, up to the next, are of one strand.
#[test]
fn what_stands_together_is_of_one_strand() {
    let strands: BTreeMap<String, String> = entries()
        .iter()
        .filter(|e| BOUND.contains(&e["role"].as_str().unwrap()))
        .map(|e| {
            let text = |key: &str| e[key].as_str().unwrap_or("").to_owned();
            (
                text("id"),
                format!("{}/{}#{}", text("topic"), text("facet"), text("strand")),
            )
        })
        .collect();
    let mut spoken = BTreeSet::new();
    for genre in GENRES {
        for seed in ["1", "2", "3", "4", "5", "6"] {
            let draft = genre.draft(&["--seed", seed]);
            for block in draft["blocks"].as_array().unwrap() {
                let ids = block["spans"].as_array().unwrap().iter().filter_map(|s| {
                    let at = s["origin"]["at"].as_str()?.split_once('#')?.1;
                    let role = at.split('.').next()?;
                    BOUND.contains(&role).then_some((role, at))
                });
                let mut strand: Option<&String> = None;
                for (role, id) in ids {
                    let own = &strands[id];
                    if role == "start" {
                        strand = Some(own);
                    } else if let Some(strand) = strand {
                        assert_eq!(own, strand, "{}, seed {seed}: {id}", genre.name());
                        spoken.insert(own.clone());
                    }
                }
            }
        }
    }
    assert!(spoken.len() > 80, "{}", spoken.len());
}

/// Each side of a topic has three strands, alike in size, so that none of them is heard more than the others.
#[test]
fn every_aspect_has_three_strands_alike_in_size() {
    let mut held: BTreeMap<(String, String, String), BTreeMap<String, u32>> = BTreeMap::new();
    for entry in entries().iter().filter(|e| e["strand"].is_string()) {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        *held
            .entry((text("topic"), text("facet"), text("role")))
            .or_default()
            .entry(text("strand"))
            .or_default() += 1;
    }
    assert_eq!(held.len(), 18 * 5 * BOUND.len());
    for ((topic, facet, role), strands) in held {
        let most = strands.values().max().unwrap();
        let least = strands.values().min().unwrap();
        let alike = role == "symptom" || most - least <= 2;
        assert!(
            strands.len() == 3 && alike,
            "{role}.{facet}/{topic}: {strands:?}"
        );
    }
}
