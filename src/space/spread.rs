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
            let margin = (most - least) / 4.0;
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
            open: Vec::new(),
            lanes: Vec::new(),
            spare: Vec::new(),
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

/// Walks through the drafts of a [`Spread`], several side by side: each part of the plan is looked at once for all of them.
#[derive(Debug)]
pub struct Walker<'s> {
    spread: &'s Spread<'s>,
    blocks: Vec<Block>,
    /// What each draft has taken from each shelf: by shelf, then by draft.
    open: Vec<Open>,
    lanes: Vec<Lane>,
    /// Lists that are not in use.
    spare: Vec<Vec<(u32, At)>>,
    /// How often these drafts have been tried before.
    shift: u64,
}

/// A draft being picked.
#[derive(Debug, Clone, Default)]
struct Lane {
    index: u64,
    decisions: Vec<u32>,
    length: u32,
    /// Whether a pool ran dry.
    is_dry: bool,
}

/// A draft at a part of the plan, with the number that the part is told.
#[derive(Debug, Clone, Copy)]
struct At {
    lane: u32,
    number: u64,
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
        let lengths = self.pick_all(&[index], std::slice::from_mut(pick))?;
        Ok(lengths[0])
    }

    /// The drafts of these numbers, as many as there are picks, and their lengths in Han characters; fastest for some
    /// dozens of numbers side by side.
    ///
    /// # Errors
    /// No draft lies in the band.
    pub fn pick_all(&mut self, indices: &[u64], picks: &mut [Pick]) -> Result<Vec<u32>, Reach> {
        let spread = self.spread;
        if let Some(few) = &spread.few {
            for (index, pick) in indices.iter().zip(&mut *picks) {
                let at = usize::try_from(*index).unwrap_or(usize::MAX);
                pick.clone_from(few.get(at).ok_or(Reach::Nothing)?);
            }
            return Ok(picks.iter().map(|p| spread.space.length(p)).collect());
        }
        self.ready(indices);
        let mut left: Vec<At> = (0u32..)
            .zip(indices)
            .map(|(lane, number)| At {
                lane,
                number: *number,
            })
            .collect();
        for shift in 0..TRIES {
            self.shift = shift;
            for at in &left {
                self.lanes[at.lane as usize].clear();
            }
            self.step(&spread.walk.root, &left);
            left.retain(|at| {
                let lane = &self.lanes[at.lane as usize];
                lane.is_dry || !spread.holds(lane.length)
            });
            if left.is_empty() {
                break;
            }
        }
        for at in &left {
            let lane = &mut self.lanes[at.lane as usize];
            // A seed of its own for each draft.
            let seed = Stream::new(spread.seed, &format!("spread/{}", lane.index)).below(u64::MAX);
            let pick = spread.aim().pick(&spread.wanted(), seed)?;
            lane.length = spread.space.length(&pick);
            lane.decisions = pick.0;
        }
        for (lane, pick) in self.lanes.iter_mut().zip(&mut *picks) {
            std::mem::swap(&mut lane.decisions, &mut pick.0);
        }
        let lanes = self.lanes.iter().take(indices.len());
        Ok(lanes.map(|lane| lane.length).collect())
    }

    /// Makes room for so many drafts.
    fn ready(&mut self, indices: &[u64]) {
        if self.lanes.len() != indices.len() {
            self.lanes.resize(indices.len(), Lane::default());
            let shelves = self.spread.walk.shelves.len();
            self.open.clear();
            self.open.resize(shelves * indices.len(), Open::default());
        }
        for (lane, index) in self.lanes.iter_mut().zip(indices) {
            lane.index = *index;
        }
    }

    fn step(&mut self, step: &Step, drafts: &[At]) {
        let lanes = self.lanes.len();
        for home in &step.homes {
            for at in drafts {
                let open = &mut self.open[home * lanes + at.lane as usize];
                open.number = at.number;
                open.taken.clear();
            }
        }
        match &step.kind {
            Kind::Fixed(chars) => {
                for at in drafts {
                    self.lanes[at.lane as usize].length += chars;
                }
            }
            Kind::Seq(items) => {
                for item in items {
                    self.step(item, drafts);
                }
            }
            Kind::Either(fork) => self.fork(fork, drafts),
            Kind::Shuffle {
                column,
                orders,
                items,
            } => {
                for at in drafts {
                    let order = column.number(at.number, *orders);
                    self.lanes[at.lane as usize].decisions.push(order);
                }
                for item in items {
                    self.step(item, drafts);
                }
            }
            Kind::Slot(slot) => {
                for at in drafts {
                    self.take(slot, *at);
                }
            }
        }
    }

    fn fork(&mut self, fork: &Fork, drafts: &[At]) {
        let mut chosen = self.spare.pop().unwrap_or_default();
        chosen.clear();
        for at in drafts {
            let (option, number) = self.side(fork, at.number);
            self.lanes[at.lane as usize].decisions.push(option);
            chosen.push((option, At { number, ..*at }));
        }
        chosen.sort_unstable_by_key(|(option, at)| (*option, at.lane));
        let mut side: Vec<At> = Vec::with_capacity(chosen.len());
        for run in chosen.chunk_by(|a, b| a.0 == b.0) {
            side.clear();
            side.extend(run.iter().map(|(_, at)| *at));
            self.step(&fork.options[run[0].0 as usize], &side);
        }
        self.spare.push(chosen);
    }

    /// Which side of a fork a draft takes that is told this number, and the number that the side is told.
    fn side(&mut self, fork: &Fork, number: u64) -> (u32, u64) {
        let size = fork.column.size();
        let (cell, block) = if self.shift > 0 || number >= AGAIN {
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
        let inner = if block >= AGAIN {
            block
        } else {
            block * u64::from(fork.ends[option] - from) + u64::from(cell - from)
        };
        (option as u32, inner)
    }

    fn take(&mut self, slot: &Slot, at: At) {
        let spread = self.spread;
        let from = &spread.walk.shelves[slot.shelf];
        let open = &mut self.open[slot.shelf * self.lanes.len() + at.lane as usize];
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
        let lane = &mut self.lanes[at.lane as usize];
        for _ in 0..size {
            let entry = order.map_or(place, |order| order[place as usize]);
            let (pool, entry, chars) = from.entries[entry as usize];
            let option = slot.options.iter().position(|way| way.pool == pool);
            if let Some(option) = option.filter(|_| !open.taken.contains(&place)) {
                open.taken.push(place);
                lane.decisions.extend([option as u32, entry]);
                let way = &slot.options[option];
                lane.length += (chars + way.extra) * slot.times;
                for opened in &way.opens {
                    self.step(opened, &[at]);
                }
                return;
            }
            place = if place + 1 == size { 0 } else { place + 1 };
        }
        lane.is_dry = true;
    }
}

impl Lane {
    fn clear(&mut self) {
        self.decisions.clear();
        self.length = 0;
        self.is_dry = false;
    }
}

/// Quotient and remainder; small numbers, which nearly all are, divide faster.
fn divided(number: u64, by: u32) -> (u64, u32) {
    match u32::try_from(number) {
        Ok(small) => (u64::from(small / by), small % by),
        Err(_) => (number / u64::from(by), (number % u64::from(by)) as u32),
    }
}
