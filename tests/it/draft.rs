//! What every draft must hold, whatever is drawn.

use crate::genres::{GENRES, Genre, blocks, texts};
use crate::nigao::{Nigao, repository};
use serde_json::Value;
use std::collections::BTreeSet;

const OUTLINE: &str = "outlines/rectification.yaml";

fn draft(args: &[&str]) -> Value {
    GENRES[0].draft(args)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Everything a draft of a shipped outline must hold, on twenty seeds; of the first genre, on fifty.
#[test]
fn rectification_on_fifty_seeds() {
    holds_on(50, &GENRES[0]);
}

#[test]
fn conference_on_twenty_seeds() {
    holds_on(20, &GENRES[1]);
}

#[test]
fn study_on_twenty_seeds() {
    holds_on(20, &GENRES[2]);
}

#[test]
fn article_on_twenty_seeds() {
    holds_on(20, &GENRES[3]);
}

#[test]
fn exchange_on_twenty_seeds() {
    holds_on(20, &GENRES[4]);
}

fn holds_on(seeds: u64, genre: &Genre) {
    let outline = genre.words();
    let sources = [outline.clone(), repository("terms/expressions.yaml")].concat();
    let mut seen = BTreeSet::new();
    for seed in 1..=seeds {
        let draft = genre.draft(&["--seed", &seed.to_string()]);
        let whole = texts(&draft).join("\n");
        let body: String = blocks(&draft)
            .iter()
            .filter(|b| b["kind"] == "heading" || b["kind"] == "paragraph")
            .map(|b| crate::genres::text(b) + "。")
            .collect();
        assert!(
            seen.insert(whole.clone()),
            "seed {seed} repeats an earlier draft"
        );

        let chars = whole.chars().filter(|c| is_han(*c)).count() as u64;
        assert_eq!(draft["chars"].as_u64().unwrap(), chars, "seed {seed}");
        assert!(
            chars.abs_diff(genre.length) * 20 <= genre.length,
            "seed {seed}: {chars}"
        );

        let mut sentences = BTreeSet::new();
        for sentence in body.split(['。', '！', '？']).filter(|s| !s.is_empty()) {
            assert!(
                sentences.insert(sentence.to_owned()),
                "seed {seed} says twice: {sentence}"
            );
        }
        no_doubled_words(&whole, seed);
        pairs(&whole, seed);
        no_half_width(&draft, seed);
        for (marker, word) in genre.announced {
            let before = &body[..body.find(&format!("。{marker}")).unwrap()];
            let announced: Vec<char> = before
                .chars()
                .rev()
                .take(60)
                .filter(|c| "两三四五六".contains(*c))
                .collect();
            assert!(
                announced.contains(word),
                "seed {seed}: another number announced before {marker}: {before}"
            );
        }
        one_topic_a_paragraph(&draft, seed);
        nothing_invented(&draft, &sources, seed);
        assert!(!whole.contains("〔待补"), "seed {seed} has a gap");
    }
}

/// What is drawn for one point is of one topic, or of `general`.
fn one_topic_a_paragraph(draft: &Value, seed: u64) {
    let topics: Value = serde_yaml::from_str(&repository("phrases/topics.yaml")).unwrap();
    let topics: Vec<&str> = topics
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["id"].as_str().unwrap())
        .filter(|t| *t != "general")
        .collect();
    for block in blocks(draft) {
        let words = crate::genres::text(block);
        // These speak of several matters in a row.
        if block["move"] == "review"
            || words.contains("有的同志") && words.contains("还有的")
            || words.contains("；二是")
        {
            continue;
        }
        let used: BTreeSet<&str> = block["spans"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|s| s["origin"]["at"].as_str().unwrap().split_once('#'))
            .filter_map(|(_, id)| id.split('.').nth(1).filter(|part| topics.contains(part)))
            .collect();
        assert!(used.len() <= 1, "seed {seed} mixes {used:?}: {words}");
    }
}

