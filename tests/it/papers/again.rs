//! A document, its outline, a draft of that.

use super::ours;
use crate::genres::GENRES;
use crate::nigao::{Nigao, repository};
use nigao::compose::{Composition, Library, Wishes};
use nigao::corpus::{Extractor, Keep, Node, NodeKind, Paper, Tree};
use nigao::diag::{Lang, Source, render};
use nigao::export::to_text;
use nigao::outline;
use nigao::terms::widen;
use nigao::world::{Memory, Shelf};

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
    to_text(&composition.draft(seed).unwrap())
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
                    let text = to_text(&composition.draft(seed).unwrap());
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
            let there: String = chars[place - 1..].iter().collect();
            assert!(
                letters(&there).starts_with(&letters(fact.value.text())),
                "{line}"
            );
            count += 1;
        }
    }
    assert!(count >= 30, "{count}");
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
