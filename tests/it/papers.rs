//! Other people's documents: their section trees against trees made by hand, and outlines that draft them again.

use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use nigao::compose::{Composition, Library, Wishes};
use nigao::corpus::{Extractor, Keep, Node, NodeKind, Paper, Positions, Tree, findings, read};
use nigao::diag::{Lang, Source, render};
use nigao::export::Format;
use nigao::outline;
use nigao::terms::widen;
use nigao::world::{Disk, Memory, Shelf, World};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A document with the tree that was made of it by hand.
struct Annotated {
    name: String,
    text: String,
    tree: Value,
}

fn annotated(annotations: &Path, texts: &Path) -> Vec<Annotated> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(annotations)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let tree: Value = serde_json::from_slice(&Disk.read(path).unwrap()).unwrap();
        let name = tree["file"].as_str().unwrap().to_owned();
        let document = read::read(&Disk, &texts.join(&name)).unwrap();
        Annotated {
            text: document.source.text().to_owned(),
            name,
            tree,
        }
    };
    paths.iter().map(read).collect()
}

fn ours() -> Vec<Annotated> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    annotated(
        &root.join("tests/data/papers"),
        &root.join("examples/corpus"),
    )
}

impl Annotated {
    fn found(&self) -> Value {
        let paper = Paper::new(&Source::new(&self.name, &self.text));
        Tree::new(&paper).json(&paper)
    }
}

/// The marked nodes of a tree in JSON: level (0 for those outside the sections), marker, start, kind.
fn nodes(tree: &Value) -> BTreeSet<(u64, String, u64, String)> {
    fn walk(nodes: &Value, level: Option<u64>, out: &mut BTreeSet<(u64, String, u64, String)>) {
        for node in nodes.as_array().unwrap() {
            if node["kind"] != "group" {
                let text = |key: &str| node[key].as_str().unwrap().trim().to_owned();
                out.insert((
                    level.unwrap_or_else(|| node["level"].as_u64().unwrap()),
                    text("marker"),
                    node["start"].as_u64().unwrap(),
                    text("kind"),
                ));
            }
            if let Some(children) = node.get("children") {
                walk(children, level, out);
            }
        }
    }
    let mut out = BTreeSet::new();
    walk(&tree["sections"], None, &mut out);
    walk(&tree["unattached"], Some(0), &mut out);
    out
}

fn f1<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let all = wanted.len() + found.len();
    if all == 0 {
        return 1.0;
    }
    2.0 * wanted.intersection(found).count() as f64 / all as f64
}

/// The characters of the stretches that are furniture, blanks left out.
fn furniture(tree: &Value, text: &str) -> BTreeSet<u64> {
    let chars: Vec<char> = text.chars().collect();
    let ranges = tree["boilerplate"].as_array().unwrap().iter();
    ranges
        .flat_map(|r| r[0].as_u64().unwrap()..r[1].as_u64().unwrap())
        .filter(|at| !chars[*at as usize].is_whitespace())
        .collect()
}

/// Twelve texts of twelve shapes: every node at its level and place, nothing invented, the furniture gone, the closing found.
#[test]
fn trees_are_those_made_by_hand() {
    for paper in ours() {
        let (name, found) = (&paper.name, paper.found());
        assert_eq!(nodes(&found), nodes(&paper.tree), "{name}");
        for key in ["title", "title_start", "salutation", "salutation_start"] {
            assert_eq!(found[key], paper.tree[key], "{name}: {key}");
        }
        let mut extra = furniture(&found, &paper.text);
        let wanted = furniture(&paper.tree, &paper.text);
        assert!(wanted.is_subset(&extra), "{name}");
        extra.retain(|at| !wanted.contains(at));
        // The number of a page inside a section, which the annotation names in its note only.
        assert!(
            extra.len() <= if name == "broken.txt" { 3 } else { 0 },
            "{name}: {extra:?}"
        );
        match (
            found["closing_start"].as_i64(),
            paper.tree["closing_start"].as_i64(),
        ) {
            (Some(found), Some(wanted)) => assert!((found - wanted).abs() <= 44, "{name}"),
            (found, wanted) => assert_eq!(found, wanted, "{name}"),
        }
    }
}

