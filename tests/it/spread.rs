//! Drafts that lie apart: each a function of its number, every entry used as often as any other.

use crate::genres::GENRES;
use crate::space::{length, once_each, spaces};
use nigao::export::{Lines, to_text};
use nigao::space::{Aim, Draw, Node, Numbering, Option_, Pick, Pool, Reach, Space, Spread};
use num_bigint::BigUint;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Where there are few, each is made once: all that are in the band, and no other.
    #[test]
    fn a_small_space_is_gone_through_once(space in spaces(), from in 0u32..30, wide in 0u32..12, seed in 0u64..9) {
        let band = from..=from + wide;
        let numbering = Numbering::new(&space);
        let count = u64::try_from(numbering.count()).unwrap();
        let wanted: BTreeSet<Pick> = (0..count)
            .map(|n| numbering.unrank(&BigUint::from(n)).unwrap())
            .filter(|pick| band.contains(&length(&space, pick)))
            .collect();
        match Spread::new(&space, Some(band.clone()), seed) {
            Ok(spread) => {
                let mut walker = spread.walker();
                let mut made = BTreeSet::new();
                for index in 0..spread.count().unwrap() {
                    let mut pick = Pick::default();
                    let chars = walker.pick(index, &mut pick).unwrap();
                    prop_assert_eq!(chars, length(&space, &pick));
                    prop_assert!(made.insert(pick));
                }
                prop_assert_eq!(made, wanted);
            }
            Err(reach) => {
                prop_assert!(wanted.is_empty());
                prop_assert_eq!(Err(reach), Aim::new(&space).pick(&band, 0).map(|_| ()));
            }
        }
    }
}

/// Slots that each draw twice from a pool of twelve, and a fork with a pool of its own on either side.
fn wide() -> Space {
    let draw = |at: String, pool| {
        Node::Draw(Draw {
            id: 0,
            at,
            times: 1,
            options: vec![Option_ { pool, extra: 0 }],
        })
    };
    let twice = |pool: usize| (0..2).map(move |n| draw(format!("p{pool}.{n}"), pool));
    let fork = Node::Either {
        at: "fork".to_owned(),
        options: vec![draw("left".to_owned(), 6), draw("right".to_owned(), 7)],
    };
    let sizes = [12, 12, 12, 12, 12, 12, 5, 7];
    Space {
        root: Node::Seq((0..6).flat_map(twice).chain([fork]).collect()),
        pools: sizes
            .iter()
            .enumerate()
            .map(|(at, size)| Pool {
                name: format!("pool{at}"),
                entries: (0..*size).map(|n| 10 + n % 4).collect(),
                opens: Vec::new(),
            })
            .collect(),
    }
}

/// By pool, the entries of a draft.
fn drawn(space: &Space, pick: &Pick) -> Vec<(usize, usize)> {
    let entry = |leaf| match leaf {
        nigao::space::Leaf::Entry(entry) => Some((entry.pool, entry.entry)),
        nigao::space::Leaf::Piece(_) => None,
    };
    space
        .read(pick)
        .unwrap()
        .into_iter()
        .filter_map(entry)
        .collect()
}

#[test]
fn every_entry_is_used_before_one_comes_again() {
    let space = wide();
    let spread = Spread::new(&space, None, 3).unwrap();
    let mut walker = spread.walker();
    let mut used: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    // Six drafts use up the pools of twelve; seventy take each side of the fork 35 times, seven rounds of five and five of seven.
    for index in 0..420 {
        let mut pick = Pick::default();
        walker.pick(index, &mut pick).unwrap();
        assert!(once_each(&space, &pick));
        for entry in drawn(&space, &pick) {
            *used.entry(entry).or_default() += 1;
        }
    }
    for ((pool, entry), times) in used {
        let wanted = match pool {
            6 => 210 / 5,
            7 => 210 / 7,
            _ => 420 / 6,
        };
        assert_eq!(times, wanted, "pool {pool}, entry {entry}");
    }
}

#[test]
fn a_draft_is_a_function_of_its_number() {
    for genre in GENRES {
        genre.composed(|composition| {
            let space = &composition.plan().space;
            let band = composition.length().unwrap().band();
            let spread = Spread::new(space, Some(band.clone()), 1).unwrap();
            let mut walker = spread.walker();
            let mut pick = Pick::default();
            let forwards: Vec<Pick> = (0..60)
                .map(|index| {
                    let chars = walker.pick(index, &mut pick).unwrap();
                    assert_eq!(chars, length(space, &pick));
                    assert!(band.contains(&chars) && once_each(space, &pick));
                    pick.clone()
                })
                .collect();
            let mut walker = spread.walker();
            for index in (0..60).rev().step_by(7) {
                walker.pick(index as u64, &mut pick).unwrap();
                assert_eq!(pick, forwards[index]);
            }
        });
    }
}

/// The straight way into a text gives the bytes of the way through a draft, one by one and many side by side.
#[test]
fn all_ways_to_a_text_are_one() {
    for genre in GENRES {
        genre.composed(|composition| {
            let space = &composition.plan().space;
            let spread = Spread::new(space, None, 2).unwrap();
            let mut walker = spread.walker();
            let mut pick = Pick::default();
            for index in 0..100 {
                let chars = walker.pick(index, &mut pick).unwrap();
                let draft = composition.write(&pick, index).unwrap();
                let mut text = String::new();
                composition.tell(&pick, &mut Lines::new(&mut text)).unwrap();
                assert_eq!(text, to_text(&draft));
                assert_eq!(chars, draft.chars);
            }
        });
    }
}

/// A thousand drafts in two percent of a length that the forks have to be tilted for.
#[test]
fn a_thousand_drafts_lie_in_a_narrow_band() {
    for genre in GENRES {
        genre.composed(|composition| {
            let space = &composition.plan().space;
            let middle = u32::midpoint(
                *composition.length().unwrap().band().start(),
                *composition.length().unwrap().band().end(),
            );
            let band = middle * 98 / 100..=middle * 102 / 100;
            let spread = Spread::new(space, Some(band.clone()), 1).unwrap();
            let mut walker = spread.walker();
            let mut pick = Pick::default();
            for index in 0..1000 {
                walker.pick(index, &mut pick).unwrap();
                assert!(
                    band.contains(&length(space, &pick)),
                    "{} {index}",
                    genre.name()
                );
            }
            let far = Spread::new(space, Some(9_000..=9_100), 1).unwrap();
            let reach = far.walker().pick(0, &mut pick).unwrap_err();
            assert!(matches!(reach, Reach::Lengths { most, .. } if most < 9_000));
        });
    }
}
