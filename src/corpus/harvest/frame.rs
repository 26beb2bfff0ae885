//! A frame laid over a text: what fills its slots there; and slots parted further by what all fillers share.

use super::lexicon::Lexicon;
use super::unit::{self, Class, SLOT};
use std::ops::Range;

/// Where a frame stands in a text and what fills its slots, as places in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub place: Range<usize>,
    pub fillers: Vec<Range<usize>>,
}

/// Lays a frame over a text. It may begin and end within a clause where it begins and ends with words; a slot ends with its clause.
pub(super) fn fit(frame: &[u16], text: &[u16]) -> Option<Fit> {
    let blocks: Vec<&[u16]> = frame.split(|u| *u == SLOT).collect();
    let first = blocks[0];
    if first.is_empty() {
        return from(&blocks, text, 0);
    }
    let starts = 0..=text.len().checked_sub(first.len())?;
    starts
        .filter(|at| text[*at..].starts_with(first))
        .find_map(|at| from(&blocks, text, at))
}

fn from(blocks: &[&[u16]], text: &[u16], start: usize) -> Option<Fit> {
    let mut at = start + blocks[0].len();
    let mut fillers = Vec::with_capacity(blocks.len() - 1);
    for n in 1..blocks.len() {
        let block = blocks[n];
        let last = n + 1 == blocks.len();
        // A slot ends with its clause.
        let clause = text[at..].iter().position(|u| ends_slot(*u));
        let clause = clause.map_or(text.len(), |c| at + c);
        let end = if block.is_empty() && last {
            clause
        } else if block.is_empty() {
            // Two slots side by side: the first is a verb.
            at + 2
        } else {
            let mut ends = (at + 1..=clause).filter(|e| text[*e..].starts_with(block));
            if last {
                ends.next_back()?
            } else {
                ends.next()?
            }
        };
        if end <= at || end > clause {
            return None;
        }
        fillers.push(at..end);
        at = end + block.len();
    }
    let paired = fillers.iter().all(|f| unit::is_paired(&text[f.clone()]));
    paired.then_some(Fit {
        place: start..at,
        fillers,
    })
}

fn ends_slot(unit: u16) -> bool {
    matches!(unit::class(unit), Class::Clause | Class::Part | Class::Stop)
}

/// The characters by which fillers are parted further, in order.
const JOINTS: &str = "的和与在上为之以同向";

/// A frame whose slots are parted where all fillers allow it: at a character that stands once in each, and behind a verb. It takes
/// three instances, since two have such a character in common by chance.
pub(super) fn refine(frame: &[u16], texts: &[&[u16]], lexicon: &Lexicon) -> Vec<u16> {
    let mut frame = frame.to_vec();
    if texts.len() < 3 {
        return frame;
    }
    for joint in JOINTS.chars().map(unit::of) {
        while let Some(parted) = part(&frame, texts, joint) {
            frame = parted;
        }
    }
    if let Some(parted) = verbs(&frame, texts, lexicon) {
        frame = parted;
    }
    frame
}

/// The place in the frame of each slot.
fn slots(frame: &[u16]) -> Vec<usize> {
    (0..frame.len()).filter(|n| frame[*n] == SLOT).collect()
}

fn part(frame: &[u16], texts: &[&[u16]], joint: u16) -> Option<Vec<u16>> {
    let slots = slots(frame);
    if slots.len() >= 5 {
        return None;
    }
    let fits: Option<Vec<Fit>> = texts.iter().map(|t| fit(frame, t)).collect();
    let fits = fits?;
    let slot = (0..slots.len()).find(|slot| {
        texts.iter().zip(&fits).all(|(text, fit)| {
            let filler = &text[fit.fillers[*slot].clone()];
            let inner = &filler[1..filler.len() - 1 + usize::from(filler.len() == 1)];
            filler.len() >= 3
                && inner.iter().filter(|u| **u == joint).count() == 1
                && filler.iter().filter(|u| **u == joint).count() == 1
        })
    })?;
    let mut parted = frame.to_vec();
    parted.splice(slots[slot]..=slots[slot], [SLOT, joint, SLOT]);
    Some(parted)
}

fn verbs(frame: &[u16], texts: &[&[u16]], lexicon: &Lexicon) -> Option<Vec<u16>> {
    let slots = slots(frame);
    if slots.len() >= 5 {
        return None;
    }
    let fits: Option<Vec<Fit>> = texts.iter().map(|t| fit(frame, t)).collect();
    let fits = fits?;
    // A sentence that is a slot from its first word to its end is no frame; one behind a mark is.
    let slot = (0..slots.len()).find(|slot| {
        let behind = slots[*slot].checked_sub(1).map(|n| frame[n]);
        let begins = behind.is_some_and(|u| unit::class(u) == Class::Clause);
        let ends_in_words = frame
            .get(slots[*slot] + 1)
            .is_some_and(|u| unit::is_han(*u));
        let fillers: Vec<&[u16]> = texts
            .iter()
            .zip(&fits)
            .map(|(text, fit)| &text[fit.fillers[*slot].clone()])
            .collect();
        let known = fillers.iter().filter(|f| lexicon.is_verb(f)).count();
        let mut heads: Vec<&[u16]> = fillers.iter().filter_map(|f| f.get(..2)).collect();
        heads.sort_unstable();
        heads.dedup();
        begins
            && ends_in_words
            && fillers.iter().all(|f| f.len() >= 4)
            && known > 0
            && heads.len() * 4 >= fillers.len() * 3
    })?;
    let mut parted = frame.to_vec();
    parted.insert(slots[slot], SLOT);
    Some(parted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Bank;
    use crate::world::{Memory, Shelf};

    /// What fills the slots of a frame in a text, `{}` standing for a slot.
    fn fillers(frame: &str, text: &str) -> Option<Vec<String>> {
        let text = unit::units(text);
        let fit = fit(&slotted(frame), &text)?;
        Some(
            fit.fillers
                .into_iter()
                .map(|f| unit::words(&text[f]))
                .collect(),
        )
    }

    fn slotted(frame: &str) -> Vec<u16> {
        let parts: Vec<Vec<u16>> = frame.split("{}").map(unit::units).collect();
        parts.join(&SLOT)
    }

    #[test]
    fn a_frame_fits_within_a_clause_and_a_slot_ends_with_it() {
        let found = |frame, text| fillers(frame, text).map(|f| f.join("|"));
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(found("谁{}谁负责", "真正做到谁推荐谁负责"), is("推荐"));
        assert_eq!(found("从{}向{}延伸", "从城区向乡村延伸"), is("城区|乡村"));
        assert_eq!(found("提高{}能力", "提高有能力者的能力"), is("有能力者的"));
        assert_eq!(found("要学{}", "要学理论，学政策"), is("理论"));
        assert_eq!(found("谁{}谁负责", "谁谁负责"), None);
        assert_eq!(found("在{}上", "在思想，行动上"), None);
        assert_eq!(found("叫{}", "叫“三严"), None);
    }

    #[test]
    fn slots_are_parted_where_three_agree() {
        let world = Memory::default();
        let lexicon = Lexicon::of(&Bank::load(&Shelf::new(&world, "")).unwrap());
        let texts = ["保持旺盛的斗志", "保持清醒的头脑", "保持朴实的作风"].map(unit::units);
        let texts: Vec<&[u16]> = texts.iter().map(Vec::as_slice).collect();
        let frame = slotted("保持{}");
        assert_eq!(refine(&frame, &texts, &lexicon), slotted("保持{}的{}"));
        assert_eq!(refine(&frame, &texts[..2], &lexicon), frame);
    }
}
