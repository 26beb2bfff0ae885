use super::measure::factorial;
use super::table::Key;
use super::tables::{Tables, merge, part};
use super::tree::{Shape, Tree};
use super::{Pick, Space, Stream};
use num_bigint::BigUint;
use std::collections::BTreeMap;

/// The numbers of the drafts of a space: 0 to [`Numbering::count`] − 1, one each.
#[derive(Debug)]
pub struct Numbering<'s> {
    space: &'s Space,
    tables: Tables<BigUint>,
}

/// What a pick decides, by node of the tree and by pool.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// Which alternative or order, by node.
    pub at: BTreeMap<usize, u32>,
    /// The entries drawn from each pool, in the order of the plan; each with the times it is printed.
    pub drawn: Vec<Vec<(u32, u32)>>,
}

impl<'s> Numbering<'s> {
    /// Numbers the drafts of `space`.
    pub fn new(space: &'s Space) -> Self {
        Self {
            space,
            tables: Tables::new(space),
        }
    }

    /// How many drafts there are.
    pub fn count(&self) -> BigUint {
        self.tables.whole().cloned().unwrap_or_default()
    }

    /// The draft of a number; `None` where the number is too large.
    pub fn unrank(&self, number: &BigUint) -> Option<Pick> {
        if *number >= self.count() {
            return None;
        }
        let mut decided = Decided {
            drawn: vec![Vec::new(); self.space.pools.len()],
            ..Decided::default()
        };
        self.descend(
            self.tables.tree.root(),
            &Key::new(),
            number.clone(),
            &mut decided,
        );
        Some(decided.into_pick(&self.tables.tree))
    }

    /// The number of a draft; `None` where the pick is not one of this space.
    pub fn rank(&self, pick: &Pick) -> Option<BigUint> {
        let decided = Decided::of(self.space, pick, &self.tables.tree)?;
        self.climb(self.tables.tree.root(), &decided)
            .map(|(_, number)| number)
    }

    /// A draft of the whole space, each equally likely; `None` where there is none.
    pub fn random(&self, stream: &mut Stream) -> Option<Pick> {
        let count = self.count();
        if count == BigUint::ZERO {
            return None;
        }
        let bits = count.bits();
        loop {
            let digits: Vec<u32> = (0..bits.div_ceil(32))
                .map(|_| stream.below(1 << 32) as u32)
                .collect();
            let spare = bits.div_ceil(32) * 32 - bits;
            let number = BigUint::new(digits) >> spare;
            if let Some(pick) = self.unrank(&number) {
                return Some(pick);
            }
        }
    }

    fn descend(&self, node: usize, key: &Key, number: BigUint, decided: &mut Decided) {
        let stages = self.tables.stages(node);
        let homes = &self.tables.tree.homes[node];
        let (mut key, mut number) = (key.clone(), number);
        for (home, stage) in homes.iter().zip(stages).rev() {
            for (wider, measure) in stage.iter() {
                let (rest, counts) = part(wider, *home);
                if rest != key {
                    continue;
                }
                let draws = self.tables.drawn(*home, &counts);
                let all = measure * draws;
                if number < all {
                    let (inner, order) = (&number / draws, &number % draws);
                    decided.drawn[*home] = self.entries(*home, &counts, order);
                    number = inner;
                    key.clone_from(wider);
                    break;
                }
                number -= all;
            }
        }
        match &self.tables.tree.nodes[node] {
            Shape::Leaf(_) | Shape::Take { .. } => {}
            Shape::Pair(left, right) => {
                for (a, of_left) in self.tables.table(*left).iter() {
                    for (b, of_right) in self.tables.table(*right).iter() {
                        if merge(a, b) != key {
                            continue;
                        }
                        let all = of_left * of_right;
                        if number < all {
                            self.descend(*left, a, &number / of_right, decided);
                            self.descend(*right, b, &number % of_right, decided);
                            return;
                        }
                        number -= all;
                    }
                }
            }
            Shape::Alt(options) => {
                for (at, option) in options.iter().enumerate() {
                    let Some(all) = self.tables.table(*option).get(&key) else {
                        continue;
                    };
                    if number < *all {
                        decided.at.insert(node, at as u32);
                        self.descend(*option, &key, number, decided);
                        return;
                    }
                    number -= all;
                }
            }
            Shape::Free { inner, items } => {
                let orders = BigUint::from(factorial(*items));
                let order = u32::try_from(&number % &orders).unwrap_or(0);
                decided.at.insert(node, order);
                self.descend(*inner, &key, number / orders, decided);
            }
        }
    }

    /// The ordered draws numbered `number`: at each draw, which of the entries left.
    fn entries(&self, pool: usize, counts: &[(u32, u32)], mut number: BigUint) -> Vec<(u32, u32)> {
        let mut left: Vec<u32> = (0..self.space.pools[pool].entries.len() as u32).collect();
        let mut drawn = Vec::new();
        for (times, draws) in counts {
            for _ in 0..*draws {
                let at = usize::try_from(&number % left.len()).unwrap_or(0);
                number /= left.len();
                drawn.push((left.remove(at), *times));
            }
        }
        drawn
    }

