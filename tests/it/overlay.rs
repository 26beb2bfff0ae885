//! What offices say of their places: names, blocks of templates, phrases.

use crate::nigao::{Nigao, repository};

/// An outline without a length, so that a choice that changes leaves the others as they are.
pub fn outline() -> String {
    repository("outlines/rectification.yaml").replace("length: 3000\n", "")
}

fn drafted(files: &[(&str, &str)]) -> Vec<String> {
    let nigao = Nigao::new().file("o.yaml", outline());
    let nigao = files
        .iter()
        .fold(nigao, |nigao, (name, text)| nigao.file(name, text));
    let ran = nigao
        .args(&[
            "draft",
            "o.yaml",
            "-l",
            "320583",
            "--seed",
            "3",
            "--explain",
        ])
        .succeeds();
    ran.stdout.lines().map(str::to_owned).collect()
}

/// The lines that only the second has, and those that only the first has.
fn changed(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        let sentences = these
            .iter()
            .filter(|l| !l.starts_with(' ') && !l.is_empty());
        sentences.filter(|l| !others.contains(l)).cloned().collect()
    };
    (only(before, after), only(after, before))
}

const BLOCK: &str =
    "{% extends \"up\" %}\n{% block final %}\n{{ super() }}这是县里的话。\n{% endblock %}\n";
const BELOW: &str =
    "{% extends \"up\" %}\n{% block charge %}\n{{ super() }}这是省里的话。\n{% endblock %}\n";

/// One block, one phrase, one name: exactly three places of the draft change.
#[test]
fn an_overlay_changes_what_it_says_and_nothing_else() {
    let before = drafted(&[]);
    // A phrase that this draft uses, from the explanation.
    let used = before
        .iter()
        .find_map(|l| {
            l.trim()
                .strip_prefix("phrase   phrases/call.yaml#call.all.")
        })
        .unwrap();
    let id = format!("call.all.{}", &used[..2]);
    let said = used.rsplit("  ").next().unwrap();
    let phrases = format!(
        "replace:\n- {{id: {id}, role: call, facet: all, text: 大家都要说到做到、善作善成, composed: true}}\n"
    );
    let files = [
        (
            "localities/320583/locality.yaml",
            "names: {whole: 全昆山}\n",
        ),
        ("localities/320583/phrases/ours.yaml", phrases.as_str()),
        ("localities/320583/templates/parts/call.tera", BLOCK),
    ];
    let after = drafted(&files);
    let (gone, come) = changed(&before, &after);
    let name = |l: &String| l.contains("全市") || l.contains("全昆山");
    let phrase = |l: &String| l.contains("说到做到、善作善成") || l.contains(said);
    let block = |l: &String| l.contains("这是县里的话");
    assert!(
        come.iter().any(&phrase) && come.iter().any(&block) && come.iter().any(&name),
        "{come:#?}"
    );
    for line in gone.iter().chain(&come) {
        assert!(name(line) || phrase(line) || block(line), "{line}");
    }
    // The same where the layer between changes another block: its own sentence comes, and nothing else.
    let between = ("localities/320000/templates/parts/call.tera", BELOW);
    let both = drafted(&[&files[..], &[between]].concat());
    let (gone, come) = changed(&after, &both);
    assert_eq!(gone, Vec::<String>::new());
    assert_eq!(come, ["这是省里的话。"]);
    let of_province = both
        .iter()
        .any(|l| l.contains("localities/320000/templates/parts/call.tera:3  这是省里的话。"));
    assert!(of_province, "{both:#?}");
}

