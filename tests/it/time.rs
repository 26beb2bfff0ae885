//! A draft speaks the language of its day.

use crate::genres::{GENRES, texts};
use crate::nigao::{Nigao, repository};
use serde_json::Value;

/// A wording with the days on which it is in use, `""` where open.
struct Wording {
    text: String,
    since: String,
    until: String,
}

/// A day, month or year as the first or last day it means; dates are compared as text.
fn day(value: &Value, last: bool) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(year) => year.to_string(),
        _ => return String::new(),
    };
    let rest = if last { "-12-31" } else { "-01-01" };
    match text.len() {
        4 => text + rest,
        7 => text + if last { "-31" } else { "-01" },
        _ => text,
    }
}

fn wordings() -> Vec<Wording> {
    let table: Value = serde_yaml::from_str(&repository("terms/expressions.yaml")).unwrap();
    table["expressions"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|e| e["forms"].as_array().unwrap())
        .map(|form| Wording {
            text: form["text"].as_str().unwrap().to_owned(),
            since: day(&form["since"], false),
            until: day(&form["until"], true),
        })
        .collect()
}

/// Words that came up at a time: not fixed expressions, but nobody said them before.
const NEW_WORDS: [(&str, &str); 30] = [
    ("习近平", "2012-11-15"),
    ("新时代", "2017-10-18"),
    ("两个维护", "2018-01-01"),
    ("两个确立", "2021-11-11"),
    ("四个意识", "2016-01-29"),
    ("四个自信", "2016-07-01"),
    ("全面从严治党", "2014-12-01"),
    ("高质量发展", "2017-10-18"),
    ("中国式现代化", "2022-10-16"),
    ("新发展", "2015-10-29"),
    ("八项规定", "2012-12-04"),
    ("“四风”", "2013-06-18"),
    ("群众路线教育实践", "2013-06-01"),
    ("主题党日", "2016-01-01"),
    ("第一议题", "2019-01-01"),
    ("国之大者", "2020-04-01"),
    ("政治判断力", "2020-12-24"),
    ("两学一做", "2016-02-01"),
    ("三严三实", "2014-03-09"),
    ("获得感", "2015-02-27"),
    ("放管服", "2015-05-01"),
    ("大数据", "2012-01-01"),
    ("互联网", "2000-01-01"),
    ("数字化", "2004-01-01"),
    ("一网通办", "2018-01-01"),
    ("守正创新", "2018-08-01"),
    ("人民至上", "2020-05-01"),
    ("赋能", "2018-01-01"),
    ("容错", "2016-03-05"),
    ("驻村第一书记", "2015-04-01"),
];

const OLD_WORDS: [(&str, &str); 6] = [
    ("小康社会", "2021-06-30"),
    ("“三个代表”重要思想的指导", "2007-10-20"),
    ("先进性教育", "2006-06-30"),
    ("和谐社会", "2012-11-07"),
    ("先锋模范作用的重要思想", "2007-10-20"),
    ("胡锦涛", "2012-11-14"),
];

/// Holds what was drafted for a day against the table and the lists; what the outline itself says is the drafter's.
fn of_its_day(draft: &Value, outline: &str, today: &str) {
    let text = texts(draft).join("\n");
    let wordings = wordings();
    let in_use = |w: &Wording| {
        (w.since.is_empty() || w.since.as_str() <= today)
            && (w.until.is_empty() || today <= w.until.as_str())
    };
    let said = |word: &str| text.contains(word) && !outline.contains(word);
    for wording in wordings.iter().filter(|w| !in_use(w)) {
        let is_part = wordings
            .iter()
            .any(|other| in_use(other) && other.text.contains(&wording.text));
        assert!(
            is_part || !said(&wording.text),
            "{today}: {} is out of its time in\n{text}",
            wording.text
        );
    }
    for (word, since) in NEW_WORDS {
        assert!(since <= today || !said(word), "{today}: {word} in\n{text}");
    }
    for (word, until) in OLD_WORDS {
        assert!(today <= until || !said(word), "{today}: {word} in\n{text}");
    }
}

#[test]
fn every_outline_is_drafted_in_the_words_of_its_day() {
    for genre in GENRES {
        let outline = repository(genre.outline);
        for today in [
            "2019-11-20",
            "2021-12-10",
            "2023-03-15",
            "2026-03-05",
            "2026-11-22",
        ] {
            for seed in ["1", "2", "3"] {
                let draft = genre.draft(&["--date", today, "--seed", seed]);
                of_its_day(&draft, &outline, today);
            }
        }
    }
}

/// A speech of 2004 is drafted in the words of 2004: they are dated in the bank, not dropped.
#[test]
fn a_speech_of_2004_can_be_drafted() {
    let mut old_words = 0;
    for genre in GENRES {
        // The shipped outlines quote what was said later; those facts are taken out.
        let outline: String = repository(genre.outline)
            .lines()
            .filter(|line| !line.contains("习近平") && !line.contains("facts: [root]"))
            .map(|line| {
                line.replace(
                    "standards: [instruction, code, rules]",
                    "standards: [code, rules]",
                ) + "\n"
            })
            .collect();
        let outline = outline.replace("高质量", "科学");
        for seed in 1..=10 {
            let ran = Nigao::new()
                .file("o.yaml", &outline)
                .args(&[
                    "draft",
                    "o.yaml",
                    "--date",
                    "2004-11-15",
                    "--format",
                    "json",
                    "--seed",
                    &seed.to_string(),
                ])
                .succeeds();
            let draft: Value = serde_json::from_str(&ran.stdout).unwrap();
            of_its_day(&draft, &outline, "2004-11-15");
            old_words += texts(&draft).join("").matches("“三个代表”重要思想").count();
        }
    }
    assert!(old_words > 0, "the thought of that time is never named");
}
