//! `space --json --full`: another program can make the same drafts.

use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Source;
use nigao::export::Lines;
use nigao::space::{Numbering, Pick, sample};
use nigao::world::{Memory, Shelf};
use num_bigint::BigUint;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The pools a slot draws from.
fn pools(say: &Value) -> impl Iterator<Item = usize> {
    list(&say["pools"])
        .iter()
        .map(|i| i.as_u64().unwrap() as usize)
}

/// The plan of a file, as the program prints it.
fn full(nigao: Nigao, outline: &str) -> Value {
    let ran = nigao
        .args(&["space", outline, "--json", "--full"])
        .succeeds();
    serde_json::from_str(&ran.stdout).unwrap()
}

fn text(composition: &Composition<'_>, pick: &Pick) -> String {
    let mut text = String::new();
    composition.tell(pick, &mut Lines::new(&mut text)).unwrap();
    text.trim_end().to_owned() + "\n"
}

/// Where a plan may have come to in a text, from each of these places.
fn ends(full: &Value, node: &Value, text: &str, from: &BTreeSet<usize>) -> BTreeSet<usize> {
    let words = |words: &str| {
        let there = from.iter().filter(|at| text[**at..].starts_with(words));
        there.map(|at| at + words.len()).collect()
    };
    if let Some(fixed) = node.as_str() {
        return words(fixed);
    }
    let (kind, inner) = node.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "seq" => list(inner)
            .iter()
            .fold(from.clone(), |at, item| ends(full, item, text, &at)),
        "either" => list(inner)
            .iter()
            .flat_map(|option| ends(full, option, text, from))
            .collect(),
        "say" => pools(inner)
            .flat_map(|pool| list(&full["pools"][pool]["entries"]))
            .flat_map(|entry| {
                list(entry).iter().fold(from.clone(), |at, part| {
                    let said = part["with"].as_str().map(|name| &inner["with"][name]);
                    ends(full, said.unwrap_or(part), text, &at)
                })
            })
            .collect(),
        _ => panic!("{node}"),
    }
}

/// The sizes of the pools of each slot, by its path.
fn sizes(full: &Value, node: &Value, found: &mut BTreeMap<String, u64>) {
    let Some((kind, inner)) = node.as_object().and_then(|o| o.iter().next()) else {
        return;
    };
    if kind == "say" {
        let held = pools(inner).map(|pool| list(&full["pools"][pool]["entries"]).len() as u64);
        found.insert(inner["at"].as_str().unwrap().to_owned(), held.sum());
    } else {
        for item in list(inner) {
            sizes(full, item, found);
        }
    }
}

#[test]
fn every_draft_can_be_made_from_it() {
    for genre in GENRES {
        let full = full(Nigao::new().own(genre.outline), genre.outline);
        genre.composed(|composition| {
            for seed in 0..50 {
                let pick = sample(&composition.plan().space, seed).unwrap();
                let text = text(composition, &pick);
                let ends = ends(&full, &full["root"], &text, &BTreeSet::from([0]));
                assert!(ends.contains(&text.len()), "{}: {text}", genre.name());
            }
        });
    }
}

#[test]
fn its_pools_are_those_of_the_space() {
    for genre in GENRES {
        let full = full(Nigao::new().own(genre.outline), genre.outline);
        let mut found = BTreeMap::new();
        sizes(&full, &full["root"], &mut found);
        // Slots of several draws have a path for each: `at.0`, `at.1` …
        let held = |at: &str| found.get(at).or_else(|| found.get(&format!("{at}.0")));
        for slot in list(&genre.space()["slots"]) {
            let at = slot["at"].as_str().unwrap();
            assert_eq!(held(at), slot["pool"].as_u64().as_ref(), "{at}");
        }
    }
}

