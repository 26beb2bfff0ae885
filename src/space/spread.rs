use super::column::Block;
use super::pick::Pick;
use super::tilt::{mean, tilt};
use super::walk::{Fork, Kind, Slot, Step, Walk};
use super::{Aim, Draw, Node, Numbering, Reach, Space, Stream};
use num_bigint::BigUint;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// Drafts that lie apart: draft *i* is a function of *i* (and of seed and band), so that any of them can be had alone, and
/// that any number of them can be made side by side.
///
/// Every choice is a balanced column. A slot told the numbers 0, 1, 2 … gives out all its entries before one comes again;
/// an alternative gives each of its sides its share, and tells the side the number of times it has been taken, so that
/// what stands in it is balanced again. For N drafts that each draw k of a pool of n entries, the mean share of common
/// entries is then (N·k/n − 1)/(N − 1), the least there is. A draft whose length is out of the band shifts its forks and
/// tries again; one that stays out is drawn by [`Aim`].
///
/// Where there are few drafts, they are numbered, and draft *i* is the *i*-th in a shuffled order: no two are the same.
#[derive(Debug)]
pub struct Spread<'s> {
    space: &'s Space,
    band: Option<RangeInclusive<u32>>,
    seed: u64,
    walk: Walk,
    /// All drafts in the band, where they are few.
    few: Option<Vec<Pick>>,
    aim: OnceLock<Aim>,
}

/// The most drafts that are all written down.
const FEW: u64 = 20_000;

/// How often a draft out of the band is tried again.
const TRIES: u64 = 64;

/// Numbers from here on belong to drafts that are tried again. They come one at a time, so no order of a block is made
/// for them: each choice is a number of its own.
const AGAIN: u64 = 1 << 40;

impl<'s> Spread<'s> {
    /// The drafts of `space` whose length lies in `band`, in Han characters.
    ///
    /// # Errors
    /// No draft lies in the band.
    pub fn new(
        space: &'s Space,
        band: Option<RangeInclusive<u32>>,
        seed: u64,
    ) -> Result<Self, Reach> {
        let mut walk = Walk::new(space, seed);
        if let Some(band) = &band {
            // Where the mean lies in the band, a draft out of it need only be tried again.
            let (least, most) = (f64::from(*band.start()), f64::from(*band.end()));
            let margin = (most - least) / 8.0;
            let mean = mean(&walk.root, &walk.shelves, 1.0);
            if !(least..=most).contains(&mean) {
                tilt(&mut walk, mean.clamp(least + margin, most - margin));
            }
        }
        let mut spread = Self {
            space,
            band,
            seed,
            walk,
            few: None,
            aim: OnceLock::new(),
        };
        if upper(space, &space.root) <= FEW as f64 {
            spread.few = Some(spread.all()?);
        }
        Ok(spread)
    }

    /// How many drafts there are at most, where they are few enough to be counted one by one.
    pub fn count(&self) -> Option<u64> {
        self.few.as_ref().map(|few| few.len() as u64)
    }

    /// One that walks through the drafts; each thread has its own.
    pub fn walker(&self) -> Walker<'_> {
        Walker {
            spread: self,
            blocks: vec![Block::default(); self.walk.columns],
            shelves: vec![Open::default(); self.walk.shelves.len()],
            decisions: Vec::new(),
            shift: 0,
        }
    }

    /// All drafts in the band, in a shuffled order.
    fn all(&self) -> Result<Vec<Pick>, Reach> {
        let numbering = Numbering::new(self.space);
        let count = u64::try_from(numbering.count()).unwrap_or(0);
        let mut picks: Vec<Pick> = (0..count)
            .filter_map(|number| numbering.unrank(&BigUint::from(number)))
            .filter(|pick| self.holds(self.space.length(pick)))
            .collect();
        if picks.is_empty() {
            // `Aim` knows what can be reached.
            self.aim().pick(&self.wanted(), 0)?;
        }
        let mut stream = Stream::new(self.seed, "few");
        for at in (1..picks.len()).rev() {
            picks.swap(at, stream.below(at as u64 + 1) as usize);
        }
        Ok(picks)
    }

    /// The band, or all lengths.
    fn wanted(&self) -> RangeInclusive<u32> {
        self.band.clone().unwrap_or(0..=u32::MAX)
    }

    fn holds(&self, length: u32) -> bool {
        self.band.as_ref().is_none_or(|band| band.contains(&length))
    }

    fn aim(&self) -> &Aim {
        self.aim.get_or_init(|| Aim::new(self.space))
    }
}

/// No fewer than there are drafts below a node.
fn upper(space: &Space, node: &Node) -> f64 {
    fn draw(space: &Space, of: &Draw) -> f64 {
        let ways = of.options.iter().map(|option| {
            let pool = &space.pools[option.pool];
            let opened = pool.opens.iter().map(|o| draw(space, o));
            pool.entries.len() as f64 * opened.product::<f64>()
        });
        ways.sum()
    }
    let all = |items: &[Node]| -> f64 { items.iter().map(|i| upper(space, i)).product() };
    match node {
        Node::Piece { .. } => 1.0,
        Node::Seq(items) => all(items),
        Node::Either { options, .. } => options.iter().map(|o| upper(space, o)).sum(),
        Node::Shuffle { items, .. } => all(items) * super::measure::factorial(items.len()) as f64,
        Node::Draw(of) => draw(space, of),
    }
}

