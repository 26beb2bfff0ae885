//! What a template brackets with `together` is of one strand.

use crate::bank::entries;
use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The roles that follow one strand.
const BOUND: [&str; 6] = ["start", "way", "purpose", "keep", "gain", "symptom"];

/// A project with a topic of its own: entries as (role, strand, how many), and what the template brackets.
fn bracket(entries: &[(&str, &str, usize)], inner: &str) -> Nigao {
    let mut bank = String::new();
    for (role, strand, count) in entries {
        for _ in 0..*count {
            let number = bank.matches("- id").count();
            let strand = match *strand {
                "" => String::new(),
                strand => format!("  strand: {strand}\n"),
            };
            let letter = "甲乙丙丁戊己庚辛壬癸子丑".chars().nth(number).unwrap();
            bank = format!(
                "{bank}- id: ours.{number}\n  role: {role}\n  topic: tiny\n  facet: only\n{strand}  text: 逐项明确工作要求{letter}抓好日常落实\n  composed: true\n"
            );
        }
    }
    let topics = repository("phrases/topics.yaml")
        + "- id: tiny\n  name: 小题\n  fault: 小题不小\n  aspects:\n  - {id: only, name: 一面, keywords: [小]}\n";
    let say = |role: &str| format!("{{{{ say(of=\"{role}.only\", topic=\"tiny\") }}}}。");
    let inner = ["start", "way", "keep"]
        .iter()
        .fold(inner.to_owned(), |text, role| {
            text.replace(&format!("<{role}>"), &say(role))
        });
    let template = format!(
        "{{# ---\ntitle: 小样\nmoves: [opening]\n--- #}}\n{{{{ move(name=\"opening\") }}}}\n{inner}\n"
    );
    Nigao::new()
        .file("phrases/topics.yaml", topics)
        .file("phrases/ours.yaml", bank)
        .file("templates/tiny.tera", template)
        .file(
            "o.yaml",
            "genre: tiny\ntitle: 小样\nsections:\n- move: opening\n",
        )
}

fn count(entries: &[(&str, &str, usize)], inner: &str) -> String {
    let ran = bracket(entries, inner)
        .args(&["space", "o.yaml", "--json"])
        .succeeds();
    let space: Value = serde_json::from_str(&ran.stdout).unwrap();
    space["count"].as_str().unwrap().to_owned()
}

/// Counted by hand; an entry without a strand goes with all.
#[test]
fn the_first_entry_with_a_strand_settles_it() {
    let two = "{{ together() }}<start><way>{{ end_together() }}";
    // leave: 2 starts × (3 ways + 2 without) · meet: 1 × (1 + 2) · none: 1 × (3 + 1 + 2).
    let entries = [
        ("start", "leave", 2),
        ("start", "meet", 1),
        ("start", "", 1),
        ("way", "leave", 3),
        ("way", "meet", 1),
        ("way", "", 2),
    ];
    assert_eq!(count(&entries, two), "19");
    // After a start of none the way settles it: way and keep of leave 3 × 2, of meet 1 × 1, and never one of each.
    let three = "{{ together() }}<start><way><keep>{{ end_together() }}";
    let entries = [
        ("start", "", 1),
        ("way", "leave", 3),
        ("way", "meet", 1),
        ("keep", "leave", 2),
        ("keep", "meet", 1),
    ];
    assert_eq!(count(&entries, three), "7");
    // Unbound it would be 1 × 4 × 3.
    assert_eq!(count(&entries, "<start><way><keep>"), "12");
}

#[test]
fn brackets_that_hold_nothing_together_are_refused() {
    let apart = [
        ("start", "leave", 1),
        ("way", "leave", 1),
        ("way", "meet", 1),
        ("keep", "meet", 1),
    ];
    let said = bracket(
        &apart,
        "{{ together() }}<start><way><keep>{{ end_together() }}",
    )
    .args(&["draft", "o.yaml"])
    .fails();
    assert!(
        said.contains("no strand in common") && said.contains("tiny.tera:"),
        "{said}"
    );
    for crossed in [
        "{{ either() }}{{ together() }}<start>{{ another() }}<way>{{ end_together() }}{{ end_either() }}",
        "{{ together() }}{{ either() }}<start>{{ end_together() }}{{ another() }}<way>{{ end_either() }}",
    ] {
        let said = bracket(&apart, crossed).args(&["draft", "o.yaml"]).fails();
        assert!(said.contains("`together()` is not paired"), "{said}");
    }
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
