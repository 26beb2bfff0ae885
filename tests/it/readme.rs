//! What the two READMEs show is what the program does.

use crate::nigao::{Nigao, repository};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    text.split(&format!("```{language}\n"))
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_excerpt_is_from_the_draft() {
    let draft = Nigao::new()
        .own("outlines/rectification.yaml")
        .args(&["draft", "outlines/rectification.yaml"])
        .succeeds()
        .stdout;
    for name in READMES {
        let text = repository(name);
        let quoted: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("> ")).collect();
        assert!(quoted.len() > 4, "{name}");
        for line in quoted.iter().filter(|l| **l != "…") {
            assert!(
                draft.contains(line),
                "{name} shows what is not in the draft: {line}"
            );
        }
    }
}

#[test]
fn the_explanation_is_from_the_draft() {
    let shown = Nigao::new()
        .own("outlines/rectification.yaml")
        .args(&["draft", "outlines/rectification.yaml", "--explain"])
        .succeeds()
        .stdout;
    for name in READMES {
        for block in blocks(&repository(name), "text")
            .iter()
            .filter(|b| b.contains("phrases/"))
        {
            for line in block.lines() {
                assert!(shown.lines().any(|l| l == line), "{name}: {line}");
            }
        }
    }
}

#[test]
fn the_outline_drafts() {
    for name in READMES {
        let outlines = blocks(&repository(name), "yaml");
        assert_eq!(outlines.len(), 1, "{name}");
        let ran = Nigao::new()
            .file("o.yaml", &outlines[0])
            .args(&["draft", "o.yaml", "--length", "700±10%"])
            .succeeds();
        assert!(ran.stdout.contains("履职能力不足"), "{name}");
    }
}

#[test]
fn the_numbers_are_right() {
    let listed = Nigao::new().args(&["bank", "list"]).succeeds().stdout;
    let last = listed.lines().last().unwrap();
    let all = last.split(' ').next().unwrap();
    let (thousands, rest) = all.split_at(all.len() - 3);
    for name in READMES {
        assert!(
            repository(name).contains(&format!("{thousands},{rest}")),
            "{name}: {last}"
        );
    }
}

/// Every template shown in the documents is sound: syntax, functions, roles, facets, arguments.
#[test]
fn the_templates_in_the_documents_are_sound() {
    for name in ["docs/templates.md", "docs/templates.zh-CN.md"] {
        let shown = blocks(&repository(name), "jinja");
        assert!(shown.len() > 10, "{name}");
        let mut nigao = Nigao::new().own("outlines/rectification.yaml");
        for (number, block) in shown.iter().enumerate() {
            nigao = nigao.file(&format!("templates/parts/shown{number}.tera"), block);
        }
        // Blocks that begin with a genre's comment include parts that only their own project has.
        for (number, _) in shown
            .iter()
            .enumerate()
            .filter(|(_, b)| b.starts_with("{# ---"))
        {
            nigao = nigao.file(&format!("templates/parts/shown{number}.tera"), "");
        }
        nigao
            .args(&["draft", "outlines/rectification.yaml"])
            .succeeds();
    }
}

/// The entries that the documents show are those of the bank, and the fault is the one the program reports.
#[test]
fn the_entries_in_the_documents_are_real() {
    for (name, language) in [("docs/phrases.md", "en"), ("docs/phrases.zh-CN.md", "zh")] {
        let text = repository(name);
        let mut shown = 0;
        for block in blocks(&text, "yaml") {
            let field = |key: &str| {
                let line = block
                    .lines()
                    .find_map(|l| l.trim_start_matches("- ").trim().strip_prefix(key));
                line.map(str::trim).map(str::to_owned)
            };
            let (Some(id), Some(words)) = (field("id:"), field("text:")) else {
                continue;
            };
            let ran = Nigao::new().args(&["bank", "show", &id]).succeeds();
            assert!(
                ran.stdout.starts_with(&format!("{id}  {words}\n")),
                "{name}: {}",
                ran.stdout
            );
            shown += 1;
        }
        assert_eq!(shown, 2, "{name}");
        let entry = "- id: ours.start.members.life.01\n  role: start\n  topic: members\n  facet: life\n  text: 要严格组织生活\n  composed: true\n";
        let said = Nigao::new()
            .file("phrases/ours.yaml", entry)
            .args(&["--lang", language, "bank", "list"])
            .fails();
        assert!(text.contains(said.trim_end()), "{name}:\n{said}");
    }
}

/// What the page on places shows of an overlay is an overlay that drafts.
#[test]
fn the_overlay_in_the_documents_drafts() {
    for name in ["docs/locality.md", "docs/locality.zh-CN.md"] {
        let text = repository(name);
        let block = |kind: &str, holds: &str| {
            let found = blocks(&text, kind);
            found.into_iter().find(|b| b.contains(holds)).unwrap()
        };
        let outline = repository("outlines/rectification.yaml");
        let place = block("yaml", "locality: {name:");
        Nigao::new()
            .file("town.yaml", outline.replace("locality: 地级市\n", &place))
            .args(&["draft", "town.yaml"])
            .succeeds();
        let ran = Nigao::new()
            .file("localities/222400/locality.yaml", block("yaml", "names:"))
            .file("localities/222400/phrases/ours.yaml", block("yaml", "add:"))
            .file(
                "localities/222400/templates/parts/call.tera",
                block("jinja", "super()"),
            )
            .args(&["draft", "rectification", "-l", "延边州"])
            .succeeds();
        assert!(ran.stdout.contains("全州"), "{name}: {}", ran.stdout);
    }
}
