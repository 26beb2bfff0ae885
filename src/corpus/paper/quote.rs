use super::furniture::{Furniture, Removed};
use super::line::Line;
use crate::draft::{letters, shared, shingles_of};

/// What a pull quote is marked with.
const BULLETS: [char; 7] = ['●', '■', '◆', '★', '▲', '○', '□'];

/// The share of a quote's letters that stand in the text.
const REPEATED: f64 = 0.9;

/// Takes sentences away that a page prints once more beside its text.
pub(super) fn strip(lines: &mut Vec<Line<'_>>) -> Vec<Removed> {
    let is_bulleted = |line: &Line<'_>| line.text.starts_with(BULLETS);
    if !lines.iter().any(is_bulleted) {
        return Vec::new();
    }
    let others = lines.iter().filter(|line| !is_bulleted(line));
    let text: String = others.map(|line| line.text).collect();
    let text = shingles_of(&text);
    let mut removed = Vec::new();
    lines.retain(|line| {
        if !is_bulleted(line) {
            return true;
        }
        let all: Vec<char> = letters(line.text).collect();
        let stands = shared(&all, &text).into_iter().filter(|s| *s).count();
        let is_quote = stands as f64 >= REPEATED * all.len().max(1) as f64;
        if is_quote {
            removed.push(Removed {
                range: line.range.clone(),
                what: Furniture::PullQuote,
            });
        }
        !is_quote
    });
    removed
}
