//! All pairs of a batch, compared by the shingles they share, against brute force.

use nigao::batch::Pairs;
use nigao::draft::Letters;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// A draft of the property test: its group, its letters, and the stretches that the outline gave.
type Text = (u32, Vec<char>, Vec<Range<usize>>);

/// Few letters, and stretches put together from a few, so that much is shared.
fn texts() -> impl Strategy<Value = Vec<Text>> {
    let stretch = prop_oneof![
        3 => prop::sample::select(vec!["一二三四五六七八九", "甲乙丙丁戊己庚辛", "abababababab", "天地玄黄宇宙洪荒日月"]),
        1 => prop::sample::select(vec!["子", "丑寅", "", "1"]),
    ];
    let text = (
        0u32..3,
        prop::collection::vec((stretch, prop::bool::weighted(0.3)), 0..6),
    );
    let text = text.prop_map(|(group, stretches)| {
        let (mut all, mut own) = (Vec::new(), Vec::<Range<usize>>::new());
        for (letters, is_own) in stretches {
            let from = all.len();
            all.extend(letters.chars());
            if !is_own || all.len() == from {
                continue;
            }
            match own.last_mut() {
                Some(last) if last.end == from => last.end = all.len(),
                _ => own.push(from..all.len()),
            }
        }
        (group, all, own)
    });
    prop::collection::vec(text, 0..12)
}

/// The runs of eight letters of a text; where asked, only those that touch nothing of the outline's.
fn runs((_, letters, own): &Text, generated: bool) -> BTreeSet<String> {
    let is_own = |at: usize| own.iter().any(|stretch| stretch.contains(&at));
    (0..(letters.len() + 1).saturating_sub(8))
        .filter(|at| !generated || !(*at..at + 8).any(is_own))
        .map(|at| letters[at..at + 8].iter().collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_are_compared_as_by_brute_force(
        texts in texts(),
        generated in any::<bool>(),
        across in any::<bool>(),
        percent in prop::option::of(0u32..=100),
    ) {
        let bound = percent.map(|percent| f64::from(percent) / 100.0);
        let mut pairs = Pairs::default();
        for (group, all, own) in &texts {
            pairs.push(*group, &Letters { all: all.clone(), own: own.clone() });
        }
        let examined = if generated {
            pairs.generated(bound, across)
        } else {
            pairs.whole(bound, across)
        };
        let sets: Vec<_> = texts.iter().map(|text| runs(text, generated)).collect();
        let mut found = Vec::new();
        for a in 0..texts.len() {
            for b in a + 1..texts.len() {
                if !across || texts[a].0 != texts[b].0 {
                    let shared = sets[a].intersection(&sets[b]).count() as f64;
                    let shorter = sets[a].len().min(sets[b].len()).max(1) as f64;
                    found.push((shared / shorter, (a, b)));
                }
            }
        }
        let max = found.iter().map(|pair| pair.0).fold(0.0, f64::max);
        let sum: f64 = found.iter().map(|pair| pair.0).sum();
        let worst = found.iter().find(|pair| pair.0 >= max).map(|pair| pair.1);
        // The most drafts, from the first on, of which no two are too near.
        let within = (0..=texts.len())
            .rev()
            .find(|most| found.iter().all(|(overlap, (_, b))| b >= most || bound.is_none_or(|bound| *overlap <= bound)));
        prop_assert_eq!(pairs.len(), texts.len());
        prop_assert_eq!(examined.pairs, found.len() as u64);
        prop_assert!((examined.max - max).abs() < 1e-12);
        prop_assert!((examined.mean - sum / found.len().max(1) as f64).abs() < 1e-12);
        prop_assert_eq!(examined.worst, worst);
        prop_assert_eq!(Some(examined.within), within);
        prop_assert!(examined.lower_bound <= examined.mean + 1e-12);
    }
}
