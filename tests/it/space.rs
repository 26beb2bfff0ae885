//! The laws of the space, held against every draft of small spaces written out one by one.

use nigao::space::{
    Aim, Draw, Entry, Leaf, Node, Numbering, Option_, Pick, Pool, Reach, Space, sample,
};
use num_bigint::BigUint;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every pick of a space, by trying all decisions in the order of the plan.
fn all_picks(space: &Space) -> Vec<Pick> {
    let mut open: Vec<Vec<u32>> = vec![Vec::new()];
    let mut found = Vec::new();
    // A pick is complete when `read` takes it; a longer one never is. Decisions are below 30 in these spaces.
    while let Some(decisions) = open.pop() {
        if space.read(&Pick(decisions.clone())).is_some() {
            found.push(Pick(decisions));
            continue;
        }
        for next in 0..30 {
            let mut longer = decisions.clone();
            longer.push(next);
            if is_begun(space, &longer) {
                open.push(longer);
            }
        }
    }
    found.retain(|pick| once_each(space, pick));
    found
}

/// Whether some pick begins with these decisions: fill up with zeros until it is read, or give up.
fn is_begun(space: &Space, decisions: &[u32]) -> bool {
    let mut filled = decisions.to_vec();
    for _ in 0..60 {
        if space.read(&Pick(filled.clone())).is_some() {
            return true;
        }
        filled.push(0);
    }
    false
}

fn entries<'s>(space: &'s Space, pick: &Pick) -> Vec<Entry<'s>> {
    let leaves = space.read(pick).unwrap();
    let entry = |leaf| match leaf {
        Leaf::Entry(entry) => Some(entry),
        Leaf::Piece(_) => None,
    };
    leaves.into_iter().filter_map(entry).collect()
}

pub fn once_each(space: &Space, pick: &Pick) -> bool {
    let mut seen = BTreeSet::new();
    entries(space, pick)
        .iter()
        .all(|e| seen.insert((e.pool, e.entry)))
}

