use super::measure::factorial;
use super::{Draw, Node, Space};

/// One draft: the decisions in the order of the plan. An alternative is one number, a free order one (which of the
/// orders), a slot two (which of its pools, which entry), followed by those of the slots it opens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pick(pub Vec<u32>);

/// What a draft consists of, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf<'s> {
    /// A fixed piece.
    Piece(u32),
    /// An entry, and those in the slots it opens.
    Entry(Entry<'s>),
}

/// An entry drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'s> {
    /// The slot.
    pub draw: &'s Draw,
    /// Which of the slot's pools.
    pub option: usize,
    /// The pool.
    pub pool: usize,
    /// Which of its entries.
    pub entry: usize,
    /// What fills the slots it opens, in the order of [`super::Pool::opens`].
    pub opened: Vec<Entry<'s>>,
}

impl Space {
    /// The leaves of a draft in reading order; `None` where the pick is not one of this space.
    pub fn read(&self, pick: &Pick) -> Option<Vec<Leaf<'_>>> {
        let mut decisions = pick.0.iter().copied();
        let mut leaves = Vec::new();
        self.read_node(&self.root, &mut decisions, &mut leaves)?;
        decisions.next().is_none().then_some(leaves)
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
                let mut read = Vec::with_capacity(items.len());
                for item in items {
                    let mut part = Vec::new();
                    self.read_node(item, decisions, &mut part)?;
                    read.push(part);
                }
                for place in order {
                    leaves.append(&mut read[place]);
                }
            }
            Node::Draw(draw) => leaves.push(Leaf::Entry(self.read_draw(draw, decisions)?)),
        }
        Some(())
    }

    fn read_draw<'s>(
        &'s self,
        draw: &'s Draw,
        decisions: &mut impl Iterator<Item = u32>,
    ) -> Option<Entry<'s>> {
        let option = decisions.next()? as usize;
        let pool = draw.options.get(option)?.pool;
        let entry = decisions.next()? as usize;
        if entry >= self.pools[pool].entries.len() {
            return None;
        }
        let mut opened = Vec::with_capacity(self.pools[pool].opens.len());
        for slot in &self.pools[pool].opens {
            opened.push(self.read_draw(slot, decisions)?);
        }
        Some(Entry {
            draw,
            option,
            pool,
            entry,
            opened,
        })
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