/// Walks through the drafts of a [`Spread`]; fastest where the numbers asked for lie side by side.
#[derive(Debug)]
pub struct Walker<'s> {
    spread: &'s Spread<'s>,
    blocks: Vec<Block>,
    shelves: Vec<Open>,
    decisions: Vec<u32>,
    /// How far the forks are shifted: how often this draft has been tried.
    shift: u64,
}

/// What a draft has taken from a shelf.
#[derive(Debug, Clone, Default)]
struct Open {
    /// The number that it serves.
    number: u64,
    taken: Vec<u32>,
}

impl Walker<'_> {
    /// Draft number `index`, and its length in Han characters.
    ///
    /// # Errors
    /// No draft lies in the band.
    pub fn pick(&mut self, index: u64, pick: &mut Pick) -> Result<u32, Reach> {
        if let Some(few) = &self.spread.few {
            let of = usize::try_from(index).unwrap_or(usize::MAX);
            let found = few.get(of).ok_or(Reach::Nothing)?;
            pick.clone_from(found);
            return Ok(self.spread.space.length(pick));
        }
        for shift in 0..TRIES {
            self.shift = shift;
            self.decisions = std::mem::take(&mut pick.0);
            self.decisions.clear();
            let length = self.step(&self.spread.walk.root, index);
            pick.0 = std::mem::take(&mut self.decisions);
            if let Some(length) = length.filter(|length| self.spread.holds(*length)) {
                return Ok(length);
            }
        }
        // A seed of its own for each draft.
        let seed = Stream::new(self.spread.seed, &format!("spread/{index}")).below(u64::MAX);
        *pick = self.spread.aim().pick(&self.spread.wanted(), seed)?;
        Ok(self.spread.space.length(pick))
    }

    /// The length of what a part becomes; none where a pool runs dry.
    fn step(&mut self, step: &Step, number: u64) -> Option<u32> {
        for home in &step.homes {
            let open = &mut self.shelves[*home];
            open.number = number;
            open.taken.clear();
        }
        match &step.kind {
            Kind::Fixed(chars) => Some(*chars),
            Kind::Seq(items) => items
                .iter()
                .try_fold(0, |sum, item| Some(sum + self.step(item, number)?)),
            Kind::Either(fork) => self.fork(fork, number),
            Kind::Shuffle {
                column,
                orders,
                items,
            } => {
                self.decisions.push(column.number(number, *orders));
                items
                    .iter()
                    .try_fold(0, |sum, item| Some(sum + self.step(item, number)?))
            }
            Kind::Slot(slot) => self.take(slot, number),
        }
    }

    fn fork(&mut self, fork: &Fork, number: u64) -> Option<u32> {
        let size = fork.column.size();
        let (cell, inner) = if self.shift > 0 || number >= AGAIN {
            // A draft that is tried again takes other sides, and in them numbers that no other draft has.
            let again = number.wrapping_add(self.shift.wrapping_mul(AGAIN)) | AGAIN;
            (fork.column.number(again, size), again)
        } else {
            let (block, within) = divided(number, size);
            let order = fork.column.block(block, &mut self.blocks[fork.at]);
            (order[within as usize], block)
        };
        let option = fork.ends.partition_point(|end| *end <= cell);
        let from = option.checked_sub(1).map_or(0, |before| fork.ends[before]);
        self.decisions.push(option as u32);
        let inner = if inner >= AGAIN {
            inner
        } else {
            inner * u64::from(fork.ends[option] - from) + u64::from(cell - from)
        };
        self.step(&fork.options[option], inner)
    }

    fn take(&mut self, slot: &Slot, number: u64) -> Option<u32> {
        let from = &self.spread.walk.shelves[slot.shelf];
        let open = &mut self.shelves[slot.shelf];
        let size = from.column.size();
        let mut order = None;
        let mut place = if open.number >= AGAIN {
            let turn = open.number.wrapping_add((open.taken.len() as u64) << 56);
            from.column.number(turn, size)
        } else {
            let (block, lap) = divided(open.number, (size / from.draws).max(1));
            order = Some(from.column.block(block, &mut self.blocks[from.at]));
            lap * from.draws
        };
        for _ in 0..size {
            let entry = order.map_or(place, |order| order[place as usize]);
            let (pool, at, chars) = from.entries[entry as usize];
            let option = slot.options.iter().position(|way| way.pool == pool);
            if let Some(option) = option.filter(|_| !open.taken.contains(&place)) {
                open.taken.push(place);
                self.decisions.extend([option as u32, at]);
                let way = &slot.options[option];
                let own = (chars + way.extra) * slot.times;
                return way
                    .opens
                    .iter()
                    .try_fold(own, |sum, opened| Some(sum + self.step(opened, number)?));
            }
            place = if place + 1 == size { 0 } else { place + 1 };
        }
        None
    }
}

/// Quotient and remainder; small numbers, which nearly all are, divide faster.
fn divided(number: u64, by: u32) -> (u64, u32) {
    match u32::try_from(number) {
        Ok(small) => (u64::from(small / by), small % by),
        Err(_) => (number / u64::from(by), (number % u64::from(by)) as u32),
    }
}