/// No word twice in a row, idioms apart. Of single characters only those that never double: 工作作风 is two words.
fn no_doubled_words(text: &str, seed: u64) {
    const NEVER: &str = "的了是要和在不对有与及就也都把被从向为以员党到将可能应";
    let mut chars: Vec<char> = text.replace("不了了之", "").chars().collect();
    // 实实在在 is one word: two doubled characters.
    while let Some(at) = chars
        .windows(4)
        .position(|w| w[0] == w[1] && w[2] == w[3] && w[0] != w[2])
    {
        chars.drain(at..at + 4);
    }
    for width in 1..=4 {
        for window in chars.windows(width * 2) {
            let (a, b) = window.split_at(width);
            // 一步一步, 一个支部一个支部 are idioms.
            let counts = a.iter().all(|c| is_han(*c))
                && (width > 1 || NEVER.contains(a[0]))
                && (width == 1 || a[0] != '一');
            assert!(
                a != b || !counts,
                "seed {seed} doubles {}",
                window.iter().collect::<String>()
            );
        }
    }
    for marks in [
        "。。", "，，", "。，", "，。", "；。", "；；", "：：", "，；",
    ] {
        assert!(!text.contains(marks), "seed {seed}: {marks}");
    }
}

fn pairs(text: &str, seed: u64) {
    for (open, close) in [('“', '”'), ('《', '》'), ('（', '）'), ('〔', '〕')] {
        let mut depth = 0;
        for c in text.chars() {
            depth += i32::from(c == open) - i32::from(c == close);
            assert!((0..=1).contains(&depth), "seed {seed}: {open}{close}");
        }
        assert_eq!(depth, 0, "seed {seed}: {open}{close}");
    }
}

/// No half-width mark, but for the one of 1. in a heading.
fn no_half_width(draft: &Value, seed: u64) {
    for block in blocks(draft) {
        for span in block["spans"].as_array().unwrap() {
            let text = span["text"].as_str().unwrap();
            for mark in [',', ';', ':', '!', '?', '(', ')', '"', '.', ' '] {
                assert!(
                    !text.contains(mark),
                    "seed {seed} holds a half-width {mark:?}: {text}"
                );
            }
        }
    }
}

/// Digits, document titles, quotations and names are the drafter's or the term table's.
fn nothing_invented(draft: &Value, sources: &str, seed: u64) {
    for block in blocks(draft) {
        for span in block["spans"].as_array().unwrap() {
            let (text, kind) = (
                span["text"].as_str().unwrap(),
                span["origin"]["kind"].as_str().unwrap(),
            );
            assert!(
                !span["origin"]["at"].as_str().unwrap().is_empty() || kind == "number",
                "seed {seed}: {text}"
            );
            if matches!(kind, "phrase" | "template") {
                let bad = text
                    .chars()
                    .find(|c| c.is_ascii_digit() || "《》〇".contains(*c));
                assert_eq!(bad, None, "seed {seed}: {text}");
                // 下一年度, 一年接着一年 count no years.
                let chars: Vec<char> = ["一年接着一年", "一年一年", "一年有一年"]
                    .iter()
                    .fold(text.to_owned(), |text, idiom| text.replace(idiom, ""))
                    .chars()
                    .collect();
                let year = chars.windows(3).find(|w| {
                    w[1] == '年'
                        && w[2] != '度'
                        && "今去前明近〇零一二三四五六七八九十两几".contains(w[0])
                });
                assert_eq!(year, None, "seed {seed}: {text}");
                for name in [
                    "习近平",
                    "总书记",
                    "某市",
                    "市委",
                    "省委",
                    "县委",
                    "全市",
                    "全省",
                    "全县",
                ] {
                    assert!(!text.contains(name), "seed {seed}: {name} in {text}");
                }
            }
        }
    }
    let whole = texts(draft).join("\n");
    for (open, close) in [('《', '》'), ('“', '”')] {
        for part in whole.split(open).skip(1) {
            let quoted = part.split(close).next().unwrap();
            let is_known = sources.contains(quoted) || set_phrase(draft, quoted);
            assert!(is_known, "seed {seed}: {open}{quoted}{close} has no source");
        }
    }
}

/// Quotation marks around a set phrase (“两张皮”) come from the bank, in one entry.
fn set_phrase(draft: &Value, quoted: &str) -> bool {
    let quoted = format!("“{quoted}”");
    let spans = blocks(draft)
        .iter()
        .flat_map(|b| b["spans"].as_array().unwrap());
    spans
        .filter(|s| s["origin"]["kind"] == "phrase")
        .any(|s| s["text"].as_str().unwrap().contains(&quoted))
        && quoted.chars().count() <= 10
}

