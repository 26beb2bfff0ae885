//! The section tree: that of a draft, read from its words, is that of its outline, and has the shape of the document
//! that the genre was modelled on.

use crate::genres::{GENRES, blocks, text};
use crate::nigao::repository;
use serde_json::Value;

/// A division: what it is marked with, and its own divisions.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Division {
    marker: String,
    below: Vec<Division>,
}

impl Division {
    fn new(marker: &str) -> Self {
        Self {
            marker: marker.to_owned(),
            below: Vec::new(),
        }
    }

    /// `一、(一要 二要)`
    fn show(divisions: &[Self]) -> String {
        let each: Vec<String> = divisions
            .iter()
            .map(|d| match &d.below[..] {
                [] => d.marker.clone(),
                below => format!("{}({})", d.marker, Self::show(below)),
            })
            .collect();
        each.join(" ")
    }
}

/// The five documents, as they are divided: levels, series, counts. `□` is a division without a marker.
const SHAPES: [(&str, &str); 5] = [
    (
        "rectification",
        "□(一是 二是 三是) □(首先， 其次， 再次， 最后，)",
    ),
    (
        "conference",
        "一、(一要 二要 三是) 二、(一是 二是 三是 四是) 三、(一要 二要 三要)",
    ),
    (
        "study",
        "首先， 其次， 第三，(1. 2.(一是 二是 三是 一是 二是 三是 一是 二是 三是 四是 五是 六是 七是 八是 九是 \
         一是 二是 三是 四是 五是) 3.(一是 二是 三是) 4.(一是 二是 三是) 5.(一是 二是 三是 四是 五是) 6.)",
    ),
    ("article", "□ □ □ □"),
    ("exchange", "一、 二、 三、 四、 五、"),
];

#[test]
fn a_draft_is_divided_as_its_outline_and_its_model() {
    for (genre, (name, shape)) in GENRES.iter().zip(SHAPES) {
        assert_eq!(genre.name(), name);
        assert_eq!(of_outline(genre.outline), shape, "the outline of {name}");
        for seed in ["1", "2", "3"] {
            let draft = genre.draft(&["--seed", seed]);
            assert_eq!(of_draft(&draft), shape, "{name}, seed {seed}");
        }
    }
}

/// The markers of the families that divide a document, as they are written; not 有的, which lists symptoms.
fn marker_at(text: &str) -> Option<(&str, u8)> {
    const NUMBERS: &str = "一二三四五六七八九十";
    let chars: Vec<(usize, char)> = text.char_indices().take(4).collect();
    let end = |n: usize| chars.get(n).map_or(text.len(), |c| c.0);
    let is = |n: usize, set: &str| chars.get(n).is_some_and(|c| set.contains(c.1));
    if is(0, NUMBERS) && is(1, "、是要") {
        let family = "、是要".chars().position(|c| c == chars[1].1).unwrap();
        return Some((&text[..end(2)], family as u8));
    }
    if is(0, "123456789") && is(1, ".") {
        return Some((&text[..end(2)], 3));
    }
    for word in ["首先，", "其次，", "再次，", "最后，", "第三，"] {
        if text.starts_with(word) {
            return Some((&text[..word.len()], 4));
        }
    }
    None
}

