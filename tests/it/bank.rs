//! The shipped bank: how deep it is, and that nothing of it is out of reach.

use crate::nigao::Nigao;
use serde_json::Value;
use std::collections::BTreeMap;

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
    assert!(phrases >= 250 && all - phrases >= 500, "{last}");
    assert_eq!(unreached, 0, "{listed}");
}

/// A pool holds six times what one draft draws from it.
#[test]
fn every_pool_is_six_times_as_deep_as_a_draft_draws() {
    let drawn = Nigao::new()
        .own("outlines/rectification.yaml")
        .args(&["space", "outlines/rectification.yaml", "--json"])
        .succeeds();
    let space: Value = serde_json::from_str(&drawn.stdout).unwrap();
    let mut pools: BTreeMap<String, u64> = BTreeMap::new();
    for slot in space["slots"].as_array().unwrap() {
        let name = format!(
            "{}/{}",
            slot["role"].as_str().unwrap(),
            slot["topic"].as_str().unwrap_or("")
        );
        pools.insert(name, slot["pool"].as_u64().unwrap());
    }
    let mut most: BTreeMap<String, u64> = BTreeMap::new();
    for seed in 1..=50 {
        let ran = Nigao::new()
            .own("outlines/rectification.yaml")
            .args(&[
                "draft",
                "outlines/rectification.yaml",
                "--format",
                "json",
                "--seed",
                &seed.to_string(),
            ])
            .succeeds();
        let draft: Value = serde_json::from_str(&ran.stdout).unwrap();
        let mut used: BTreeMap<String, std::collections::BTreeSet<String>> = BTreeMap::new();
        for block in draft["blocks"].as_array().unwrap() {
            for span in block["spans"].as_array().unwrap() {
                let at = span["origin"]["at"].as_str().unwrap();
                if let Some((_, id)) = at.split_once('#')
                    && span["origin"]["kind"] == "phrase"
                {
                    used.entry(pool_of(id)).or_default().insert(id.to_owned());
                }
            }
        }
        for (pool, ids) in used {
            let seen = most.entry(pool).or_default();
            *seen = (*seen).max(ids.len() as u64);
        }
    }
    assert!(most.len() > 40);
    let shallow: Vec<String> = most
        .iter()
        .filter_map(|(pool, draws)| {
            let held = *pools.get(pool)?;
            (held < draws * 6).then(|| format!("{pool}: {draws} of {held}"))
        })
        .collect();
    assert_eq!(shallow, Vec::<String>::new());
}

const TOPICS: [&str; 6] = [
    "learning",
    "competence",
    "conduct",
    "discipline",
    "responsibility",
    "general",
];

/// `measure.learning.first.01` → `measure.first/learning`.
fn pool_of(id: &str) -> String {
    let parts: Vec<&str> = id.split('.').collect();
    let topic = parts
        .iter()
        .find(|p| TOPICS.contains(p))
        .copied()
        .unwrap_or("");
    let of: Vec<&str> = parts[..parts.len() - 1]
        .iter()
        .filter(|p| **p != topic)
        .copied()
        .collect();
    format!("{}/{topic}", of.join("."))
}
