use super::series::{Open, nth};
use super::token::Token;
use super::turn::Turns;
use crate::corpus::Family;

/// The depth of the series that a marker goes on: the deepest that is written as the marker is, or else the deepest.
pub(super) fn continued(root: &mut [Open], depth: usize, token: &Token) -> Option<usize> {
    let mut found = None;
    for level in (0..depth).rev() {
        let open = nth(root, level);
        if goes_on(open, token) {
            if is_alike(open, token) {
                return Some(level);
            }
            found = found.or(Some(level));
        }
    }
    found
}

/// Whether a marker is written as those of a series are. One that opens a paragraph is not, where the last stands inside of one.
fn is_alike(open: &Open, token: &Token) -> bool {
    let is_kin = open.family == token.family || open.began == Family::Shouxian;
    is_kin && (open.last().opens || !token.opens)
}

/// Whether a marker may be the next one of a series.
fn goes_on(open: &Open, token: &Token) -> bool {
    let last = open.last();
    let is_same = last.paragraph == token.paragraph;
    let is_kin = open.family.mixes(token.family) || is_same && turns_to_points(open, token);
    if !is_kin || token.is_bare && !is_same {
        return false;
    }
    let Some(number) = token.number else {
        return match token.family {
            Family::Dash => last.opens && token.opens && token.paragraph - last.paragraph <= 3,
            // 最后 ends what began with 首先, and stands as its points do; dashes have no numbers.
            _ => {
                let stands_so = is_same || last.opens && token.opens;
                open.began == Family::Shouxian && open.number >= 2 && stands_so
            }
        };
    };
    if number == open.number + 1 {
        return true;
    }
    // A number that was misprinted, where there can be no doubt that it is one of the series.
    let is_near = number >= open.number && number <= open.number + 2 && number > 1;
    token.opens && last.opens && is_near && open.family == token.family && open.family.heads()
}

/// Whether 二是 follows 首先.
fn turns_to_points(open: &Open, token: &Token) -> bool {
    let is_second = token.family.mixes(Family::Shi) && token.number == Some(2);
    open.family == Family::Shouxian && is_second && !token.opens
}

/// Whether a marker begins a series: it is a first one, and a second follows.
pub(super) fn begins(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let behind = &tokens[at + 1..];
    let mut alike = behind.iter().filter(|t| t.family.mixes(token.family));
    match token.number {
        Some(1) if token.is_bare => {
            !has_first_beside(token, &tokens[..at]) && has_second_beside(token, behind)
        }
        // The second may stand behind a series inside the paragraph of the first: 一是……，一要……，二要……
        Some(1) if token.opens && token.goes_on => true,
        Some(1) if token.family == Family::Shouxian && has_second_beside(token, behind) => true,
        Some(1) => {
            let is_sure = |t: &&Token| !t.is_bare || t.number != Some(1);
            alike.find(is_sure).is_some_and(|next| match next.number {
                Some(2) => {
                    // One inside a paragraph is no first of a series of headings.
                    token.opens || !next.opens || token.family.rank().is_none()
                }
                Some(3) => token.opens && next.opens && token.family.heads(),
                Some(_) => false,
                None => token.family != Family::Shouxian,
            })
        }
        Some(_) => false,
        None => {
            token.family == Family::Dash
                && alike
                    .next()
                    .is_some_and(|n| n.opens && n.paragraph - token.paragraph <= 3)
        }
    }
}

/// Whether the marker before, in the paragraph of 首先, is a first one itself, and a surer one.
fn has_first_beside(token: &Token, before: &[Token]) -> bool {
    let beside = before.iter().rev();
    let last = beside
        .take_while(|t| t.paragraph == token.paragraph)
        .find(|t| t.family.mixes(token.family));
    last.is_some_and(|t| t.number == Some(1) && !t.is_bare)
}

/// Whether the next marker in the paragraph of 首先 is the second: 其次, 第二 or 二是.
fn has_second_beside(token: &Token, behind: &[Token]) -> bool {
    let mut beside = behind
        .iter()
        .take_while(|t| t.paragraph == token.paragraph)
        .filter(|t| t.family.mixes(token.family) || t.family.mixes(Family::Shi));
    let next = beside.next();
    next.is_some_and(|t| t.number == Some(2))
}

/// At which depth a new series stands.
pub(super) fn home(root: &mut [Open], depth: usize, token: &Token, turns: &Turns<'_>) -> usize {
    let mut level = depth;
    while level > 0 {
        let open = nth(root, level - 1);
        let is_done = is_over(open, token) || is_above(open, token);
        // The text never turns back from the sections themselves.
        if is_done || level > 1 && is_left(open, token, turns) {
            level -= 1;
        } else {
            break;
        }
    }
    level
}

/// Whether a series inside a paragraph ended with that.
fn is_over(open: &Open, token: &Token) -> bool {
    let last = open.last();
    last.paragraph != token.paragraph && (!last.opens || last.family == Family::Dash)
}

/// Whether a new series stands as high as this one or higher.
fn is_above(open: &Open, token: &Token) -> bool {
    let last = open.last();
    match (open.family.rank(), token.family.rank()) {
        (Some(above), Some(own)) => own <= above,
        // 一、 stands below nothing but headings of its own kind; 1. may stand below 第一，
        (None, Some(own)) => {
            own == 1 || !open.family.heads() && token.opens && last.opens && own <= 3
        }
        (Some(_), None) => false,
        (None, None) => {
            !is_inside(last, token)
                && (open.family.mixes(token.family) || !open.family.heads() && token.family.heads())
        }
    }
}

/// Whether a marker stands inside the text of a point that opens its paragraph.
fn is_inside(point: &Token, token: &Token) -> bool {
    point.opens && !token.opens && (point.paragraph == token.paragraph || point.goes_on)
}

/// Whether the text turned from the last point of a series back to the whole section.
fn is_left(open: &Open, token: &Token, turns: &Turns<'_>) -> bool {
    let last = open.last();
    !last.goes_on && turns.is_between(last.paragraph, token.paragraph)
}
