//! The shipped bank: how deep it is, and that nothing of it is out of reach.

use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use serde_json::Value;
use std::path::Path;

#[test]
fn every_entry_can_be_reached_and_there_are_enough() {
    let listed = Nigao::new().args(&["bank", "list"]).succeeds().stdout;
    let last = listed.lines().last().unwrap();
    let numbers: Vec<u32> = last
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let [all, phrases, unreached] = numbers[..] else {
        panic!("{last}")
    };
    assert!(phrases >= 450 && all - phrases >= 2000, "{last}");
    assert_eq!(unreached, 0, "{listed}");
}

/// Every pool holds six times what one draft of any shipped outline draws from it.
#[test]
fn every_pool_is_six_times_as_deep_as_a_draft_draws() {
    let listed = Nigao::new()
        .args(&["bank", "list", "--pool"])
        .succeeds()
        .stdout;
    let mut rows = 0;
    let mut shallow = Vec::new();
    for line in listed.lines().skip(1) {
        let [held, drawn, ..] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (held, drawn): (u32, u32) = (held.parse().unwrap(), drawn.parse().unwrap());
        rows += 1;
        if held < 6 * drawn {
            shallow.push(line);
        }
    }
    assert!(rows > 300, "{listed}");
    assert_eq!(shallow, Vec::<&str>::new());
}

/// Two drafts of an outline share little.
#[test]
fn two_drafts_share_at_most_fifteen_hundredths() {
    for genre in GENRES {
        let overlap = genre.space()["overlap"].as_f64().unwrap();
        assert!(overlap <= 0.15, "{}: {overlap}", genre.name());
    }
}

/// The files of the bank, as YAML.
pub fn entries() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("phrases");
    let mut names: Vec<String> = folder
        .read_dir()
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["roles.yaml", "topics.yaml", "sources.yaml"].contains(&name.as_str()))
        .collect();
    names.sort();
    names
        .iter()
        .flat_map(|name| {
            let file: Value =
                serde_yaml::from_str(&repository(&format!("phrases/{name}"))).unwrap();
            file.as_array().unwrap().clone()
        })
        .collect()
}

/// Leaders' names stand nowhere, and fixed expressions stand as `{{ term.… }}`, so that they change with the date, and only
/// at openings, in significance, requirements and calls: never beside a fault, never in a measure.
#[test]
fn fixed_expressions_stand_where_they_may() {
    let table: Value = serde_yaml::from_str(&repository("terms/expressions.yaml")).unwrap();
    let forms: Vec<&str> = table["expressions"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|e| e["forms"].as_array().unwrap())
        .map(|form| form["text"].as_str().unwrap())
        .filter(|text| text.chars().count() >= 10)
        .collect();
    let may = [
        "opening",
        "requirement",
        "significance",
        "call",
        "prelude",
        "talk",
    ];
    let mut wrong = Vec::new();
    for entry in entries() {
        let (role, text) = (
            entry["role"].as_str().unwrap(),
            entry["text"].as_str().unwrap(),
        );
        let names = [
            "习近平",
            "胡锦涛",
            "江泽民",
            "邓小平",
            "毛泽东",
            "总书记",
            "两个确立",
            "两个维护",
            "四个意识",
            "四个自信",
        ];
        let named = names.iter().any(|name| text.contains(name));
        let typed = forms.iter().any(|form| text.contains(form));
        let slotted = text.contains("{{ term.") && !may.contains(&role);
        if named || typed || slotted {
            wrong.push(format!("{}: {text}", entry["id"]));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The five documents all give their share of phrases, and every role has its frame.
#[test]
fn phrases_come_from_all_five_documents() {
    let entries = entries();
    for doc in [
        "rectification",
        "conference",
        "study",
        "article",
        "exchange",
    ] {
        let count = entries.iter().filter(|e| e["source"]["doc"] == doc).count();
        assert!(count >= 40, "{doc}: {count}");
    }
    let roles: Value = serde_yaml::from_str(&repository("phrases/roles.yaml")).unwrap();
    for role in roles.as_array().unwrap() {
        assert!(role["frame"].as_str().unwrap().contains('□'), "{role}");
        assert!(entries.iter().any(|e| e["role"] == role["id"]), "{role}");
    }
    let topics: Value = serde_yaml::from_str(&repository("phrases/topics.yaml")).unwrap();
    assert!(topics.as_array().unwrap().len() >= 12);
}
