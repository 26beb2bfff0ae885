//! What holds of any text.

use nigao::compose::Library;
use nigao::corpus::{Extractor, Keep, Paper, Positions, Tree};
use nigao::diag::Source;
use nigao::outline;
use nigao::world::{Memory, Shelf};
use proptest::prelude::*;

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
        Just("首先"),
        Just("其一，"),
        Just("1)"),
        Just("2)"),
        Just("各位代表！"),
        Just("下一步，"),
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

/// A word joiner and a page break are no heading, and a claim is never empty.
#[test]
fn what_is_not_seen_is_no_heading() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    let paper = Paper::new(&Source::new("any.txt", "第一，\u{200d}\u{c}其次，"));
    let tree = Tree::new(&paper);
    assert!(tree.nodes().iter().all(|n| n.heading.is_empty()));
    for keep in [Keep::Skeleton, Keep::Points, Keep::Text] {
        let outline = Extractor::new(&library.bank).outline(&paper, &tree, keep);
        outline::load(&Source::new("o.yaml", &outline)).unwrap();
    }
}
