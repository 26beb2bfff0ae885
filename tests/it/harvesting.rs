//! The verb `harvest`: from a folder of documents to a file of the bank, and on to a draft.

use crate::nigao::{Nigao, Ran, repository};
use nigao::corpus::read;
use nigao::diag::Source;
use nigao::phrase::RawEntry;
use nigao::world::Disk;

const NAMES: [&str; 3] = ["di-shi.txt", "preview.txt", "web-page.txt"];

fn scene() -> Nigao {
    NAMES.into_iter().fold(Nigao::new(), |scene, name| {
        scene.file(
            &format!("材料/{name}"),
            repository(&format!("examples/corpus/{name}")),
        )
    })
}

fn harvested(scene: Nigao) -> Ran {
    scene
        .args(&[
            "harvest",
            "材料",
            "-o",
            "phrases/ours.yaml",
            "--most",
            "300",
        ])
        .succeeds()
}

fn text(ran: &Ran, name: &str) -> String {
    let document = read::read(&Disk, &ran.folder.path().join(name)).unwrap();
    document.source.text().to_owned()
}

/// Every candidate stands in its document where it says, waits for somebody's word, and no advert has become a phrase.
#[test]
fn candidates_stand_where_they_say() {
    let ran = harvested(scene().file("phrases/ours.yaml", "# 我们的\n"));
    let file = text(&ran, "phrases/ours.yaml");
    assert!(file.starts_with("# 我们的\n"));
    let entries: Vec<RawEntry> =
        nigao::diag::parse_yaml(&Source::new("ours.yaml", file.as_str())).unwrap();
    assert_eq!(entries.len(), 300);
    for entry in &entries {
        let source = entry.source.as_ref().unwrap();
        let document: Vec<char> = text(&ran, &format!("材料/{}.txt", source.doc))
            .chars()
            .collect();
        let surface: String = document[source.at as usize..]
            .iter()
            .take(source.surface.chars().count())
            .collect();
        assert_eq!(surface, source.surface, "{}", entry.id);
        assert!(
            !entry.text.contains("小编") && !entry.text.contains("代写"),
            "{}",
            entry.text
        );
    }
    assert_eq!(file.matches("status: candidate").count(), 300);
    let sources = text(&ran, "phrases/sources.yaml");
    assert!(NAMES.iter().all(|name| sources.contains(name)), "{sources}");
    insta::assert_snapshot!(ran.stderr);
}

/// A second harvest leaves what was edited, and adds nothing twice; the bank with its candidates drafts as before.
#[test]
fn a_harvest_keeps_what_was_edited() {
    let first = harvested(scene());
    let file = text(&first, "phrases/ours.yaml");
    let edited = file.replacen("  status: candidate", "  status: candidate # 再想想", 1);
    let again = harvested(scene().file("phrases/ours.yaml", &edited));
    assert_eq!(text(&again, "phrases/ours.yaml"), edited);
    let drafted = |scene: Nigao| {
        scene
            .args(&["draft", "rectification", "--seed", "7"])
            .succeeds()
            .stdout
    };
    let with = scene()
        .file("phrases/ours.yaml", &edited)
        .file("phrases/sources.yaml", text(&again, "phrases/sources.yaml"));
    assert_eq!(drafted(with), drafted(Nigao::new()));
}

/// What cannot be read is told of and left out; a secret paper stops the harvest, and nothing is written.
#[test]
fn documents_that_are_none() {
    let ran = scene()
        .file("材料/空.txt", "")
        .file("材料/图.pdf", "%PDF-1.7\n")
        .args(&["harvest", "材料", "--most", "5"])
        .succeeds();
    assert!(
        ran.stderr.contains("空.txt") && ran.stderr.contains("图.pdf"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout.matches("status: candidate").count(), 5);
    let said = scene()
        .file("材料/密.txt", "机密★1年\n\n在会上的讲话\n\n同志们：\n")
        .args(&["harvest", "材料", "-o", "ours.yaml"])
        .fails();
    assert!(said.contains("密.txt:1:1"), "{said}");
    let nothing = Nigao::new().args(&["harvest", "没有"]).fails();
    assert!(nothing.contains("没有"), "{nothing}");
}
