//! Two siblings laid beside each other: what they share is the frame, what differs a slot.

use super::lexicon::Lexicon;
use super::unit::{self, Class, SLOT};

/// The longest sibling that is laid beside another.
pub(super) const LONGEST: usize = 48;

/// A stretch that both have: where it stands in each, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    a: usize,
    b: usize,
    len: usize,
}

/// Whether two may have a frame in common; looked at before they are laid beside each other, since most have none.
pub(super) fn may_share(a: &[u16], b: &[u16]) -> bool {
    let (n, m) = (a.len(), b.len());
    if n < 3 || m < 3 || n > LONGEST || m > LONGEST {
        return false;
    }
    let (same_first, same_last) = (a[0] == b[0], a[n - 1] == b[m - 1]);
    if same_first && (same_last || a[1] == b[1]) || same_last && a[n - 2] == b[m - 2] {
        return true;
    }
    if n == m && a.iter().zip(b).filter(|(a, b)| a == b).count() * 3 >= n {
        return true;
    }
    // Sentences of several clauses may share any of them.
    let clauses = |units: &[u16]| units.iter().filter(|u| is_clause(**u)).count();
    n > 12 && clauses(a) > 0 && clauses(a) == clauses(b)
}

fn is_clause(unit: u16) -> bool {
    unit::class(unit) == Class::Clause
}

/// The frames that two siblings have in common, each laid in its own way.
pub(super) fn frames(a: &[u16], b: &[u16], lexicon: &Lexicon) -> Vec<Vec<u16>> {
    let (left, right): (Vec<&[u16]>, Vec<&[u16]>) = (
        a.split(|u| is_clause(*u)).collect(),
        b.split(|u| is_clause(*u)).collect(),
    );
    if left.len() != right.len() {
        return Vec::new();
    }
    let marks: Vec<u16> = a.iter().copied().filter(|u| is_clause(*u)).collect();
    let mut found: Vec<Vec<u16>> = Vec::new();
    for way in [Way::InPlace, Way::Longest, Way::Ends] {
        let mut frame = Vec::with_capacity(a.len());
        let mut is_whole = true;
        for (at, (x, y)) in left.iter().zip(&right).enumerate() {
            let edges = (at > 0, at + 1 < left.len());
            let is_in_place = way == Way::InPlace && x.len() == y.len();
            let blocks = match way {
                Way::InPlace if is_in_place => in_place(x, y),
                Way::Ends => ends(x, y),
                _ => longest(x, y, lexicon),
            };
            match weave(x, y, blocks, edges, is_in_place, lexicon) {
                Some(piece) => frame.extend(piece),
                None => is_whole = false,
            }
            frame.extend(marks.get(at));
        }
        if is_whole && is_sound(&frame, lexicon) && !found.contains(&frame) {
            found.push(frame);
        }
    }
    found
}

/// How two clauses are laid beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Character by character, where they are of one length.
    InPlace,
    /// By the longest stretches that both have.
    Longest,
    /// By their beginnings and ends alone: what they share between may be chance.
    Ends,
}

/// What two clauses begin and end with alike.
fn ends(a: &[u16], b: &[u16]) -> Vec<Block> {
    let (n, m) = (a.len(), b.len());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let left = n.min(m) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(left);
    let tail = tail.take_while(|(a, b)| a == b).count();
    let blocks = [(0, 0, head), (n - tail, m - tail, tail)].map(|(a, b, len)| Block { a, b, len });
    blocks.into_iter().filter(|b| b.len > 0).collect()
}

/// What stands at the same places of two clauses of one length.
fn in_place(a: &[u16], b: &[u16]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for at in 0..a.len() {
        if a[at] != b[at] {
            continue;
        }
        match blocks.last_mut() {
            Some(last) if last.a + last.len == at => last.len += 1,
            _ => blocks.push(Block {
                a: at,
                b: at,
                len: 1,
            }),
        }
    }
    blocks
}