    /// The inverse of [`Numbering::entries`].
    fn number_of(
        &self,
        pool: usize,
        drawn: &[(u32, u32)],
        counts: &[(u32, u32)],
    ) -> Option<BigUint> {
        let mut left: Vec<u32> = (0..self.space.pools[pool].entries.len() as u32).collect();
        let (mut number, mut unit) = (BigUint::ZERO, BigUint::from(1u32));
        for (times, _) in counts {
            for (entry, _) in drawn.iter().filter(|d| d.1 == *times) {
                let at = left.iter().position(|l| l == entry)?;
                number += &unit * at;
                unit *= left.len();
                left.remove(at);
            }
        }
        Some(number)
    }

    fn climb(&self, node: usize, decided: &Decided) -> Option<(Key, BigUint)> {
        let (mut key, mut number) = match &self.tables.tree.nodes[node] {
            Shape::Leaf(_) => (Key::new(), BigUint::ZERO),
            Shape::Take { pool, times } => (vec![(*pool, *times, 1)], BigUint::ZERO),
            Shape::Pair(left, right) => {
                let (a, of_left) = self.climb(*left, decided)?;
                let (b, of_right) = self.climb(*right, decided)?;
                let key = merge(&a, &b);
                let mut number = of_left * self.tables.table(*right).get(&b)? + of_right;
                'before: for (x, left) in self.tables.table(*left).iter() {
                    for (y, right) in self.tables.table(*right).iter() {
                        if (x, y) == (&a, &b) {
                            break 'before;
                        }
                        if merge(x, y) == key {
                            number += left * right;
                        }
                    }
                }
                (key, number)
            }
            Shape::Alt(options) => {
                let at = *decided.at.get(&node)? as usize;
                let (key, mut number) = self.climb(*options.get(at)?, decided)?;
                for option in &options[..at] {
                    if let Some(all) = self.tables.table(*option).get(&key) {
                        number += all;
                    }
                }
                (key, number)
            }
            Shape::Free { inner, items } => {
                let (key, number) = self.climb(*inner, decided)?;
                (key, number * factorial(*items) + *decided.at.get(&node)?)
            }
        };
        for (home, stage) in self.tables.tree.homes[node]
            .iter()
            .zip(self.tables.stages(node))
        {
            let (rest, counts) = part(&key, *home);
            let order = self.number_of(*home, &decided.drawn[*home], &counts)?;
            number = number * self.tables.drawn(*home, &counts) + order;
            for (wider, measure) in stage.iter() {
                if *wider == key {
                    break;
                }
                let (other, counts) = part(wider, *home);
                if other == rest {
                    number += measure * self.tables.drawn(*home, &counts);
                }
            }
            key = rest;
        }
        Some((key, number))
    }
}

impl Decided {
    /// The pick in which the nodes and pools are decided so.
    pub fn into_pick(mut self, tree: &Tree) -> Pick {
        for drawn in &mut self.drawn {
            drawn.reverse();
        }
        let mut decisions = Vec::new();
        self.write(tree, tree.root(), &mut decisions);
        Pick(decisions)
    }

    fn write(&mut self, tree: &Tree, node: usize, decisions: &mut Vec<u32>) {
        match &tree.nodes[node] {
            Shape::Leaf(_) => {}
            Shape::Take { pool, times } => {
                let drawn = &mut self.drawn[*pool];
                if let Some(at) = drawn.iter().rposition(|d| d.1 == *times) {
                    decisions.push(drawn.remove(at).0);
                }
            }
            Shape::Pair(left, right) => {
                self.write(tree, *left, decisions);
                self.write(tree, *right, decisions);
            }
            Shape::Alt(options) => {
                let at = self.at.get(&node).copied().unwrap_or(0);
                decisions.push(at);
                self.write(tree, options[at as usize], decisions);
            }
            Shape::Free { inner, .. } => {
                decisions.push(self.at.get(&node).copied().unwrap_or(0));
                self.write(tree, *inner, decisions);
            }
        }
    }

    /// What a pick decides; `None` where it is not one of the space, or uses an entry twice.
    fn of(space: &Space, pick: &Pick, tree: &Tree) -> Option<Self> {
        let mut decided = Self {
            drawn: vec![Vec::new(); space.pools.len()],
            ..Self::default()
        };
        let mut decisions = pick.0.iter().copied();
        decided.read(space, tree, tree.root(), &mut decisions)?;
        decisions.next().is_none().then_some(decided)
    }

    fn read(
        &mut self,
        space: &Space,
        tree: &Tree,
        node: usize,
        decisions: &mut impl Iterator<Item = u32>,
    ) -> Option<()> {
        match &tree.nodes[node] {
            Shape::Leaf(_) => {}
            Shape::Take { pool, times } => {
                let entry = decisions.next()?;
                let drawn = &mut self.drawn[*pool];
                if entry as usize >= space.pools[*pool].entries.len()
                    || drawn.iter().any(|d| d.0 == entry)
                {
                    return None;
                }
                drawn.push((entry, *times));
            }
            Shape::Pair(left, right) => {
                self.read(space, tree, *left, decisions)?;
                self.read(space, tree, *right, decisions)?;
            }
            Shape::Alt(options) => {
                let at = decisions.next()?;
                self.at.insert(node, at);
                self.read(space, tree, *options.get(at as usize)?, decisions)?;
            }
            Shape::Free { inner, items } => {
                let order = decisions.next()?;
                if u64::from(order) >= factorial(*items) {
                    return None;
                }
                self.at.insert(node, order);
                self.read(space, tree, *inner, decisions)?;
            }
        }
        Some(())
    }
}
