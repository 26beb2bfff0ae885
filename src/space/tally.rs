use super::{Draw, Node, Option_, Space};

/// How often a plan draws from each pool, or each group of pools: at least, and at most, over all alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// At least.
    pub least: Vec<u32>,
    /// At most.
    pub most: Vec<u32>,
}

impl Space {
    /// How often each pool is drawn from.
    pub fn tally(&self) -> Tally {
        self.tally_of(&self.root)
    }

    /// How often a part of the plan draws from each pool.
    pub fn tally_of(&self, node: &Node) -> Tally {
        let each: Vec<usize> = (0..self.pools.len()).collect();
        self.count(node, &each)
    }

    /// How often each group of pools is drawn from; `groups` says for each pool which group it belongs to, from 0.
    pub fn tally_by(&self, groups: &[usize]) -> Tally {
        self.count(&self.root, groups)
    }

    fn count(&self, node: &Node, groups: &[usize]) -> Tally {
        let mut held = vec![0; groups.iter().max().map_or(0, |last| last + 1)];
        for (pool, group) in groups.iter().enumerate() {
            held[*group] += self.pools[pool].entries.len() as u32;
        }
        let mut tally = Tally::nothing(held.len());
        Counter {
            space: self,
            groups,
            held: &held,
        }
        .node(node, &mut tally);
        tally
    }
}

struct Counter<'a> {
    space: &'a Space,
    groups: &'a [usize],
    /// The entries of each group.
    held: &'a [u32],
}

impl Counter<'_> {
    fn node(&self, node: &Node, tally: &mut Tally) {
        match node {
            Node::Piece { .. } => {}
            Node::Seq(items) | Node::Shuffle { items, .. } => {
                for item in items {
                    self.node(item, tally);
                }
            }
            Node::Either { options, .. } => {
                self.either(options, tally, |option, side| self.node(option, side));
            }
            Node::Draw(draw) => self.draw(draw, tally),
        }
    }

    fn draw(&self, draw: &Draw, tally: &mut Tally) {
        self.either(&draw.options, tally, |option, side| {
            self.option(option, side);
        });
    }

    fn option(&self, option: &Option_, tally: &mut Tally) {
        let group = self.groups[option.pool];
        tally.least[group] += 1;
        tally.most[group] += 1;
        for opened in &self.space.pools[option.pool].opens {
            self.draw(opened, tally);
        }
    }
}

impl Counter<'_> {
    /// Adds one of several ways. A way that draws more than there is cannot be taken; where none can, the first shows why.
    fn either<T>(&self, ways: &[T], tally: &mut Tally, mut count: impl FnMut(&T, &mut Tally)) {
        if let [only] = ways {
            count(only, tally);
            return;
        }
        let sides = ways.iter().map(|way| {
            let mut side = Tally::nothing(self.held.len());
            count(way, &mut side);
            side
        });
        let (open, shut): (Vec<Tally>, Vec<Tally>) =
            sides.partition(|side| side.least.iter().zip(self.held).all(|(k, n)| k <= n));
        let all = open.into_iter().reduce(Tally::or);
        if let Some(way) = all.or_else(|| shut.into_iter().next()) {
            for (mine, theirs) in [(&mut tally.least, way.least), (&mut tally.most, way.most)] {
                for (a, b) in mine.iter_mut().zip(theirs) {
                    *a += b;
                }
            }
        }
    }
}

impl Tally {
    fn nothing(groups: usize) -> Self {
        Self {
            least: vec![0; groups],
            most: vec![0; groups],
        }
    }

    fn or(mut self, other: Self) -> Self {
        for (a, b) in self.least.iter_mut().zip(other.least) {
            *a = (*a).min(b);
        }
        for (a, b) in self.most.iter_mut().zip(other.most) {
            *a = (*a).max(b);
        }
        self
    }
}
