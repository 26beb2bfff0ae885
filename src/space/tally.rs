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
        let mut tally = Tally::nothing(groups.iter().max().map_or(0, |last| last + 1));
        Counter {
            space: self,
            groups,
        }
        .node(node, &mut tally);
        tally
    }
}

struct Counter<'a> {
    space: &'a Space,
    groups: &'a [usize],
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
                tally.either(options, |option, side| self.node(option, side));
            }
            Node::Draw(draw) => self.draw(draw, tally),
        }
    }

    fn draw(&self, draw: &Draw, tally: &mut Tally) {
        tally.either(&draw.options, |option, side| self.option(option, side));
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

impl Tally {
    fn nothing(groups: usize) -> Self {
        Self {
            least: vec![0; groups],
            most: vec![0; groups],
        }
    }

    /// Adds one of several ways.
    fn either<T>(&mut self, ways: &[T], mut count: impl FnMut(&T, &mut Self)) {
        if let [only] = ways {
            count(only, self);
            return;
        }
        let sides = ways.iter().map(|way| {
            let mut side = Self::nothing(self.most.len());
            count(way, &mut side);
            side
        });
        if let Some(either) = sides.reduce(Self::or) {
            for (mine, theirs) in [
                (&mut self.least, &either.least),
                (&mut self.most, &either.most),
            ] {
                for (a, b) in mine.iter_mut().zip(theirs) {
                    *a += b;
                }
            }
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