/// A block and one that stands in it, changed in one file, or in two layers: both changes are kept.
#[test]
fn nested_blocks_are_changed_together() {
    let whole = "同志们，{% block outer %}甲{% block inner %}乙{% endblock %}丙{% endblock %}。\n";
    let both = "{% extends \"up\" %}\n{% block inner %}乙乙{% endblock %}\n{% block outer %}子{{ super() }}丑{% endblock %}\n";
    let inner = "{% extends \"up\" %}\n{% block inner %}{{ super() }}卯{% endblock %}\n";
    let outer = "{% extends \"up\" %}\n{% block outer %}寅{{ super() }}{% endblock %}\n";
    let spoken = |layers: &[(&str, &str)]| {
        let files: Vec<(String, &str)> = layers
            .iter()
            .map(|(place, text)| {
                (
                    format!("localities/{place}/templates/parts/call.tera"),
                    *text,
                )
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), *t)).collect();
        let lines = drafted(&files);
        lines
            .iter()
            .rfind(|l| l.starts_with("同志们，"))
            .unwrap()
            .clone()
    };
    assert_eq!(spoken(&[("320000", whole)]), "同志们，甲乙丙。");
    assert_eq!(
        spoken(&[("320000", whole), ("320583", both)]),
        "同志们，子甲乙乙丙丑。"
    );
    let layers = [("320000", whole), ("320500", both), ("320583", inner)];
    assert_eq!(spoken(&layers), "同志们，子甲乙乙卯丙丑。");
    let layers = [("320000", whole), ("320500", inner), ("320583", outer)];
    assert_eq!(spoken(&layers), "同志们，寅甲乙卯丙。");
}

/// `--explain` names the file and line of each name; a brand holds for the places below and on its days.
#[test]
fn explain_names_who_supplied_what() {
    let scene = || {
        Nigao::new()
            .file(
                "localities/320500/locality.yaml",
                "names:\n  direct: 市级机关\nbrands:\n  garden: {text: “园丁”品牌, since: 2023-05}\n",
            )
            .file("localities/320583/locality.yaml", "names:\n  own: 昆山\n")
            .file("locality.yaml", "names:\n  head: 市长同志\n")
    };
    let said = scene()
        .args(&["locality", "昆山", "--explain"])
        .succeeds()
        .stdout;
    for line in [
        ("loc.own", "localities/320583/locality.yaml:2"),
        ("loc.head", "locality.yaml:2"),
        ("loc.brand.garden", "localities/320500/locality.yaml:4"),
        ("loc.committee", "localities/naming.yaml:"),
    ] {
        let found = said.lines().find(|l| l.contains(line.0)).unwrap();
        assert!(found.contains(line.1), "{found}");
    }
    assert!(
        !said.contains("市级机关"),
        "the names of a city are not those of its towns: {said}"
    );
    let speak = |date: &str| {
        scene()
            .file("o.yaml", "genre: rectification\ntitle: 用好{{ loc.brand.garden }}\nsections:\n- {move: call, text: 完。}\n")
            .args(&["draft", "o.yaml", "-l", "昆山", "--date", date])
            .run()
    };
    assert!(speak("2024-01-01").stdout.starts_with("用好“园丁”品牌\n"));
    assert!(
        speak("2023-01-01")
            .stdout
            .starts_with("用好〔待补：品牌〕\n")
    );
}