/// A folder of annotated documents of one's own, named by `NIGAO_PAPERS`, with the texts beside them or in `NIGAO_TEXTS`.
#[test]
fn trees_of_ones_own_documents() {
    let Some(folder) = std::env::var_os("NIGAO_PAPERS").map(PathBuf::from) else {
        return;
    };
    let texts = std::env::var_os("NIGAO_TEXTS").map_or(folder.clone(), PathBuf::from);
    let mut sum = 0.0;
    let papers = annotated(&folder, &texts);
    for paper in &papers {
        let strip = |all: BTreeSet<(u64, String, u64, String)>| -> BTreeSet<(u64, String, u64)> {
            all.into_iter()
                .map(|(level, marker, start, _)| (level, marker, start))
                .collect()
        };
        let found = paper.found();
        let tree = f1(&strip(nodes(&paper.tree)), &strip(nodes(&found)));
        let page = f1(
            &furniture(&paper.tree, &paper.text),
            &furniture(&found, &paper.text),
        );
        println!("{}: tree {tree:.3}, furniture {page:.3}", paper.name);
        sum += tree;
    }
    assert!(sum / papers.len() as f64 >= 0.9);
}

/// What a tree says, however it is printed: levels, markers without their marks, headings up to the first comma.
fn said(paper: &Paper) -> Vec<(u8, String, String)> {
    let text = paper.source.text();
    let letters = |words: &str| nigao::draft::letters(words).collect::<String>();
    let heading = |node: &Node| {
        let words = paper.clean(&node.heading);
        letters(words.split('，').next().unwrap_or(""))
    };
    let tree = Tree::new(paper);
    let nodes = tree.nodes().into_iter();
    nodes
        .map(|node| {
            // A group is announced in other words by every draft.
            let is_group = node.kind == NodeKind::Group && !node.children.is_empty();
            let heading = if is_group {
                String::new()
            } else {
                heading(node)
            };
            (
                node.level,
                letters(&widen(&text[node.marker.clone()])),
                heading,
            )
        })
        .collect()
}

fn draft(library: &Library<'_>, outline: &str, seed: u64) -> String {
    let outline = outline::load(&Source::new("outline.yaml", outline))
        .unwrap_or_else(|faults| panic!("{outline}\n{}", render(&faults.0[0], Lang::English)));
    let composition = Composition::new(library, &outline, &Wishes::default())
        .unwrap_or_else(|faults| panic!("{}", render(&faults.0[0], Lang::English)));
    Format::Text
        .exporter()
        .export(&composition.draft(seed).unwrap())
}

fn outline_of(library: &Library<'_>, text: &str, keep: Keep) -> (Paper, String) {
    let paper = Paper::new(&Source::new("speech.txt", text));
    let outline = Extractor::new(&library.bank).outline(&paper, &Tree::new(&paper), keep);
    (paper, outline)
}

/// A speech, its outline, a draft of it: the same sections and points, whatever the draft says in them.
#[test]
fn a_document_drafted_again_has_the_same_tree() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    for paper in ours() {
        for keep in [Keep::Skeleton, Keep::Points, Keep::Text] {
            let (before, outline) = outline_of(&library, &paper.text, keep);
            let again = draft(&library, &outline, 1);
            let after = Paper::new(&Source::new("again.txt", &again));
            // What stands four levels down is printed inside a sentence, where 、 and ， end a point.
            let most = if paper.name == "four-levels.txt" && keep != Keep::Text {
                2
            } else {
                4
            };
            let shape = |paper: &Paper| -> Vec<_> {
                said(paper).into_iter().filter(|n| n.0 <= most).collect()
            };
            if paper.name == "broken.txt" {
                // A heading that was broken in its middle is whole now.
                let markers = |paper: &Paper| -> Vec<_> {
                    said(paper).into_iter().map(|n| (n.0, n.1)).collect()
                };
                assert_eq!(markers(&before), markers(&after), "{again}");
            } else {
                assert_eq!(
                    shape(&before),
                    shape(&after),
                    "{} {keep:?}\n{outline}\n{again}",
                    paper.name
                );
            }
        }
    }
}

/// Every word is kept: the draft is the speech, its furniture gone, its marks full-width, gaps where words were blotted out.
#[test]
fn a_document_kept_whole_is_drafted_as_it_was() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    for paper in ours() {
        let (before, outline) = outline_of(&library, &paper.text, Keep::Text);
        let again = draft(&library, &outline, 1);
        let lines: Vec<&str> = again
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        let wanted: Vec<String> = before.paragraphs.iter().map(|p| before.clean(p)).collect();
        let from = lines.len() - wanted.len();
        for (line, wanted) in lines[from..].iter().zip(&wanted) {
            assert_eq!(line, wanted, "{}", paper.name);
        }
        assert_eq!(lines[0], before.clean(before.title.as_ref().unwrap()));
    }
}