/// The length of a draft, added up from its leaves.
pub fn length(space: &Space, pick: &Pick) -> u32 {
    fn of(space: &Space, leaves: &[Leaf<'_>], pieces: &BTreeMap<u32, u32>, above: u32) -> u32 {
        let (mut at, mut sum) = (0, 0);
        while let Some(leaf) = leaves.get(at) {
            sum += match leaf {
                Leaf::Piece(id) => pieces[id],
                Leaf::Entry(entry) => {
                    let times = entry.draw.times * above;
                    let own = space.pools[entry.pool].entries[entry.entry]
                        + entry.draw.options[entry.option].extra;
                    let opened = &leaves[at + 1..=at + entry.below];
                    own * times + of(space, opened, pieces, times)
                }
            };
            at += leaf.extent();
        }
        sum
    }
    of(space, &space.read(pick).unwrap(), &pieces(&space.root), 1)
}

fn pieces(node: &Node) -> BTreeMap<u32, u32> {
    match node {
        Node::Piece { id, chars } => BTreeMap::from([(*id, *chars)]),
        Node::Seq(items) | Node::Shuffle { items, .. } | Node::Either { options: items, .. } => {
            items.iter().flat_map(pieces).collect()
        }
        Node::Draw(_) => BTreeMap::new(),
    }
}

/// Small spaces: three pools, the last of which fills a slot of the second's entries.
pub fn spaces() -> impl Strategy<Value = Space> {
    let lengths = prop::collection::vec(1u32..6, 1..4);
    let slot = prop::collection::vec((0usize..3, 0u32..3), 1..3).prop_map(|options| {
        let mut options: Vec<Option_> = options
            .into_iter()
            .map(|(pool, extra)| Option_ { pool, extra })
            .collect();
        options.sort_by_key(|o| o.pool);
        options.dedup_by_key(|o| o.pool);
        options
    });
    let leaf = prop_oneof![
        (0u32..5).prop_map(|chars| Node::Piece { id: 0, chars }),
        (slot, 1u32..3).prop_map(|(options, times)| Node::Draw(Draw {
            id: 0,
            at: String::new(),
            times,
            options,
        })),
    ];
    let node = leaf.prop_recursive(2, 6, 3, |inner| {
        let items = prop::collection::vec(inner, 1..3);
        prop_oneof![
            items.clone().prop_map(Node::Seq),
            items.clone().prop_map(|options| Node::Either {
                at: String::new(),
                options,
            }),
            items.prop_map(|items| Node::Shuffle {
                at: String::new(),
                items,
            }),
        ]
    });
    (node, lengths.clone(), lengths.clone(), lengths).prop_map(|(mut root, a, b, c)| {
        let mut next = 0;
        name(&mut root, &mut next);
        let pool = |name: &str, entries| Pool {
            name: name.to_owned(),
            entries,
            opens: Vec::new(),
        };
        let mut second = pool("b", b);
        second.opens.push(Draw {
            id: 0,
            at: "c".to_owned(),
            times: 1,
            options: vec![Option_ { pool: 2, extra: 1 }],
        });
        Space {
            root,
            pools: vec![pool("a", a), second, pool("c", c)],
        }
    })
}

fn name(node: &mut Node, next: &mut u32) {
    *next += 1;
    match node {
        Node::Piece { id, .. } => *id = *next,
        Node::Seq(items) => items.iter_mut().for_each(|i| name(i, next)),
        Node::Either { at, options: items } | Node::Shuffle { at, items } => {
            *at = format!("n{next}");
            for i in items {
                name(i, next);
            }
        }
        Node::Draw(draw) => draw.at = format!("n{next}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_has_one_number_and_every_number_one_draft(space in spaces()) {
        let all = all_picks(&space);
        let numbering = Numbering::new(&space);
        prop_assert_eq!(numbering.count(), BigUint::from(all.len()));
        let mut numbers = BTreeSet::new();
        for pick in &all {
            let number = numbering.rank(pick).unwrap();
            prop_assert!(number < numbering.count());
            let back = numbering.unrank(&number);
            prop_assert_eq!(back.as_ref(), Some(pick));
            numbers.insert(number);
        }
        prop_assert_eq!(numbers.len(), all.len());
        prop_assert_eq!(numbering.unrank(&numbering.count()), None);
    }

    #[test]
    fn lengths_are_counted_exactly(space in spaces()) {
        let mut counted: BTreeMap<u32, f64> = BTreeMap::new();
        for pick in all_picks(&space) {
            *counted.entry(length(&space, &pick)).or_default() += 1.0;
        }
        let aim = Aim::new(&space);
        let found: BTreeMap<u32, f64> = aim.lengths().lengths().map(|l| (l, aim.lengths().count(l))).collect();
        prop_assert_eq!(found, counted);
    }

    #[test]
    fn a_seed_gives_the_same_draft_and_uses_no_entry_twice(space in spaces(), seed in 0u64..50) {
        let all = all_picks(&space);
        let drawn = sample(&space, seed);
        prop_assert_eq!(drawn.is_some(), !all.is_empty());
        prop_assert_eq!(&drawn, &sample(&space, seed));
        if let Some(pick) = drawn {
            prop_assert!(all.contains(&pick));
        }
    }

    #[test]
    fn an_aim_hits_its_band_or_says_what_it_reaches(space in spaces(), from in 0u32..30, wide in 0u32..6, seed in 0u64..9) {
        let band = from..=from + wide;
        let lengths: BTreeSet<u32> = all_picks(&space).iter().map(|p| length(&space, p)).collect();
        match Aim::new(&space).pick(&band, seed) {
            Ok(pick) => {
                prop_assert!(once_each(&space, &pick));
                prop_assert!(band.contains(&length(&space, &pick)));
            }
            Err(Reach::Nothing) => prop_assert!(lengths.is_empty()),
            Err(Reach::Lengths { least, most, nearest }) => {
                prop_assert!(lengths.iter().all(|l| !band.contains(l)));
                prop_assert_eq!((Some(&least), Some(&most)), (lengths.first(), lengths.last()));
                prop_assert!(lengths.contains(&nearest));
            }
        }
    }
}

/// A space with an alternative, a free order, a doubled slot and a slot that opens another.
fn mixed() -> Space {
    let draw = |at: &str, times, pools: &[usize]| {
        Node::Draw(Draw {
            id: 0,
            at: at.to_owned(),
            times,
            options: pools
                .iter()
                .map(|p| Option_ { pool: *p, extra: 0 })
                .collect(),
        })
    };
    let pool = |name: &str, entries: &[u32], opens: Vec<Draw>| Pool {
        name: name.to_owned(),
        entries: entries.to_vec(),
        opens,
    };
    let opened = Draw {
        id: 0,
        at: "c".to_owned(),
        times: 1,
        options: vec![Option_ { pool: 2, extra: 0 }],
    };
    Space {
        root: Node::Seq(vec![
            draw("first", 1, &[0, 1]),
            Node::Either {
                at: "either".to_owned(),
                options: vec![draw("left", 2, &[0]), Node::Piece { id: 1, chars: 3 }],
            },
            Node::Shuffle {
                at: "shuffle".to_owned(),
                items: vec![draw("x", 1, &[0]), draw("y", 1, &[1])],
            },
        ]),
        pools: vec![
            pool("a", &[1, 2, 3, 4], Vec::new()),
            pool("b", &[2, 5], vec![opened]),
            pool("c", &[1, 1, 2], Vec::new()),
        ],
    }
}

/// Within a band every draft is equally likely: chi-squared over all drafts of the band.
#[test]
fn an_aim_is_uniform_within_its_band() {
    let space = mixed();
    let band = 11..=13;
    let inside: Vec<Pick> = all_picks(&space)
        .into_iter()
        .filter(|p| band.contains(&length(&space, p)))
        .collect();
    assert!(inside.len() > 50);
    let aim = Aim::new(&space);
    let mut drawn: BTreeMap<Pick, u32> = BTreeMap::new();
    let each = 60;
    let draws = each * inside.len() as u64;
    for seed in 0..draws {
        *drawn.entry(aim.pick(&band, seed).unwrap()).or_default() += 1;
    }
    assert_eq!(drawn.len(), inside.len());
    let chi: f64 = drawn
        .values()
        .map(|n| (f64::from(*n) - each as f64).powi(2) / each as f64)
        .sum();
    let freedom = inside.len() as f64 - 1.0;
    // Six standard deviations of the chi-squared distribution.
    assert!(
        (chi - freedom).abs() < 6.0 * (2.0 * freedom).sqrt(),
        "{chi} at {freedom}"
    );
}

/// A slot added to the plan leaves the choices of the others as they were.
#[test]
fn an_added_slot_does_not_reshuffle_the_rest() {
    let slot = |at: &str, pool| {
        Node::Draw(Draw {
            id: 0,
            at: at.to_owned(),
            times: 1,
            options: vec![Option_ { pool, extra: 0 }],
        })
    };
    let pools: Vec<Pool> = (0..3)
        .map(|n| Pool {
            name: n.to_string(),
            entries: vec![1; 20],
            opens: Vec::new(),
        })
        .collect();
    let before = Space {
        root: Node::Seq(vec![slot("a", 0), slot("c", 2)]),
        pools: pools.clone(),
    };
    let after = Space {
        root: Node::Seq(vec![slot("a", 0), slot("b", 1), slot("c", 2)]),
        pools,
    };
    for seed in 0..50 {
        let (short, long) = (
            sample(&before, seed).unwrap().0,
            sample(&after, seed).unwrap().0,
        );
        assert_eq!((&short[..2], &short[2..]), (&long[..2], &long[4..]));
    }
}

/// Paragraphs that share many pools get shares of their own: no entry is lost, none is in two shares, and the numbering of
/// the divided space is whole.
#[test]
fn shared_pools_are_divided() {
    let pools: Vec<Pool> = (0..8)
        .map(|n| Pool {
            name: n.to_string(),
            entries: vec![1 + n; 9],
            opens: Vec::new(),
        })
        .collect();
    let draw = |part: u32, pool: usize| {
        let at = format!("{part}.{pool}");
        let options = vec![Option_ { pool, extra: 0 }];
        let draw = Node::Draw(Draw {
            id: 0,
            at,
            times: 1,
            options,
        });
        Node::Either {
            at: format!("e{part}.{pool}"),
            options: vec![draw, Node::Piece { id: 1, chars: 2 }],
        }
    };
    let mut items = Vec::new();
    for part in 0..3 {
        items.extend((0..8).map(|pool| draw(part, pool)));
        items.push(Node::Piece { id: 0, chars: 0 });
    }
    let mut space = Space {
        root: Node::Seq(items),
        pools,
    };
    let shares = nigao::space::divide(&mut space, |id| id == 0).unwrap();
    assert_eq!(shares.len(), space.pools.len());
    for pool in 0..8 {
        let mut held: Vec<usize> = shares
            .iter()
            .filter(|s| s.pool == pool)
            .flat_map(|s| s.entries.clone())
            .collect();
        held.sort_unstable();
        assert_eq!(held, (0..9).collect::<Vec<_>>());
    }
    let numbering = Numbering::new(&space);
    // Each of the 24 places takes one of three entries or nothing.
    assert_eq!(numbering.count(), BigUint::from(4u32).pow(24));
    for seed in 0..20 {
        let pick = sample(&space, seed).unwrap();
        let number = numbering.rank(&pick).unwrap();
        assert_eq!(numbering.unrank(&number), Some(pick));
    }
    assert_eq!(nigao::space::divide(&mut mixed(), |_| false), None);
}