/// A place below the table stands in its overlay; `init --locality` begins one that changes nothing yet.
#[test]
fn a_town_and_a_fresh_overlay() {
    let town = "kind: 镇\nparent: 江苏/苏州/昆山\nnames: {units: 各村}\n";
    let said = Nigao::new()
        .file("localities/花桥镇/locality.yaml", town)
        .args(&["locality", "花桥镇"])
        .succeeds()
        .stdout;
    for word in ["镇党委", "全镇", "中共花桥镇委员会", "昆山市", "各村"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let before = drafted(&[]);
    let ran = Nigao::new()
        .file("o.yaml", outline())
        .args(&["init", "--locality", "昆山", "."])
        .succeeds();
    let read = |name: &str| crate::nigao::read(&ran.folder.path().join(name));
    let names = [
        "locality.yaml",
        "templates/parts/call.tera",
        "phrases/ours.yaml",
    ]
    .map(|name| format!("localities/320583/{name}"));
    let files: Vec<(String, String)> = names.iter().map(|n| (n.clone(), read(n))).collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    assert_eq!(changed(&before, &drafted(&files)), (Vec::new(), Vec::new()));
}

#[test]
fn faults_of_overlays_name_the_overlay() {
    let scenes: [(&str, &[(&str, &str)]); 12] = [
        (
            "unknown key",
            &[("localities/320583/locality.yaml", "name:\n  own: 昆山\n")],
        ),
        (
            "unknown name",
            &[("localities/320583/locality.yaml", "names:\n  ovn: 昆山\n")],
        ),
        (
            "no date",
            &[(
                "localities/320583/locality.yaml",
                "brands:\n  a: {text: 甲, since: 去年}\n",
            )],
        ),
        (
            "superiors that go round",
            &[
                ("localities/320583/locality.yaml", "superior: 苏州市\n"),
                ("localities/320500/locality.yaml", "superior: 昆山市\n"),
            ],
        ),
        (
            "unknown superior",
            &[("localities/320583/locality.yaml", "superior: 苏洲市\n")],
        ),
        (
            "unknown block",
            &[(
                "localities/320500/templates/parts/call.tera",
                "{% extends \"up\" %}\n{% block finale %}完{% endblock %}\n",
            )],
        ),
        (
            "a kind without a parent",
            &[("localities/320583/locality.yaml", "kind: 县级市\n")],
        ),
        (
            "unclosed block",
            &[(
                "localities/320583/templates/parts/call.tera",
                "{% extends \"up\" %}\n{% block final %}完",
            )],
        ),
        (
            "doubled block",
            &[(
                "localities/320583/templates/parts/call.tera",
                "{% extends \"up\" %}\n{% block final %}完{% endblock %}\n{% block final %}了{% endblock %}\n",
            )],
        ),
        (
            "outside of blocks",
            &[(
                "localities/320583/templates/parts/call.tera",
                "{# 说明 #}\n{% extends \"up\" %}\n{% block final %}完{% endblock %}\n再说一句。\n",
            )],
        ),
        (
            "nothing below",
            &[(
                "localities/320583/templates/parts/ours.tera",
                "{% extends \"up\" %}\n{% block a %}完{% endblock %}\n",
            )],
        ),
        (
            "unknown entry",
            &[(
                "localities/320583/phrases/ours.yaml",
                "remove: [call.all.99]\n",
            )],
        ),
    ];
    let mut drawn = String::new();
    for (name, files) in scenes {
        let nigao = Nigao::new().file("o.yaml", outline());
        let nigao = files
            .iter()
            .fold(nigao, |n, (file, text)| n.file(file, text));
        let said = nigao.args(&["draft", "o.yaml", "-l", "昆山"]).fails();
        drawn = format!("{drawn}# {name}\n{said}\n");
    }
    // A name that leads out of the folder is looked up like any other.
    let said = Nigao::new()
        .file("a/locality.yaml", "kind: 镇\nparent: 昆山市\n")
        .args(&["locality", "../a"])
        .fails();
    insta::assert_snapshot!(format!("{drawn}# outside the folder\n{said}"));
}

/// A table of one's own: a parent that is not there, a code twice, a column too few.
#[test]
fn faults_of_tables_name_the_table() {
    let mut drawn = String::new();
    for (name, row) in [
        ("missing parent", "330101,甲县,县,330100,,,"),
        ("doubled code", "320000,江苏省,省,,,,\n320000,江苏省,省,,,,"),
        ("missing column", "330101,甲县,县"),
        ("no code", "33010,甲县,县,,,,"),
    ] {
        let table = format!("code,name,kind,parent,short,since,until\n{row}\n");
        let said = Nigao::new()
            .file("localities/divisions.csv", table)
            .args(&["locality", "江苏省"])
            .fails();
        drawn = format!("{drawn}# {name}\n{said}\n");
    }
    insta::assert_snapshot!(drawn);
}

/// The worked overlays in `examples/` draft, and say what they add.
#[test]
fn the_worked_overlays_draft() {
    for (place, genre, said) in [
        ("延边州", "rectification", "“长白学堂”学习品牌"),
        ("天津/河西区", "conference", "群众的事当天办"),
    ] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/overlays");
        let ran = Nigao::new()
            .args(&["draft", genre, "-l", place, "--project", folder])
            .succeeds();
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
}
