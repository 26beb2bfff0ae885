//! Lists of places with what they set in the outlines.

use super::{Scene, assert_same};
use serde_json::Value;
use std::fmt::Write as _;

const OUTLINE: &str = "outlines/rectification.yaml";

/// Where a list sets something, the drafts say it; an empty cell leaves what the outline says.
#[test]
fn the_drafts_say_what_the_list_sets() {
    let english = "locality,speaker.post,facts.code.text\n昆山,昆山市委书记,《新准则》\n延边州,,\n";
    let chinese = "地方, 讲话人.职务, facts.code.text\r\n昆山, 昆山市委书记, 《新准则》\r\n\r\n延边州, , \r\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(chinese);
    let marked = format!("\u{feff}{chinese}");
    let scene = Scene::new();
    for (name, list) in [
        ("english", english.as_bytes()),
        ("chinese", marked.as_bytes()),
        ("gb18030", &gb18030),
    ] {
        scene.put("list.csv", list);
        let order = format!("batch {OUTLINE} --localities list.csv -n 2");
        let mut said = scene.run(&format!("{order} -o {name}"));
        assert_eq!(said.status, Some(0), "{}", said.stderr);
        if name == "gb18030" {
            let mut zh = scene.command(&format!("{order} -o zh"));
            let zh = zh.env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
            let _ = write!(said.stderr, "\n{}", String::from_utf8(zh.stderr).unwrap());
            insta::assert_snapshot!("list_in_gb18030", said.stderr);
        } else {
            assert!(!said.stderr.contains("warning"), "{}", said.stderr);
        }
        for number in 1..=2 {
            let file =
                |place: &str| scene.read(&format!("{name}/rectification-{place}-{number}.txt"));
            let (kunshan, yanbian) = (file("昆山"), file("延边州"));
            for (text, said, unsaid) in [
                (
                    &kunshan,
                    ["昆山市委书记", "《新准则》", "全市"],
                    "《组工干部行为准则》",
                ),
                (
                    &yanbian,
                    ["州委组织部部长", "《组工干部行为准则》", "全州"],
                    "《新准则》",
                ),
            ] {
                assert!(
                    said.iter().all(|word| text.contains(word)),
                    "{said:?}: {text}"
                );
                assert!(!text.contains(unsaid), "{unsaid}: {text}");
            }
        }
        assert_same(&scene.path(name), &scene.path("english"));
    }
}

/// A spreadsheet's way of writing a day is read; a column that begins with # sets nothing.
#[test]
fn a_list_is_read_as_a_spreadsheet_leaves_it() {
    let list = "#序号,locality,日期,#经办\n1,昆山,2025/3/7,张某\n2,昆山,2025/11/30,\n";
    let scene = Scene::new().file("list.csv", list);
    scene.succeeds(&format!("batch {OUTLINE} --localities list.csv -n 1 -o b"));
    let first = scene.read("b/rectification-昆山-1.txt");
    assert!(first.contains("2025年3月7日"), "{first}");
    assert!(
        scene
            .read("b/rectification-昆山-2-1.txt")
            .contains("2025年11月30日")
    );
}

/// The same place twice with other values is two sets; a place in quotation marks with a comma is one cell.
#[test]
fn rows_are_told_apart() {
    let list = "locality,title\n昆山,一篇\n昆山,\"另一篇, 第二稿\"\n";
    let scene = Scene::new().file("list.csv", list);
    scene.succeeds(&format!("batch {OUTLINE} --localities list.csv -n 1 -o b"));
    let title = |file: &str| scene.read(file).lines().next().map(str::to_owned);
    assert_eq!(title("b/rectification-昆山-1.txt").as_deref(), Some("一篇"));
    assert_eq!(
        title("b/rectification-昆山-2-1.txt").as_deref(),
        Some("另一篇，第二稿")
    );
}

/// Twenty places that get one draft each get twenty drafts, not one under twenty names; so do two speakers of one place.
#[test]
fn places_do_not_get_the_same_draft() {
    let places = [
        "昆山",
        "常熟",
        "太仓",
        "张家港",
        "江阴",
        "宜兴",
        "如皋",
        "海安",
        "启东",
        "东台",
    ];
    let mut list = String::from("locality,speaker.post\n");
    for place in places {
        let _ = writeln!(list, "{place},市委书记\n{place},市委副书记");
    }
    let scene = Scene::new().file("list.csv", &list);
    let order = format!("batch {OUTLINE} --localities list.csv -n 1 --across");
    scene.succeeds(&format!("{order} --max-overlap 0.3 -o b"));
    let certificate: Value = serde_json::from_str(&scene.read("b/certificate.json")).unwrap();
    let across = &certificate["across"];
    assert_eq!(
        (&across["pairs"], &across["compared"]),
        (&190.into(), &20.into())
    );
    assert!(
        across["overlap"]["mean"].as_f64().unwrap() < 0.15,
        "{across}"
    );
    // The bound holds across, too; with one draft for each place there is nothing else to compare, so none need ask for it.
    let order = order.replace(" --across", "");
    scene.succeeds(&format!("{order} --max-overlap 0.3 -o c"));
    assert_same(&scene.path("c"), &scene.path("b"));
    let report = scene.read("b/report.html");
    assert!(report.contains("比较 190 对") && report.contains("<mark>"));
    let said = scene.falls_short(&format!("{order} --max-overlap 0.05 -o refused"));
    assert!(
        said.contains("overlap by") && said.contains("5.0%"),
        "{said}"
    );
    // A draft comes back by its id, with what the list set.
    let lines = super::values(&scene.read("b/manifest.jsonl"));
    let line = lines
        .iter()
        .find(|l| l["file"] == "rectification-昆山-2-1.txt")
        .unwrap();
    let id = line["id"].as_str().unwrap();
    let again = scene.succeeds(&format!(
        "draft {OUTLINE} -l 昆山 --set speaker.post=市委副书记 --id {id}"
    ));
    assert_eq!(again, scene.read("b/rectification-昆山-2-1.txt"));
}