/// The longest common stretches in order. Each costs something, so that short islands are not worth it.
fn longest(a: &[u16], b: &[u16], lexicon: &Lexicon) -> Vec<Block> {
    let (n, m) = (a.len(), b.len());
    let width = m + 1;
    // Tenths. `ending` is the best that ends with a match here, `best` the best of all up to here.
    let mut ending = vec![i32::MIN / 2; (n + 1) * width];
    let mut best = vec![0i32; (n + 1) * width];
    for i in 1..=n {
        for j in 1..=m {
            let here = i * width + j;
            let before = here - width - 1;
            let mut value = best[here - 1].max(best[here - width]);
            if a[i - 1] == b[j - 1] {
                let cost = if i == 1 && j == 1 || i == n && j == m {
                    4
                } else if lexicon.is_island(a[i - 1]) {
                    9
                } else {
                    12
                };
                ending[here] = 10 + ending[before].max(best[before] - cost);
                value = value.max(ending[here]);
            }
            best[here] = value;
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    let (mut row, mut column) = (n, m);
    while row > 0 && column > 0 {
        let here = row * width + column;
        if best[here] == 0 {
            break;
        }
        if best[here] == best[here - width] {
            row -= 1;
        } else if best[here] == best[here - 1] {
            column -= 1;
        } else {
            // A match ends here: back to where its stretch begins.
            let end = (row, column);
            loop {
                let here = row * width + column;
                let before = here - width - 1;
                (row, column) = (row - 1, column - 1);
                if ending[here] != 10 + ending[before] {
                    break;
                }
            }
            blocks.push(Block {
                a: row,
                b: column,
                len: end.0 - row,
            });
        }
    }
    blocks.reverse();
    blocks
}

/// The stretches of a clause with slots between them. `edges` says on which sides the sentence goes on: there nothing may be left
/// over on one side alone.
fn weave(
    a: &[u16],
    b: &[u16],
    mut blocks: Vec<Block>,
    edges: (bool, bool),
    is_in_place: bool,
    lexicon: &Lexicon,
) -> Option<Vec<u16>> {
    loop {
        let gap = |n: usize| {
            let (a0, b0) = match n.checked_sub(1) {
                Some(n) => (blocks[n].a + blocks[n].len, blocks[n].b + blocks[n].len),
                None => (0, 0),
            };
            let (a1, b1) = blocks.get(n).map_or((a.len(), b.len()), |k| (k.a, k.b));
            (a1 - a0, b1 - b0)
        };
        let lone = |n: usize| {
            let block = blocks[n];
            let unit = a[block.a];
            if block.len > 1 || unit::class(unit) != Class::Han {
                return false;
            }
            let (before, behind) = (gap(n), gap(n + 1));
            let first = n == 0 && (before.0 == 0 || before.1 == 0);
            let last = n + 1 == blocks.len() && (behind.0 == 0 || behind.1 == 0);
            if first {
                !lexicon.is_head(unit)
            } else if last {
                !lexicon.is_tail(unit)
            } else {
                !lexicon.is_island(unit) || !is_in_place && blocks.len() < 2
            }
        };
        if let Some(n) = (0..blocks.len()).find(|n| lone(*n)) {
            blocks.remove(n);
            continue;
        }
        // A slot is filled on both sides; where one is bare, the shorter of the stretches beside it goes.
        let bare = (1..blocks.len()).find(|n| {
            let (x, y) = gap(*n);
            (x == 0) != (y == 0)
        });
        let Some(n) = bare else { break };
        let shorter = if blocks[n - 1].len <= blocks[n].len {
            n - 1
        } else {
            n
        };
        blocks.remove(shorter);
    }
    let Some((first, last)) = blocks.first().zip(blocks.last()) else {
        return (!a.is_empty() && !b.is_empty()).then(|| vec![SLOT]);
    };
    let mut frame = Vec::with_capacity(a.len());
    let edge = |frame: &mut Vec<u16>, x: usize, y: usize, goes_on: bool| {
        if x > 0 && y > 0 {
            frame.push(SLOT);
        } else if x != y && goes_on {
            return None;
        }
        Some(())
    };
    edge(&mut frame, first.a, first.b, edges.0)?;
    for (n, block) in blocks.iter().enumerate() {
        if n > 0 {
            frame.push(SLOT);
        }
        frame.extend(&a[block.a..block.a + block.len]);
    }
    edge(
        &mut frame,
        a.len() - last.a - last.len,
        b.len() - last.b - last.len,
        edges.1,
    )?;
    Some(frame)
}

/// Whether a frame says something: slots, two Han characters or more, not words that bind alone, nothing masked.
pub(super) fn is_sound(frame: &[u16], lexicon: &Lexicon) -> bool {
    let slots = frame.iter().filter(|u| **u == SLOT).count();
    let han = unit::han(frame);
    let says = |u: &&u16| unit::is_han(**u) && !lexicon.is_empty(**u);
    let is_masked = |u: &u16| *u != SLOT && unit::class(*u) == Class::Mask;
    let odd = |u: &u16| matches!(unit::class(*u), Class::Break | Class::Stop | Class::Part);
    (1..=5).contains(&slots)
        && (2..=super::grams::MOST_HAN).contains(&han)
        && frame.iter().filter(says).count() >= 1
        && !frame.iter().any(|u| is_masked(u) || *u != SLOT && odd(u))
        && unit::is_paired(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Bank;
    use crate::world::{Memory, Shelf};

    fn shared(a: &str, b: &str) -> Vec<String> {
        let world = Memory::default();
        let lexicon = Lexicon::of(&Bank::load(&Shelf::new(&world, "")).unwrap());
        let (a, b) = (unit::units(a), unit::units(b));
        let found = frames(&a, &b, &lexicon);
        found.iter().map(|frame| unit::words(frame)).collect()
    }

    #[test]
    fn what_two_siblings_share_is_a_frame() {
        assert_eq!(
            shared("从机关向社会延伸", "从工作向生活延伸"),
            ["从{}向{}延伸", "从{}延伸"]
        );
        assert_eq!(
            shared("做到谁主管谁负责", "谁使用谁负责"),
            ["谁{}谁负责", "{}谁负责"]
        );
        assert_eq!(
            shared("抓学习教育不放松，提高素质", "抓作风不放松，提高效率"),
            ["抓{}不放松，提高{}"]
        );
    }

    #[test]
    fn words_that_bind_and_single_characters_are_no_frame() {
        assert_eq!(shared("我们的队伍", "你们的机关"), [""; 0]);
        assert_eq!(shared("加强队伍", "加快发展"), [""; 0]);
    }
}