/// The shipped outlines, fifty drafts of each: the outline that comes of a draft gives drafts with the tree of that draft.
#[test]
fn drafts_drafted_again_have_the_same_tree() {
    std::thread::scope(|scope| {
        for genre in &GENRES {
            scope.spawn(move || {
                let world = Memory::default();
                let library = Library::load(Shelf::new(&world, "")).unwrap();
                let outline =
                    outline::load(&Source::new("o.yaml", repository(genre.outline))).unwrap();
                let composition = Composition::new(&library, &outline, &Wishes::default()).unwrap();
                for seed in 1..=50 {
                    let text = Format::Text
                        .exporter()
                        .export(&composition.draft(seed).unwrap());
                    let (before, made) = outline_of(&library, &text, Keep::Skeleton);
                    let again = draft(&library, &made, seed);
                    let after = Paper::new(&Source::new("again.txt", &again));
                    assert_eq!(
                        said(&before),
                        said(&after),
                        "{} {seed}\n{made}",
                        genre.name()
                    );
                }
            });
        }
    });
}

/// Facts stand where the outline says that they do.
#[test]
fn facts_stand_at_their_places() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    let mut count = 0;
    for paper in ours() {
        let (_, outline) = outline_of(&library, &paper.text, Keep::Points);
        let chars: Vec<char> = paper.text.chars().collect();
        let loaded = outline::load(&Source::new("o.yaml", &outline)).unwrap();
        for line in outline.lines().filter(|l| l.contains(" # 原文第 ")) {
            let name = line.trim().split(':').next().unwrap();
            let fact = loaded
                .fields
                .facts
                .iter()
                .find(|(n, _)| n.as_str() == name)
                .unwrap()
                .1;
            let place: usize = line.rsplit(' ').nth(1).unwrap().parse().unwrap();
            let letters = |words: &str| nigao::draft::letters(words).collect::<String>();
            let there: String = chars[place..].iter().collect();
            assert!(
                letters(&there).starts_with(&letters(fact.value.text())),
                "{line}"
            );
            count += 1;
        }
    }
    assert!(count >= 30, "{count}");
}

/// What a user is told of a document, and what is refused.
#[test]
fn findings_name_their_places() {
    let mut all = String::new();
    for paper in ours() {
        if !["broken.txt", "misnumbered.txt", "web-page.txt"].contains(&paper.name.as_str()) {
            continue;
        }
        let taken = Paper::new(&Source::new(&paper.name, &paper.text));
        for lang in [Lang::Chinese, Lang::English] {
            for finding in findings(&taken, &Tree::new(&taken)) {
                let _ = writeln!(all, "{}\n", render(&finding, lang));
            }
        }
    }
    let text = "在会上的讲话\n\n同志们：\n\n\u{3000}\u{3000}202x年，某市要学习**届**全会精神，X同志（电话13812345678）来过××县。大家要认真学习领会，抓好贯彻落实。\n";
    let seen = Nigao::new()
        .file("讲话.txt", text)
        .args(&["extract", "讲话.txt"])
        .succeeds();
    let _ = writeln!(all, "{}\n{}", seen.stderr, seen.stdout);
    for (name, text) in [
        (
            "机密.txt",
            "机密★1年\n\n在会上的讲话\n\n同志们：\n今天开会。\n",
        ),
        ("密.txt", "\u{3000}秘密\n在会上的讲话\n今天开会。\n"),
        ("密级.txt", "000001\n\n密级：机　密\n特急\n\n在会上的讲话\n"),
        ("括号.txt", "在会上的讲话\n（机密）\n今天开会。\n"),
    ] {
        let said = Nigao::new()
            .file(name, text)
            .args(&["extract", name, "--lang", "zh"])
            .fails();
        let _ = writeln!(all, "{said}\n");
    }
    insta::assert_snapshot!(all);
}

/// The outline in the documents is the one that the program prints.
#[test]
fn the_documents_show_a_real_outline() {
    let name = "examples/corpus/web-page.txt";
    let printed = Nigao::new()
        .own(name)
        .args(&["extract", name])
        .succeeds()
        .stdout;
    for page in ["docs/corpus.md", "docs/corpus.zh-CN.md"] {
        assert!(
            repository(page).contains(&format!("```yaml\n{printed}```")),
            "{page}"
        );
    }
}

