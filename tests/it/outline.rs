//! The outline's schema, and the two languages of its keys.

use crate::nigao::{Nigao, repository};

#[test]
fn the_schema_on_disk_is_the_one_the_program_prints() {
    let printed = Nigao::new().args(&["schema", "outline"]).succeeds().stdout;
    assert_eq!(
        printed,
        repository("schema/outline.schema.json"),
        "run `just schema`"
    );
}

#[test]
fn chinese_keys_draft_the_same_speech() {
    let english = repository("outlines/rectification.yaml");
    let mut chinese = english.clone();
    for (key, word) in [
        ("genre", "体裁"),
        ("title", "标题"),
        ("date", "日期"),
        ("speaker", "讲话人"),
        ("post", "职务"),
        ("salutation", "称谓"),
        ("length", "篇幅"),
        ("locality", "地方"),
        ("theme", "主题"),
        ("team", "队伍"),
        ("facts", "材料"),
        ("source", "出处"),
        ("sections", "部分"),
        ("move", "语步"),
        ("occasion", "会议"),
        ("standards", "标准"),
        ("points", "要点"),
        ("claim", "论点"),
        ("topic", "题材"),
        ("answers", "针对"),
        ("series", "序号"),
        ("cause", "目的"),
    ] {
        for (before, after) in [
            ("\n", ": "),
            ("\n", ":\n"),
            ("- ", ": "),
            ("  ", ": "),
            ("  ", ":\n"),
            ("{", ": "),
            (", ", ": "),
        ] {
            chinese = chinese.replace(
                &format!("{before}{key}{after}"),
                &format!("{before}{word}{after}"),
            );
        }
    }
    assert!(
        !chinese.contains("claim:") && chinese.contains("论点:"),
        "{chinese}"
    );
    // Points of points have another name in Chinese: 分论点.
    let chinese = chinese.replace("\n    要点: ", "\n    分论点: ");
    let draft = |outline: &str| {
        Nigao::new()
            .file("o.yaml", outline)
            .args(&["draft", "o.yaml", "--seed", "7"])
            .succeeds()
            .stdout
    };
    assert_eq!(draft(&english), draft(&chinese));
}

/// Every Chinese name in the schema is one that the program takes, and the other way round.
#[test]
fn the_schema_knows_the_chinese_keys_that_the_program_takes() {
    let schema: serde_json::Value =
        serde_json::from_str(&repository("schema/outline.schema.json")).unwrap();
    let mut in_schema: Vec<String> = Vec::new();
    let objects = std::iter::once(&schema).chain(schema["$defs"].as_object().unwrap().values());
    for object in objects {
        let keys = object["properties"].as_object().into_iter().flatten();
        in_schema.extend(
            keys.map(|(key, _)| key.clone())
                .filter(|key| !key.is_ascii()),
        );
    }
    in_schema.sort();
    let mut in_model: Vec<String> = Vec::new();
    for file in ["model", "place", "point", "fact"] {
        let text = repository(&format!("src/outline/{file}.rs"));
        let names = text
            .split("alias = \"")
            .skip(1)
            .map(|a| a.split('"').next().unwrap().to_owned());
        in_model.extend(names);
    }
    in_model.sort();
    assert_eq!(in_schema, in_model);
}
