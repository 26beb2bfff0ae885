use super::{Shingle, letters, sentence_starts, shared, shingles_of};
use similar::{Algorithm, ChangeTag, TextDiff};
use std::collections::BTreeSet;

/// Two texts held against each other, sentence by sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The overlap of the whole texts.
    pub overlap: f64,
    /// The longest run of letters that both have.
    pub longest: String,
    /// The sentences in order.
    pub lines: Vec<Compared>,
}

/// A sentence of two texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Whose it is.
    pub side: Side,
    /// The sentence.
    pub text: String,
    /// The share of its letters that stand in a run of eight that the other text has, too.
    pub shared: f64,
    /// Whether the other text has this very sentence, at another place.
    pub is_moved: bool,
}

/// Whose a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both texts have it, at the same place.
    Both,
    /// The first.
    First,
    /// The second.
    Second,
}

/// Holds two texts against each other: sentences that both have in the same order, and those between them.
pub fn compare(first: &str, second: &str) -> Comparison {
    let (a, b) = (sentences(first), sentences(second));
    let runs = [shingles_of(first), shingles_of(second)];
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_slices(&a, &b);
    let lines = diff.iter_all_changes().map(|change| {
        let text = change.value().to_owned();
        let (side, shared) = match change.tag() {
            ChangeTag::Equal => (Side::Both, 1.0),
            ChangeTag::Delete => (Side::First, share(&text, &runs[1])),
            ChangeTag::Insert => (Side::Second, share(&text, &runs[0])),
        };
        let is_moved = match side {
            Side::Both => false,
            Side::First => b.contains(&text.as_str()),
            Side::Second => a.contains(&text.as_str()),
        };
        Compared {
            side,
            text,
            shared,
            is_moved,
        }
    });
    Comparison {
        longest: longest(first, second),
        overlap: super::overlap(&runs[0], &runs[1]),
        lines: lines.collect(),
    }
}

/// The sentences of a text: up to 。！？ with what closes behind them, or the end of a line.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for line in text.lines() {
        let starts = sentence_starts(line);
        let ends = starts.iter().skip(1).copied().chain([line.len()]);
        out.extend(starts.iter().zip(ends).map(|(from, to)| &line[*from..to]));
    }
    let out = out.into_iter().map(str::trim);
    out.filter(|sentence| letters(sentence).next().is_some())
        .collect()
}

/// The longest run of letters of two texts; the first of several.
fn longest(first: &str, second: &str) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (letters(first).collect(), letters(second).collect());
    // How long the common run is that ends with the last letter looked at and each of the other text.
    let mut runs = vec![0; b.len() + 1];
    let (mut best, mut end) = (0, 0);
    for (at, letter) in a.iter().enumerate() {
        for (other, run) in (0..b.len()).rev().map(|other| (b[other], other + 1)) {
            runs[run] = if other == *letter {
                runs[run - 1] + 1
            } else {
                0
            };
            if runs[run] > best {
                (best, end) = (runs[run], at + 1);
            }
        }
    }
    a[end - best..end].iter().collect()
}

fn share(sentence: &str, other: &BTreeSet<Shingle>) -> f64 {
    let all: Vec<char> = letters(sentence).collect();
    let stands = shared(&all, other).into_iter().filter(|stands| *stands);
    stands.count() as f64 / all.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart_and_held_against_each_other() {
        let first = "标题\n\u{3000}\u{3000}一、大家要认真学习理论。这句只有前一篇有！\n\u{3000}\u{3000}结尾一样。\n";
        let second = "标题\n\u{3000}\u{3000}一、大家要认真学习理论，结合实际工作。结尾一样。";
        let found = compare(first, second);
        let lines: Vec<(Side, &str)> = found
            .lines
            .iter()
            .map(|l| (l.side, l.text.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (Side::Both, "标题"),
                (Side::First, "一、大家要认真学习理论。"),
                (Side::First, "这句只有前一篇有！"),
                (Side::Second, "一、大家要认真学习理论，结合实际工作。"),
                (Side::Both, "结尾一样。"),
            ]
        );
        assert_eq!(found.longest, "标题一大家要认真学习理论");
        assert!(found.lines.iter().all(|line| !line.is_moved));
        // All eleven letters of the first stand in the other; eleven of seventeen the other way round.
        let shared: Vec<f64> = found.lines.iter().map(|l| l.shared).collect();
        assert!((shared[1] - 1.0).abs() < 1e-9 && shared[2].abs() < 1e-9);
        assert!((shared[3] - 10.0 / 16.0).abs() < 1e-9, "{}", shared[3]);
    }
    #[test]
    fn a_sentence_at_another_place_is_one_that_moved() {
        let found = compare("头一句。第二句。第三句。", "第三句。头一句。第二句。");
        let moved: Vec<(Side, &str)> = found
            .lines
            .iter()
            .filter(|line| line.is_moved)
            .map(|line| (line.side, line.text.as_str()))
            .collect();
        assert_eq!(
            moved,
            [(Side::Second, "第三句。"), (Side::First, "第三句。")]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_longest_run_is_that_of_all_runs(first in "[甲乙]{0,12}", second in "[甲乙]{0,12}") {
            let all: Vec<char> = first.chars().collect();
            let runs = (0..=all.len()).flat_map(|from| (from..=all.len()).map(move |to| (from, to)));
            let both = runs.map(|(from, to)| all[from..to].iter().collect::<String>());
            let most = both.filter(|run| second.contains(run.as_str())).map(|run| run.chars().count()).max();
            let found = longest(&first, &second);
            proptest::prop_assert_eq!(Some(found.chars().count()), most);
            proptest::prop_assert!(first.contains(&found) && second.contains(&found));
        }
    }
}
