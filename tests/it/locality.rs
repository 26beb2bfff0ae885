//! Every place by its right names.

use crate::genres::{GENRES, Genre};
use crate::nigao::{Nigao, repository};
use nigao::compose::{Library, Places, Wishes};
use nigao::diag::Source;
use nigao::locality::{Division, Locality, Lookup};
use nigao::world::{Memory, Shelf};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The columns of the vectors, each with the word of a place.
const COLUMNS: [(&str, &str); 11] = [
    ("party_full", "committee_full"),
    ("party_short", "committee"),
    ("org_dept", "department"),
    ("whole", "whole"),
    ("self_ref", "own"),
    ("direct_org", "direct"),
    ("gov", "government_full"),
    ("gov_short", "government"),
    ("gov_head", "head"),
    ("superior_party", "superior.committee"),
    ("sub_units", "units"),
];

/// Other tests of the same process take memory while a template is rendered here: its bound is on the process.
pub fn patient(mut library: Library<'_>) -> Library<'_> {
    library.limits.memory *= 64;
    library.limits.time *= 12;
    library
}

fn rows() -> Vec<BTreeMap<String, String>> {
    let text = repository("tests/data/naming-vectors.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Where a place stands that is not in the table.
fn above(kind: &str) -> &'static str {
    match kind {
        "街道" => "东城区",
        "苏木" => "准格尔旗",
        "开发区" => "石家庄市",
        _ => "正定县",
    }
}

fn locality(library: &Library<'_>, name: &str, kind: &str) -> Option<Locality> {
    let table = library.table().unwrap();
    if kind == "兵团" {
        return library.naming.of_kind("兵团");
    }
    if name.starts_with('某') {
        let kind = kind.split('（').next().unwrap();
        let Lookup::One(parent) = table.find(above(kind)) else {
            panic!("{kind}")
        };
        return library.naming.of_place(table, name, kind, parent);
    }
    let name = if name == "长安区" {
        "陕西/西安/长安区"
    } else {
        name
    };
    match table.find(name) {
        Lookup::One(division) => Some(library.naming.of_division(table, division)),
        Lookup::NotHere(_) => None,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn the_thirty_seven_vectors() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    let rows = rows();
    assert_eq!(rows.len(), 37);
    let mut wrong = Vec::new();
    for row in rows {
        let (name, kind) = (&row["full_name"], &row["kind"]);
        let Some(place) = locality(&library, name, kind) else {
            assert_eq!(row["party_short"], "-", "{name}");
            continue;
        };
        for (column, field) in COLUMNS {
            let wanted = match row[column].as_str() {
                "-" => "",
                wanted => wanted,
            };
            // The Corps is known by its kind alone.
            let said = place.word(field).unwrap_or("");
            // 县委 and 市委 stand for whatever is above a place in no table.
            let is_alternative = row["alternatives"].contains(said) && !said.is_empty();
            if said != wanted && !is_alternative {
                wrong.push(format!("{name}: {column} is {said}, not {wanted}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// No unit is without a word, none has the neutral word, and no slot of the rules is left unfilled.
#[test]
fn every_division_has_all_its_words() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    let table = library.table().unwrap();
    assert_eq!(table.divisions().len(), 3208);
    let neutral = [
        "党委",
        "组织部门",
        "全系统",
        "本系统",
        "机关",
        "政府",
        "主要负责人",
        "各单位",
        "上级党委",
    ];
    for division in table.divisions() {
        let place = library.naming.of_division(table, division);
        let name = &division.name;
        for field in COLUMNS.map(|(_, field)| field) {
            let word = place
                .word(field)
                .unwrap_or_else(|| panic!("{name}: {field}"));
            assert!(!neutral.contains(&word), "{name}: {field} is {word}");
        }
        for word in place.words() {
            assert!(!word.value.contains(['{', '}']), "{name}: {word:?}");
        }
    }
}

/// One row a kind of division, as it is printed.
#[test]
fn a_place_of_each_kind() {
    let places = [
        "河北省",
        "内蒙古自治区",
        "北京市",
        "南京市",
        "石家庄市",
        "延边州",
        "昌吉州",
        "大兴安岭地区",
        "塔城地区",
        "锡林郭勒盟",
        "正定县",
        "围场县",
        "兴宁市",
        "仙桃市",
        "石河子市",
        "北京/东城区",
        "广西/南宁/青秀区",
        "准格尔旗",
        "鄂伦春旗",
        "神农架林区",
        "六枝特区",
        "阿左旗",
    ];
    let mut table = String::new();
    for place in places {
        let ran = Nigao::new().args(&["locality", place]).succeeds();
        table = format!("{table}{}\n", ran.stdout);
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_place_is_found_by_code_name_short_name_and_path() {
    for (name, code) in [
        ("222400", "222400"),
        ("延边朝鲜族自治州", "222400"),
        ("延边州", "222400"),
        ("延边", "222400"),
        ("江苏/苏州/昆山", "320583"),
        ("江苏省/昆山市", "320583"),
        ("阿左旗", "152921"),
        ("恩施州", "422800"),
        ("吉林/吉林", "220200"),
        ("福建/福州/鼓楼区", "350102"),
        ("第八师石河子市", "659001"),
        ("广西", "450000"),
        ("河南", "410000"),
        ("长沙", "430100"),
        ("湖北/恩施", "422800"),
        ("神农架", "429021"),
        ("江苏省苏州市昆山市", "320583"),
        ("北京市朝阳区", "110105"),
    ] {
        let ran = Nigao::new().args(&["locality", name, "--json"]).succeeds();
        let place: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(place["code"], code, "{name}");
    }
    for name in ["鼓楼区", "朝阳", "西安", "兴宁"] {
        let said = Nigao::new().args(&["locality", name]).fails();
        assert!(said.contains("may mean"), "{name}: {said}");
    }
    for name in ["香港", "810000", "台湾省", "澳门", "999999", "开封县城", ""] {
        let ran = Nigao::new().args(&["locality", name]).run();
        assert_eq!(ran.status, if name.is_empty() { 0 } else { 2 }, "{name}");
    }
}

/// Every outline for every division: two threads, as on two cores.
fn everywhere(hold: impl Fn(&Genre, &Division, &[Division], &str) + Sync) -> usize {
    let world = Memory::default();
    let codes: Vec<usize> = (0..2).collect();
    let compositions = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for half in &codes {
            let (world, hold, compositions) = (&world, &hold, &compositions);
            scope.spawn(move || {
                let library = patient(Library::load(Shelf::new(world, "")).unwrap());
                let table = library.table().unwrap();
                for genre in &GENRES {
                    let outline = Source::new(genre.outline, repository(genre.outline));
                    let outline = nigao::outline::load(&outline).unwrap();
                    let mut places = Places::new(&library, &outline, Wishes::default()).unwrap();
                    let codes: Vec<String> =
                        table.divisions().iter().map(|d| d.code.clone()).collect();
                    let codes = places.sorted(&codes).unwrap();
                    let (first, second) = codes.split_at(codes.len() / 2);
                    let mine = if *half == 0 { first } else { second };
                    for (number, code) in mine.iter().enumerate() {
                        let division = table.get(code).unwrap();
                        let draft = places.draft(code, number as u64).unwrap();
                        assert_eq!(draft.locality, division.code);
                        let text: String = draft
                            .blocks
                            .iter()
                            .flat_map(|b| b.spans.iter().map(|s| s.text.as_str()).chain(["\n"]))
                            .collect();
                        let above: Vec<Division> = table.above(division).cloned().collect();
                        hold(genre, division, &above, &text);
                    }
                    compositions.fetch_add(places.compositions(), Ordering::Relaxed);
                }
            });
        }
    });
    compositions.into_inner()
}

/// 16,040 drafts. What may not be said is written down here by hand, from the kinds of a division and of those above it, and not by
/// the rules that are tested.
#[test]
fn no_draft_anywhere_says_a_wrong_name() {
    let drafts = AtomicUsize::new(0);
    everywhere(|genre, division, above, text| {
        drafts.fetch_add(1, Ordering::Relaxed);
        let kind = division.kind.as_str();
        let mut chain: Vec<&str> = std::iter::once(kind)
            .chain(above.iter().map(|d| d.kind.as_str()))
            .collect();
        // 塔城 and 阿勒泰 are led by 伊犁哈萨克自治州.
        let under = |code: &str| division.code == code || above.iter().any(|d| d.code == code);
        if under("654200") || under("654300") {
            chain.push("自治州");
        }
        let has = |kinds: &[&str]| chain.iter().any(|k| kinds.contains(k));
        let is = |kinds: &[&str]| kinds.contains(&kind);
        let mut wrong: Vec<&str> = Vec::new();
        let mut no = |right: bool, words: &[&'static str]| {
            if !right {
                wrong.extend(words);
            }
        };
        let cities = ["地级市", "副省级市", "直辖市", "县级市"];
        no(has(&["省"]), &["省委", "全省", "我省", "省直", "省政府"]);
        no(has(&["自治区"]), &["自治区党委", "全自治区"]);
        no(has(&cities), &["市委", "全市", "我市", "市直", "市政府"]);
        no(
            has(&["自治州"]),
            &["州委", "全州", "我州", "州直", "自治州党委"],
        );
        no(has(&["盟"]), &["盟委", "全盟", "我盟"]);
        no(has(&["旗", "自治旗"]), &["旗委", "全旗", "我旗"]);
        no(has(&["地区"]), &["地委", "地直", "行署"]);
        no(is(&["县", "自治县"]), &["县委", "全县", "我县"]);
        no(is(&["师市"]), &["师市", "兵团"]);
        no(
            false,
            &[
                "旗县委",
                "省省",
                "市市",
                "县县委",
                "街道党委",
                "全系统",
                "本系统",
                "{{",
                "}}",
            ],
        );
        if !is(&["市辖区", "特区"]) {
            // 区委 stands in no other name.
            wrong.push("区委");
        }
        // 安全区域, 自我区分 and the like are no names.
        let text = ["安全区域", "自我区分", "全区域"]
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, ""));
        for word in wrong {
            let at = text
                .find(word)
                .map(|at| text[at..].chars().take(20).collect::<String>());
            assert_eq!(at, None, "{} {}: {word}", genre.name(), division.name);
        }
        let own = [
            "我省",
            "我区",
            "我市",
            "我州",
            "我盟",
            "我县",
            "我旗",
            "我地区",
            "师市",
        ];
        let said = own.iter().filter(|word| text.contains(**word)).count();
        assert!(
            said <= 1,
            "{} {}: {said} self references",
            genre.name(),
            division.name
        );
    });
    assert_eq!(drafts.into_inner(), 16_040);
}

/// A place that shares a composition has the draft it would have had alone.
#[test]
fn a_shared_composition_drafts_what_its_own_would() {
    let outline = "outlines/conference.yaml";
    for place in ["441481", "152921", "650000", "659001"] {
        let args = [
            "draft", outline, "-l", place, "--seed", "5", "--format", "json",
        ];
        let alone: Value =
            serde_json::from_str(&Nigao::new().own(outline).args(&args).succeeds().stdout).unwrap();
        let world = Memory::default();
        let library = patient(Library::load(Shelf::new(&world, "")).unwrap());
        let loaded = nigao::outline::load(&Source::new(outline, repository(outline))).unwrap();
        let mut places = Places::new(&library, &loaded, Wishes::default()).unwrap();
        for before in ["441400", "450000", "440000", "110101"] {
            places.draft(before, 5).unwrap();
        }
        let shared = serde_json::to_value(places.draft(place, 5).unwrap()).unwrap();
        assert_eq!(shared, alone, "{place}");
    }
}