/// Words that only look like an advert, a mask, a page number or a mark of secrecy stay.
#[test]
fn a_speech_keeps_its_own_words() {
    let text = "在全市打击侵权假冒工作会议上的讲话\n\n同志们：\n\n\u{3000}\u{3000}今天的会议很重要，请大家认真学习领会，抓好各项工作的落实。\n\n（一）打击侵权假冒\n\n\u{3000}\u{3000}要做好7×24小时值守，查看X光检查记录，完善“415X”集群，规范某市场主体的行为。\n\n（二）推行限时办结\n\n\u{3000}\u{3000}有事请打电话13812345678，QQ：123456789，我们随时在线，一定把大家的事办好办实。\n";
    let paper = Paper::new(&Source::new("讲话.txt", text));
    assert_eq!(paper.removed, []);
    let words: String = paper.paragraphs.iter().map(|p| paper.clean(p)).collect();
    assert!(!words.contains("〔待补"), "{words}");
    assert_eq!(Tree::new(&paper).nodes().len(), 2);
    assert!(paper.title.is_some() && paper.salutation.is_some());
}

/// An outline is written once; the file that is there stays unless the user says otherwise.
#[test]
fn an_outline_is_not_written_over() {
    let text = repository("examples/corpus/di-shi.txt");
    let scene = || Nigao::new().file("讲话.txt", &text);
    let there = scene()
        .file("o.yaml", "mine\n")
        .args(&["extract", "讲话.txt", "-o", "o.yaml"])
        .fails();
    assert!(there.contains("o.yaml"), "{there}");
    scene()
        .file("o.yaml", "mine\n")
        .args(&["extract", "讲话.txt", "-o", "o.yaml", "--force"])
        .succeeds();
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("一、"),
        Just("二、"),
        Just("三、"),
        Just("（一）"),
        Just("（二）"),
        Just("1."),
        Just("2."),
        Just("一是"),
        Just("二是"),
        Just("三是"),
        Just("一要"),
        Just("首先，"),
        Just("其次，"),
        Just("最后，"),
        Just("第一，"),
        Just("第二，"),
        Just("——"),
        Just("\n"),
        Just("\n\n\u{3000}\u{3000}"),
        Just("。"),
        Just("；"),
        Just("："),
        Just("同志们，"),
        Just("同志们：\n"),
        Just("加强学习"),
        Just("改进作风，服务群众"),
        Just("存在的问题"),
        Just("《办法》"),
        Just("“讲实话”"),
        Just("**届**全会"),
        Just("X市"),
        Just("2024年"),
        Just("让我们"),
        Just("上一篇：无\n"),
        Just("# {{ x }}"),
        Just("- a: b"),
        Just("\""),
        Just("\\"),
        Just("|"),
        Just("&a"),
        Just("*a"),
        Just("{"),
        Just("\u{a0}"),
        Just("QQ12345678"),
        Just("\u{c}"),
        Just("\t"),
        Just("\u{200d}"),
        Just("\u{f0b7}"),
        Just("\r\n"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a document is made of, its nodes stand in order at their markers, and its outlines are outlines.
    #[test]
    fn any_text_has_a_tree_and_outlines(text in pieces()) {
        let world = Memory::default();
        let library = Library::load(Shelf::new(&world, "")).unwrap();
        let paper = Paper::new(&Source::new("any.txt", &text));
        let tree = Tree::new(&paper);
        let starts: Vec<usize> = tree.nodes().iter().map(|n| n.start).collect();
        prop_assert!(starts.windows(2).all(|w| w[0] <= w[1]));
        prop_assert!(paper.paragraphs.windows(2).all(|w| w[0].end <= w[1].start));
        for node in tree.nodes() {
            prop_assert!(node.start <= node.end && node.heading.end <= text.len());
        }
        for keep in [Keep::Skeleton, Keep::Points, Keep::Text] {
            let outline = Extractor::new(&library.bank).outline(&paper, &tree, keep);
            if tree.nodes().len() <= 20 && !(keep == Keep::Text && paper.paragraphs.is_empty()) {
                let loaded = outline::load(&Source::new("o.yaml", &outline));
                prop_assert!(loaded.is_ok(), "{outline}\n{:?}", loaded.err());
            }
        }
    }

    #[test]
    fn places_are_told_in_code_points(text in "[一a\u{10400}\n]{0,1400}") {
        let positions = Positions::new(&text);
        for (number, (at, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(positions.of(at), number);
        }
        prop_assert_eq!(positions.of(text.len()), text.chars().count());
    }
}