/// Every length from 0.8 to 1.25 of the outline's own can be asked for.
#[test]
fn lengths_can_be_asked_for() {
    for length in [2400, 2500, 2700, 3000, 3300, 3500, 3750] {
        let draft = draft(&["--length", &format!("{length}±2%")]);
        let chars = draft["chars"].as_u64().unwrap();
        assert!(chars.abs_diff(length) * 50 <= length, "{length}: {chars}");
    }
}

/// An id gives the same bytes again; from another content it is refused, and what changed is said.
#[test]
fn an_id_gives_the_draft_back() {
    let first = draft(&["--seed", "23"]);
    let id = first["id"].as_str().unwrap();
    assert_eq!(draft(&["--id", id]), first);
    let outline = repository(OUTLINE).replace("地级市", "县");
    let said = Nigao::new()
        .file(OUTLINE, &outline)
        .args(&["draft", OUTLINE, "--id", id])
        .fails();
    assert!(
        said.contains("changed: the outline (with length, date, and what --set, --pin and --redraw change), the locality\n"),
        "{said}"
    );
    let said = Nigao::new()
        .own(OUTLINE)
        .args(&["draft", OUTLINE, "--id", id, "--length", "2800"])
        .fails();
    assert!(
        said.contains(
            "changed: the outline (with length, date, and what --set, --pin and --redraw change)\n"
        ),
        "{said}"
    );
}

/// The same seed gives the same bytes, wherever and whenever.
#[test]
fn time_zone_and_locale_change_nothing() {
    let run = |env: &[(&str, &str)]| {
        let mut nigao = Nigao::new().own(OUTLINE);
        for (name, value) in env {
            nigao = nigao.env(name, value);
        }
        nigao
            .args(&["draft", OUTLINE, "--format", "json"])
            .succeeds()
            .stdout
    };
    let here = run(&[]);
    for env in [
        [("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")],
        [("TZ", "America/New_York"), ("LANG", "C")],
    ] {
        assert_eq!(run(&env), here);
    }
}

/// Pins one draft whole: if it changes, every office's drafts change.
#[test]
fn the_golden_draft() {
    let ran = Nigao::new()
        .own(OUTLINE)
        .args(&["draft", OUTLINE, "--seed", "1"])
        .succeeds();
    insta::assert_snapshot!(ran.stdout);
    let shown = Nigao::new()
        .own(OUTLINE)
        .args(&["draft", OUTLINE, "--seed", "1", "--explain"])
        .succeeds();
    insta::assert_snapshot!("the_golden_explanation", shown.stdout);
}

/// The space is as large as promised.
#[test]
fn there_are_more_than_ten_to_the_forty() {
    let ran = Nigao::new()
        .own(OUTLINE)
        .args(&["space", OUTLINE, "--json"])
        .succeeds();
    let space: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(space["count"].as_str().unwrap().len() > 40);
}

/// What an outline leaves open is marked, not made up.
#[test]
fn gaps_are_marked() {
    let ran = Nigao::new()
        .file(
            "o.yaml",
            "genre: rectification\ntitle: 讲话\nsections:\n- move: opening\n- move: call\n",
        )
        .args(&["draft", "o.yaml"])
        .succeeds();
    assert!(
        ran.stdout.contains("〔待补：会议名称〕") && ran.stdout.contains("〔待补：目的〕"),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains(" gaps; "), "{}", ran.stderr);
}

/// Many points of one topic, or of none, draw from the same pools; that must not take for ever.
#[test]
fn points_of_one_topic_are_drafted_at_once() {
    let points = |claims: [&str; 4]| claims.map(|c| format!("  - {c}\n")).concat();
    let outline = format!(
        "genre: rectification\ntitle: 讲话\nlength: 2600\nsections:\n- move: opening\n- move: problems\n  points:\n{}- move: remedies\n  points:\n{}- move: call\n",
        points(["认识不到位", "行动不扎实", "坚持不经常", "标准不够高"]),
        points([
            "统一思想认识",
            "细化整改任务",
            "健全工作制度",
            "强化督促检查"
        ]),
    );
    let begun = std::time::Instant::now();
    let ran = Nigao::new()
        .file("o.yaml", &outline)
        .args(&["draft", "o.yaml"])
        .succeeds();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let body: String = ran.stdout.lines().skip(2).collect();
    let mut sentences = BTreeSet::new();
    for sentence in body.split(['。', '！']).filter(|s| !s.is_empty()) {
        assert!(
            sentences.insert(sentence.to_owned()),
            "said twice: {sentence}"
        );
    }
}
