//! Choices made by hand: what is held, what is drawn anew, and what two drafts have in common.

use crate::nigao::{Nigao, read, repository};
use crate::space::{length, once_each, spaces};
use nigao::space::{Leaf, Numbering, Pick};
use num_bigint::BigUint;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

const SLOT: &str = "opening:opening.context#1";

fn nigao() -> Nigao {
    Nigao::new().own("outlines/rectification.yaml")
}

fn draft(args: &[&str]) -> Value {
    let all = [
        &["draft", "outlines/rectification.yaml", "--format", "json"],
        args,
    ]
    .concat();
    serde_json::from_str(&nigao().args(&all).succeeds().stdout).unwrap()
}

/// By slot, the entries that a draft has there.
fn drawn(draft: &Value) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for block in draft["blocks"].as_array().unwrap() {
        for span in block["spans"].as_array().unwrap() {
            if let Some(slot) = span["origin"]["slot"].as_str() {
                let at = span["origin"]["at"].as_str().unwrap().to_owned();
                let entries = found.entry(slot.to_owned()).or_default();
                if !entries.contains(&at) {
                    entries.push(at);
                }
            }
        }
    }
    found
}

fn entries(slot: &str) -> Vec<String> {
    let listed = nigao()
        .args(&[
            "space",
            "outlines/rectification.yaml",
            "--slot",
            slot,
            "--json",
        ])
        .succeeds();
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let ids = listed["entries"].as_array().unwrap().iter();
    ids.map(|e| e["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_slot_is_held_while_the_rest_varies() {
    let held = entries(SLOT)[3].clone();
    let pin = format!("{SLOT}={held}");
    let mut drafts = Vec::new();
    for seed in ["1", "2", "3", "4", "5"] {
        let draft = draft(&["--pin", &pin, "--seed", seed]);
        let has = drawn(&draft);
        assert!(
            has[SLOT].iter().all(|at| at.ends_with(&format!("#{held}"))),
            "{has:?}"
        );
        drafts.push(has);
    }
    assert!(drafts.windows(2).all(|pair| pair[0] != pair[1]));
    // An outline says the same.
    let outline = repository("outlines/rectification.yaml");
    let outline = format!("{outline}pins:\n  \"{SLOT}\": {held}\n");
    let by_outline = Nigao::new()
        .file("o.yaml", outline)
        .args(&["draft", "o.yaml", "--format", "json"])
        .succeeds();
    let by_outline: Value = serde_json::from_str(&by_outline.stdout).unwrap();
    assert_eq!(drawn(&by_outline), drafts[0]);
}

/// A slot in one of several alternatives brings that alternative in.
#[test]
fn a_held_slot_is_always_said() {
    let space = nigao()
        .args(&["space", "outlines/rectification.yaml", "--json"])
        .succeeds();
    let space: Value = serde_json::from_str(&space.stdout).unwrap();
    let slots = space["slots"].as_array().unwrap().iter();
    let ways: Vec<&str> = slots
        .map(|s| s["at"].as_str().unwrap())
        .filter(|at| at.starts_with("remedies:way."))
        .collect();
    for slot in ways.iter().step_by(ways.len() / 6) {
        let held = entries(slot)[0].clone();
        let pin = format!("{slot}={held}");
        let has = drawn(&draft(&["--pin", &pin, "--seed", "9"]));
        let said = has.iter().any(|(at, entries)| {
            at.starts_with(slot) && entries.iter().any(|e| e.ends_with(&format!("#{held}")))
        });
        assert!(said, "{slot} {held}: {has:#?}");
    }
}

#[test]
fn one_slot_is_drawn_anew_and_all_others_stay() {
    let before = draft(&[]);
    let once = draft(&["--redraw", SLOT]);
    let twice = draft(&["--redraw", SLOT, "--redraw", SLOT]);
    let [a, b, c] = [&before, &once, &twice].map(drawn);
    for other in [&b, &c] {
        let changed: Vec<&String> = a
            .keys()
            .filter(|slot| a.get(*slot) != other.get(*slot))
            .collect();
        assert_eq!(changed, [SLOT]);
    }
    assert_ne!(b[SLOT], c[SLOT]);
    assert_ne!(before["id"], once["id"]);
    // Its id brings it back, where the same is asked for.
    let id = once["id"].as_str().unwrap();
    assert_eq!(draft(&["--redraw", SLOT, "--id", id]), once);
    let length = |draft: &Value| draft["chars"].as_u64().unwrap();
    assert!((2850..=3150).contains(&length(&once)));
}

#[test]
fn a_key_of_the_outline_is_set_from_outside() {
    let text = nigao()
        .args(&[
            "draft",
            "outlines/rectification.yaml",
            "--set",
            "speaker.post=市委副书记",
            "--set",
            "length=2600",
        ])
        .succeeds();
    assert!(text.stdout.contains("市委副书记"));
    assert!(text.stderr.starts_with('2'), "{}", text.stderr);
}

#[test]
fn two_drafts_are_compared_sentence_by_sentence() {
    let mut nigao = nigao();
    let folder = {
        nigao = nigao.args(&[
            "batch",
            "outlines/rectification.yaml",
            "-n",
            "2",
            "-o",
            "out",
        ]);
        nigao.succeeds().folder
    };
    let certificate: Value =
        serde_json::from_str(&read(&folder.path().join("out/certificate.json"))).unwrap();
    let [a, b] = [1, 2].map(|n| read(&folder.path().join(format!("out/rectification-{n}.txt"))));
    let scene = || Nigao::new().file("a.txt", &a).file("b.txt", &b);
    let found = scene()
        .args(&["diff", "a.txt", "b.txt", "--json"])
        .succeeds();
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    let overlap = found["overlap"].as_f64().unwrap();
    assert!((overlap - certificate["overlap"]["max"].as_f64().unwrap()).abs() < 6e-4);
    // Put together again, the sentences of a side are the draft.
    let letters = |text: &str| nigao::draft::letters(text).collect::<String>();
    for (side, text) in [("first", &a), ("second", &b)] {
        let sentences = found["sentences"].as_array().unwrap().iter();
        let said: String = sentences
            .filter(|s| s["in"] == "both" || s["in"] == side)
            .map(|s| s["text"].as_str().unwrap())
            .collect();
        assert_eq!(letters(&said), letters(text));
    }
    let shown = scene()
        .args(&["diff", "a.txt", "b.txt", "--lang", "zh"])
        .succeeds()
        .stdout;
    assert!(shown.starts_with("重合 "), "{shown}");
    assert!(
        ["\n  ", "\n- ", "\n+ "]
            .iter()
            .all(|sign| shown.contains(sign))
    );
}

#[test]
fn wrong_choices_say_what_there_is() {
    let mut drawn = String::new();
    let pin_entry = format!("{SLOT}=opening.context.999");
    for (name, args) in [
        (
            "unknown slot",
            vec!["--pin", "opening:opening.contest#1=opening.context.01"],
        ),
        ("unknown entry", vec!["--pin", &pin_entry]),
        ("no entry", vec!["--pin", "opening:opening.context#1"]),
        (
            "unknown slot to redraw",
            vec!["--redraw", "opening:opening.contest#1"],
        ),
        ("unknown key", vec!["--set", "speaker.pots=书记"]),
        ("unknown outer key", vec!["--set", "speker.post=书记"]),
        ("a key of many", vec!["--set", "sections=书记"]),
        ("a value that does not fit", vec!["--set", "length=很长"]),
    ] {
        for lang in ["en", "zh"] {
            let all = [
                &["draft", "outlines/rectification.yaml", "--lang", lang][..],
                &args,
            ]
            .concat();
            drawn = format!("{drawn}# {name}\n{}\n", nigao().args(&all).fails());
        }
    }
    let outline = repository("outlines/rectification.yaml");
    let outline = format!("{outline}pins: {{\"{SLOT}\": opening.reason.01}}\n");
    let said = Nigao::new()
        .file("o.yaml", outline)
        .args(&["draft", "o.yaml"])
        .fails();
    let no_draft = Nigao::new()
        .file("a.json", "{}")
        .file("b.txt", "讲话")
        .args(&["diff", "a.json", "b.txt"])
        .fails();
    insta::assert_snapshot!(format!(
        "{drawn}# in the outline\n{said}\n# no draft\n{no_draft}"
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is drawn anew, it is one slot with an entry that the draft does not have; all turns together are all such.
    #[test]
    fn a_redraw_changes_one_decision(space in spaces(), number in 0u64..1000, seed in 0u64..9) {
        let numbering = Numbering::new(&space);
        let count = u64::try_from(numbering.count()).unwrap();
        prop_assume!(count > 0);
        let pick = numbering.unrank(&BigUint::from(number % count)).unwrap();
        let all = 0..=u32::MAX;
        let slots = |pick: &Pick| -> Vec<(String, usize, usize)> {
            let entry = |leaf| match leaf {
                Leaf::Entry(entry) => Some((entry.draw.at.clone(), entry.pool, entry.entry)),
                Leaf::Piece(_) => None,
            };
            space.read(pick).unwrap().into_iter().filter_map(entry).collect()
        };
        let before = slots(&pick);
        for (slot, pool, _) in before.iter().filter(|s| s.0.starts_with('n')) {
            let mut seen = Vec::new();
            for turn in 0.. {
                let Some(other) = space.redraw(&pick, slot, &all, seed, turn) else { break };
                prop_assert!(numbering.rank(&other).is_some() && once_each(&space, &other));
                prop_assert!(!seen.contains(&other) && other != pick);
                prop_assert_eq!(space.length(&other), length(&space, &other));
                let after = slots(&other);
                let changed = before.iter().filter(|s| !after.contains(s) && s.0.starts_with('n')).count();
                prop_assert_eq!(changed, 1);
                seen.push(other);
            }
            let used = before.iter().filter(|s| s.1 == *pool).count();
            prop_assert!(seen.len() >= space.pools[*pool].entries.len() - used);
        }
    }
}
