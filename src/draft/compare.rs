use super::sentence::{CLOSERS, ENDERS};
use super::{Shingle, letters, shared, shingles_of};
use similar::{Algorithm, ChangeTag, TextDiff};
use std::collections::BTreeSet;

/// Two texts held against each other, sentence by sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The overlap of the whole texts.
    pub overlap: f64,
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
        Compared { side, text, shared }
    });
    Comparison {
        overlap: super::overlap(&runs[0], &runs[1]),
        lines: lines.collect(),
    }
}

/// The sentences of a text: up to 。！？ with what closes behind them, or the end of a line.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for line in text.lines() {
        let mut from = 0;
        let mut ended = false;
        for (at, c) in line.char_indices() {
            if ended && !CLOSERS.contains(c) {
                out.push(&line[from..at]);
                from = at;
                ended = false;
            }
            ended |= ENDERS.contains(c);
        }
        out.push(&line[from..]);
    }
    let out = out.into_iter().map(str::trim);
    out.filter(|sentence| letters(sentence).next().is_some())
        .collect()
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
        // All eleven letters of the first stand in the other; eleven of seventeen the other way round.
        let shared: Vec<f64> = found.lines.iter().map(|l| l.shared).collect();
        assert!((shared[1] - 1.0).abs() < 1e-9 && shared[2].abs() < 1e-9);
        assert!((shared[3] - 10.0 / 16.0).abs() < 1e-9, "{}", shared[3]);
    }
}
