use super::measure::factorial;
use super::{Draw, Node, Space};

/// One draft: the decisions in the order of the plan. An alternative is one number, a free order one (which of the
/// orders), a slot two (which of its pools, which entry), followed by those of the slots it opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pick(pub Vec<u32>);

/// What a draft consists of, in the order it is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'s> {
    /// A fixed piece.
    Piece(u32),
    /// An entry; those in the slots it opens stand behind it.
    Entry(Entry<'s>),
}

/// An entry drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'s> {
    /// The slot.
    pub draw: &'s Draw,
    /// Which of the slot's pools.
    pub option: usize,
    /// The pool.
    pub pool: usize,
    /// Which of its entries.
    pub entry: usize,
    /// How many of the leaves behind it fill the slots it opens, in the order of [`super::Pool::opens`].
    pub below: usize,
}

impl Leaf<'_> {
    /// How many leaves it is, with those that fill its slots.
    pub fn extent(&self) -> usize {
        match self {
            Self::Piece(_) => 1,
            Self::Entry(entry) => entry.below + 1,
        }
    }
}

impl Space {
    /// The leaves of a draft in reading order; `None` where the pick is not one of this space.
    pub fn read(&self, pick: &Pick) -> Option<Vec<Leaf<'_>>> {
        let mut leaves = Vec::new();
        self.read_into(pick, &mut leaves).then_some(leaves)
    }

    /// Writes the leaves of a draft behind those that are there; false where the pick is not one of this space.
    pub fn read_into<'s>(&'s self, pick: &Pick, leaves: &mut Vec<Leaf<'s>>) -> bool {
        let mut decisions = pick.0.iter().copied();
        self.read_node(&self.root, &mut decisions, leaves).is_some() && decisions.next().is_none()
    }

    /// The length of a draft in Han characters; 0 where the pick is not one of this space.
    pub fn length(&self, pick: &Pick) -> u32 {
        let mut decisions = pick.0.iter().copied();
        self.length_of(&self.root, &mut decisions).unwrap_or(0)
    }

    fn length_of(&self, node: &Node, decisions: &mut impl Iterator<Item = u32>) -> Option<u32> {
        match node {
            Node::Piece { chars, .. } => Some(*chars),
            Node::Seq(items) => self.length_of_all(items, decisions),
            Node::Either { options, .. } => {
                self.length_of(options.get(decisions.next()? as usize)?, decisions)
            }
            Node::Shuffle { items, .. } => {
                decisions.next()?;
                self.length_of_all(items, decisions)
            }
            Node::Draw(draw) => self.length_of_draw(draw, 1, decisions),
        }
    }

    fn length_of_all(
        &self,
        items: &[Node],
        decisions: &mut impl Iterator<Item = u32>,
    ) -> Option<u32> {
        items
            .iter()
            .try_fold(0, |sum, item| Some(sum + self.length_of(item, decisions)?))
    }

    fn length_of_draw(
        &self,
        draw: &Draw,
        above: u32,
        decisions: &mut impl Iterator<Item = u32>,
    ) -> Option<u32> {
        let times = draw.times * above;
        let option = draw.options.get(decisions.next()? as usize)?;
        let pool = &self.pools[option.pool];
        let own = pool.entries.get(decisions.next()? as usize)? + option.extra;
        pool.opens.iter().try_fold(own * times, |sum, opened| {
            Some(sum + self.length_of_draw(opened, times, decisions)?)
        })
    }

    fn read_node<'s>(
        &'s self,
        node: &'s Node,
        decisions: &mut impl Iterator<Item = u32>,
        leaves: &mut Vec<Leaf<'s>>,
    ) -> Option<()> {
        match node {
            Node::Piece { id, .. } => leaves.push(Leaf::Piece(*id)),
            Node::Seq(items) => {
                for item in items {
                    self.read_node(item, decisions, leaves)?;
                }
            }
            Node::Either { options, .. } => {
                let option = options.get(decisions.next()? as usize)?;
                self.read_node(option, decisions, leaves)?;
            }
            Node::Shuffle { items, .. } => {
                let order = order(items.len(), decisions.next()?)?;
                let from = leaves.len();
                let mut ends = vec![from];
                for item in items {
                    self.read_node(item, decisions, leaves)?;
                    ends.push(leaves.len());
                }
                let read = leaves.split_off(from);
                for place in order {
                    leaves.extend_from_slice(&read[ends[place] - from..ends[place + 1] - from]);
                }
            }
            Node::Draw(draw) => self.read_draw(draw, decisions, leaves)?,
        }
        Some(())
    }

    /// Writes the leaves of one draw behind those that are there; none where the decisions are not of this space.
    pub fn read_draw<'s>(
        &'s self,
        draw: &'s Draw,
        decisions: &mut impl Iterator<Item = u32>,
        leaves: &mut Vec<Leaf<'s>>,
    ) -> Option<()> {
        let option = decisions.next()? as usize;
        let pool = draw.options.get(option)?.pool;
        let entry = decisions.next()? as usize;
        if entry >= self.pools[pool].entries.len() {
            return None;
        }
        let at = leaves.len();
        leaves.push(Leaf::Piece(0));
        for slot in &self.pools[pool].opens {
            self.read_draw(slot, decisions, leaves)?;
        }
        leaves[at] = Leaf::Entry(Entry {
            draw,
            option,
            pool,
            entry,
            below: leaves.len() - at - 1,
        });
        Some(())
    }
}

/// The order numbered `number` of `items` things: which of them stands first, second …
pub(super) fn order(items: usize, number: u32) -> Option<Vec<usize>> {
    let mut number = u64::from(number);
    if number >= factorial(items) {
        return None;
    }
    let mut left: Vec<usize> = (0..items).collect();
    Some(
        (0..items)
            .map(|place| {
                let unit = factorial(items - place - 1);
                let at = (number / unit) as usize;
                number %= unit;
                left.remove(at)
            })
            .collect(),
    )
}