const BANK: &str = "\
- {id: t.1, role: start, facet: only, topic: tiny, text: 逐项明确工作要求, composed: true}
- {id: t.2, role: start, facet: only, topic: tiny, text: '通过{{ means }}明确工作要求', composed: true}
- {id: t.3, role: way, facet: only, topic: tiny, text: 逐项抓好日常落实工作不放松, composed: true}
- {id: t.4, role: way, facet: only, topic: tiny, text: '通过{{ means }}和{{ means }}逐项抓好日常落实工作', composed: true}
- {id: t.5, role: means, topic: tiny, text: 个人自学, composed: true}
- {id: t.6, role: means, topic: tiny, text: 集中研讨, composed: true}
- {id: t.7, role: means, topic: tiny, text: 谈心谈话, composed: true}
";
const OUTLOOK: &str = "\
- {id: outlook.1, role: outlook, text: '{{ cause }}前景广阔', composed: true}
- {id: outlook.2, role: outlook, text: '围绕{{ theme }}，{{ cause }}大有可为', composed: true}
";
const TEMPLATE: &str = "\
{# ---
title: 小样
moves: [opening]
--- #}
# {{ o.title }}
{{ move(name=\"opening\") }}
{% set start = say(of=\"start.only\", topic=\"tiny\") %}

{{ either() }}同志们：{{ another() }}{{ end_either() }}{{ start }}。{{ start }}。

{{ either() }}这一段可有可无。{{ another() }}{{ end_either() }}

{{ any_order() }}

{{ say(of=\"way.only\", topic=\"tiny\") }}。

{{ say(of=\"outlook\", cause=\"事业\") }}。

{{ end_any_order() }}
";
const OUTLINE: &str = "genre: tiny\ntitle: 小样\ntheme: 作风建设\nsections:\n- move: opening\n";

fn files(template: &str) -> [(&'static str, String); 5] {
    let topics = repository("phrases/topics.yaml")
        + "- id: tiny\n  name: 小题\n  fault: 小题不小\n  aspects:\n  - {id: only, name: 一面, keywords: [小]}\n";
    [
        ("phrases/topics.yaml", topics),
        ("phrases/ours.yaml", BANK.to_owned()),
        ("phrases/outlook.yaml", OUTLOOK.to_owned()),
        ("templates/tiny.tera", template.to_owned()),
        ("o.yaml", OUTLINE.to_owned()),
    ]
}

/// A text in the making, with what it has used and what is said where.
#[derive(Debug, Clone, Default)]
struct Told {
    text: String,
    used: BTreeSet<(usize, usize)>,
    said: BTreeMap<String, String>,
}

/// Every way of going on with a part of the plan, no entry used twice.
fn tell(full: &Value, node: &Value, told: &Told) -> Vec<Told> {
    if let Some(words) = node.as_str() {
        let mut told = told.clone();
        told.text.push_str(words);
        return vec![told];
    }
    let (kind, inner) = node.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "seq" => tell_all(full, list(inner).iter(), told),
        "either" => list(inner)
            .iter()
            .flat_map(|option| tell(full, option, told))
            .collect(),
        "shuffle" => orders(list(inner))
            .into_iter()
            .flat_map(|order| tell_all(full, order.into_iter(), told))
            .collect(),
        "again" => {
            let mut told = told.clone();
            let said = list(inner)
                .iter()
                .find_map(|at| told.said.get(at.as_str().unwrap()))
                .unwrap();
            told.text.push_str(said);
            vec![told]
        }
        "say" => say(full, inner, told),
        _ => panic!("{node}"),
    }
}

fn say(full: &Value, say: &Value, told: &Told) -> Vec<Told> {
    let mut all = Vec::new();
    for pool in pools(say) {
        for (at, entry) in list(&full["pools"][pool]["entries"]).iter().enumerate() {
            let mut told = told.clone();
            if !told.used.insert((pool, at)) {
                continue;
            }
            let from = told.text.len();
            let parts = list(entry).iter().map(|part| match part["with"].as_str() {
                Some(name) => &say["with"][name],
                None => part,
            });
            for mut told in tell_all(full, parts, &told) {
                if let Some(at) = say["at"].as_str() {
                    told.said
                        .insert(at.to_owned(), told.text[from..].to_owned());
                }
                all.push(told);
            }
        }
    }
    all
}

fn tell_all<'v>(full: &Value, nodes: impl Iterator<Item = &'v Value>, told: &Told) -> Vec<Told> {
    nodes.fold(vec![told.clone()], |all, node| {
        all.iter().flat_map(|told| tell(full, node, told)).collect()
    })
}

fn orders(items: &[Value]) -> Vec<Vec<&Value>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..items.len() {
        let rest: Vec<Value> = [&items[..at], &items[at + 1..]].concat();
        for order in orders(&rest) {
            let of = |item: &Value| items.iter().find(|i| *i == item).unwrap();
            all.push(
                [&items[at]]
                    .into_iter()
                    .chain(order.into_iter().map(of))
                    .collect(),
            );
        }
    }
    all
}

fn small(template: &str) -> Value {
    let nigao = files(template)
        .into_iter()
        .fold(Nigao::new(), |nigao, (name, text)| nigao.file(name, text));
    full(nigao, "o.yaml")
}

/// Small plans, the first with everything there is, the second with paragraphs in any order right behind the head: the texts
/// of each are its drafts, each of them once, and no others.
#[test]
fn its_texts_are_the_drafts() {
    let (head, _) = TEMPLATE.split_once("{% set").unwrap();
    let (_, tail) = TEMPLATE.split_once("{{ any_order() }}").unwrap();
    for template in [TEMPLATE, &format!("{head}\n{{{{ any_order() }}}}{tail}")] {
        let full = small(template);
        let told = tell(&full, &full["root"], &Told::default());
        let mut told: Vec<String> = told.into_iter().map(|told| told.text).collect();

        let world = Memory::new(files(template));
        let library = Library::load(Shelf::new(&world, "")).unwrap();
        let outline = nigao::outline::load(&Source::new("o.yaml", OUTLINE)).unwrap();
        let composition = Composition::new(&library, &outline, &Wishes::default()).unwrap();
        let numbering = Numbering::new(&composition.plan().space);
        let count = u64::try_from(numbering.count()).unwrap();
        let picks = (0..count).map(|number| numbering.unrank(&BigUint::from(number)).unwrap());
        let mut drafts: Vec<String> = picks.map(|pick| text(&composition, &pick)).collect();
        told.sort();
        drafts.sort();
        assert!(drafts.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(told, drafts);
    }
}

/// The form of everything there is, on a small plan.
#[test]
fn its_form() {
    let full = small(TEMPLATE);
    let start = json!({"say": {"at": "opening:start.only/tiny#1", "pools": [0, 2]}});
    let way = json!({"say": {"at": "opening:way.only/tiny#1", "pools": [3, 4]}});
    let outlook =
        json!({"say": {"at": "opening:outlook#1", "pools": [5], "with": {"cause": "事业"}}});
    let root = json!({"seq": [
        "小样\n",
        {"either": [
            {"seq": ["\n\u{3000}\u{3000}同志们：", start]},
            {"seq": ["\n\u{3000}\u{3000}", start]},
        ]},
        "。",
        {"again": ["opening:start.only/tiny#1"]},
        "。\n",
        {"either": ["\u{3000}\u{3000}这一段可有可无。\n", ""]},
        {"shuffle": [
            {"seq": ["\u{3000}\u{3000}", way, "。\n"]},
            {"seq": ["\u{3000}\u{3000}", outlook, "。\n"]},
        ]},
    ]});
    assert_eq!(full["root"], root);
    let means = json!({"say": {"pools": [1]}});
    let pools = json!([
        {"name": "start.only/tiny", "entries": [["逐项明确工作要求"]]},
        {"name": "means/tiny", "entries": [["个人自学"], ["集中研讨"], ["谈心谈话"]]},
        {"name": "start.only/tiny [means]", "entries": [["通过", means, "明确工作要求"]]},
        {"name": "way.only/tiny", "entries": [["逐项抓好日常落实工作不放松"]]},
        {"name": "way.only/tiny [means means]", "entries": [["通过", means, "和", means, "逐项抓好日常落实工作"]]},
        {"name": "outlook", "entries": [
            [{"with": "cause"}, "前景广阔"],
            ["围绕作风建设，", {"with": "cause"}, "大有可为"],
        ]},
    ]);
    assert_eq!(full["pools"], pools);
}

#[test]
fn it_is_json_alone() {
    let said = Nigao::new()
        .own(GENRES[0].outline)
        .args(&["space", GENRES[0].outline, "--full"])
        .fails();
    assert!(said.contains("--json"), "{said}");
}