/// Reads the tree from the words of a draft: a division begins where a heading, a paragraph or a clause behind `：`, `；` or `。`
/// begins with a marker. In one move the first family of markers is above the next that appears; 是 and 要 are one family.
fn of_draft(draft: &Value) -> String {
    let mut tops: Vec<Division> = Vec::new();
    // The families open now, the outermost first, and whether they are of headings.
    let mut open: Vec<(u8, bool)> = Vec::new();
    let mut step = String::new();
    let mut parts: Vec<Vec<Division>> = Vec::new();
    let mut has_heading = false;
    for block in blocks(draft) {
        let is_heading = block["kind"] == "heading";
        if !is_heading && block["kind"] != "paragraph" {
            continue;
        }
        let own = block["move"].as_str().unwrap_or("");
        if own != step {
            own.clone_into(&mut step);
            if !has_heading {
                open.clear();
                parts.push(std::mem::take(&mut tops));
            }
            open.retain(|(_, heading)| *heading);
        }
        let words = text(block);
        let mut starts = vec![0];
        if !is_heading {
            starts.extend(
                words
                    .match_indices(['：', '；'])
                    .map(|(at, mark)| at + mark.len()),
            );
        }
        for at in starts {
            let Some((marker, family)) = marker_at(&words[at..]) else {
                continue;
            };
            let family = if family == 2 { 1 } else { family };
            if is_heading {
                has_heading = true;
                open.retain(|(_, heading)| *heading);
            }
            let level = open
                .iter()
                .position(|(f, _)| *f == family)
                .unwrap_or_else(|| {
                    open.push((family, is_heading));
                    open.len() - 1
                });
            open.truncate(level + 1);
            let mut place = &mut tops;
            for _ in 0..level {
                place = &mut place.last_mut().unwrap().below;
            }
            place.push(Division::new(marker));
        }
    }
    parts.push(tops);
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        // No marker at all: each paragraph between the first and the last part is a division.
        let count = blocks(draft)
            .iter()
            .filter(|b| b["move"] == "tasks")
            .count();
        return vec!["□"; count].join(" ");
    }
    wrapped(parts)
}

/// The tree that the outline asks for, from its own words.
fn of_outline(file: &str) -> String {
    let outline: Value = serde_yaml::from_str(&repository(file)).unwrap();
    let defaults = [
        ("problems", "shi"),
        ("remedies", "shouxian"),
        ("practice", "arabic"),
    ];
    let genre = outline["genre"].as_str().unwrap();
    let mut parts: Vec<Vec<Division>> = Vec::new();
    let mut headings: Vec<Division> = Vec::new();
    for section in outline["sections"].as_array().unwrap() {
        let step = section["move"].as_str().unwrap();
        let series = section["series"].as_str().or_else(|| {
            let of_tasks = (step == "tasks" && genre != "article").then_some("cn");
            of_tasks.or(defaults
                .iter()
                .find(|(name, _)| *name == step)
                .map(|(_, series)| *series))
        });
        let below = points(&section["points"], series);
        if section["claim"].is_string() {
            let made = ["首先，", "其次，", "最后，"][headings.len()];
            let mut heading = Division::new(section["marker"].as_str().unwrap_or(made));
            heading.below = below;
            headings.push(heading);
        } else if genre == "article" && step == "tasks" {
            return vec!["□"; section["points"].as_array().unwrap().len()].join(" ");
        } else if !below.is_empty() {
            parts.push(below);
        }
    }
    if !headings.is_empty() {
        return Division::show(&headings);
    }
    wrapped(parts)
}

/// Several series that begin anew and have none above them are each a division without a marker.
fn wrapped(mut parts: Vec<Vec<Division>>) -> String {
    if parts.len() == 1 {
        return Division::show(&parts.remove(0));
    }
    let groups: Vec<Division> = parts
        .into_iter()
        .map(|below| Division {
            marker: "□".to_owned(),
            below,
        })
        .collect();
    Division::show(&groups)
}

/// The divisions of a list of points. Points without a number pass on those below them.
fn points(list: &Value, series: Option<&str>) -> Vec<Division> {
    const NUMBERS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let Some(list) = list.as_array() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, point) in list.iter().enumerate() {
        let of_below = point["points"]
            .as_array()
            .is_some_and(|p| p.iter().any(|p| p["points"].is_array()));
        let own = point["series"].as_str();
        let below = if of_below { None } else { own };
        let below = points(&point["points"], below);
        let made = match series {
            Some("shi") => format!("{}是", NUMBERS[at]),
            Some("yao") => format!("{}要", NUMBERS[at]),
            Some("cn") => format!("{}、", NUMBERS[at]),
            Some("arabic") => format!("{}.", at + 1),
            Some("shouxian") => {
                let last = at + 1 == list.len();
                [
                    "首先，",
                    "其次，",
                    if last { "最后，" } else { "再次，" },
                    "最后，",
                ][at]
                    .to_owned()
            }
            _ => {
                found.extend(below);
                continue;
            }
        };
        let mut division = Division::new(point["marker"].as_str().unwrap_or(&made));
        division.below = below;
        found.push(division);
    }
    found
}
