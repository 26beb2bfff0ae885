//! Every place by its right names.

use crate::nigao::{Nigao, repository};
use nigao::compose::Library;
use nigao::locality::{Locality, Lookup};
use nigao::world::{Memory, Shelf};
use serde_json::Value;
use std::collections::BTreeMap;

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
        "开发区（功能区）" => "石家庄市",
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
        let Lookup::One(parent) = table.find(above(&rows_kind(kind))) else {
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

fn rows_kind(kind: &str) -> String {
    if kind == "开发区" {
        "开发区（功能区）".to_owned()
    } else {
        kind.to_owned()
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
    ] {
        let ran = Nigao::new().args(&["locality", name, "--json"]).succeeds();
        let place: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(place["code"], code, "{name}");
    }
    for name in ["鼓楼区", "朝阳", "长沙", "海南"] {
        let said = Nigao::new().args(&["locality", name]).fails();
        assert!(said.contains("may mean"), "{name}: {said}");
    }
    for name in ["香港", "810000", "台湾省", "澳门", "999999", "开封县城", ""] {
        let ran = Nigao::new().args(&["locality", name]).run();
        assert_eq!(ran.status, if name.is_empty() { 0 } else { 2 }, "{name}");
    }
}
