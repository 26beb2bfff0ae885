use super::{Block, BlockKind, Draft, OriginKind};
use crate::terms::{han_count, is_han};

/// How fast a speaker speaks, in characters a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(pub u32);

impl Default for Pace {
    /// 200 a minute: an address in a hall (160 solemn, 240 fast).
    fn default() -> Self {
        Self(200)
    }
}

impl Pace {
    /// Minutes to speak the headings and paragraphs: each Han character and each digit counts one, each Latin word one,
    /// marks nothing; to a tenth of a minute.
    pub fn minutes(self, blocks: &[Block]) -> f64 {
        let spoken: u32 = blocks
            .iter()
            .filter(|b| matches!(b.kind, BlockKind::Heading | BlockKind::Paragraph))
            .map(|b| spoken(&b.text()))
            .sum();
        (f64::from(spoken) / f64::from(self.0.max(1)) * 10.0).round() / 10.0
    }
}

fn spoken(text: &str) -> u32 {
    let mut count = 0;
    let mut in_word = false;
    for c in text.chars() {
        let letter = c.is_ascii_alphabetic();
        if is_han(c) || c.is_ascii_digit() || (letter && !in_word) {
            count += 1;
        }
        in_word = letter;
    }
    count
}

/// Whose words a draft is made of, in Han characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    /// The drafter's own: outline and facts.
    pub own: u32,
    /// The genre's: bank, template, terms, names, numbers.
    pub genre: u32,
}

impl Shares {
    /// The shares of a draft.
    pub fn of(draft: &Draft) -> Self {
        let mut shares = Self::default();
        for block in &draft.blocks {
            shares.genre += block.number.as_deref().map_or(0, han_count);
            for span in &block.spans {
                let chars = han_count(&span.text);
                match span.origin.kind {
                    OriginKind::Outline => shares.own += chars,
                    _ => shares.genre += chars,
                }
            }
        }
        shares
    }

    /// The drafter's share in percent.
    pub fn own_percent(self) -> u32 {
        (self.own * 100)
            .checked_div(self.own + self.genre)
            .unwrap_or(0)
    }
}
