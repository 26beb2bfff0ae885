use super::measure::factorial;
use super::table::{Key, Table};
use super::tree::{Shape, Tree};
use super::{Measure, Pool, Space};
use std::collections::BTreeMap;

/// The measure of every part of a space.
#[derive(Debug)]
pub(super) struct Tables<M> {
    /// The tree.
    pub tree: Tree,
    /// For each node: its table before its homes are settled, then after each of them. The last is the node's own.
    stages: Vec<Vec<Table<M>>>,
    /// The draws of each pool at home.
    draws: BTreeMap<(usize, Vec<(u32, u32)>), M>,
}

impl<M: Measure> Tables<M> {
    /// The tables of a space.
    pub fn new(space: &Space) -> Self {
        let tree = Tree::new(space);
        let mut tables = Self {
            stages: Vec::with_capacity(tree.nodes.len()),
            draws: BTreeMap::new(),
            tree,
        };
        for node in 0..tables.tree.nodes.len() {
            let mut stages = vec![tables.raw(node)];
            for home in tables.tree.homes[node].clone() {
                let settled = tables.settle(&stages[stages.len() - 1], home, &space.pools[home]);
                stages.push(settled);
            }
            tables.stages.push(stages);
        }
        tables
    }

    /// The table of a node, its homes settled.
    pub fn table(&self, node: usize) -> &Table<M> {
        &self.stages[node][self.stages[node].len() - 1]
    }

    /// The tables of a node before each of its homes is settled, and at last after all of them.
    pub fn stages(&self, node: usize) -> &[Table<M>] {
        &self.stages[node]
    }

    /// The measure of all drafts; none where there is no draft.
    pub fn whole(&self) -> Option<&M> {
        self.table(self.tree.root()).get(&Key::new())
    }

    /// The measure of the draws of a pool at home.
    pub fn drawn(&self, pool: usize, counts: &[(u32, u32)]) -> &M {
        &self.draws[&(pool, counts.to_vec())]
    }

    fn raw(&self, node: usize) -> Table<M> {
        match &self.tree.nodes[node] {
            Shape::Leaf(chars) => Table::of(Key::new(), M::part(*chars)),
            Shape::Take { pool, times } => Table::of(vec![(*pool, *times, 1)], M::part(0)),
            Shape::Pair(left, right) => {
                let mut table = Table::new();
                for (a, left) in self.table(*left).iter() {
                    for (b, right) in self.table(*right).iter() {
                        table.add(merge(a, b), left.times(right));
                    }
                }
                table
            }
            Shape::Alt(options) => {
                let mut table = Table::new();
                for option in options {
                    for (key, measure) in self.table(*option).iter() {
                        table.add(key.clone(), measure.clone());
                    }
                }
                table
            }
            Shape::Free { inner, items } => {
                let mut table = self.table(*inner).clone();
                for measure in table.measures_mut() {
                    measure.ways(factorial(*items));
                }
                table
            }
        }
    }

    fn settle(&mut self, table: &Table<M>, pool: usize, entries: &Pool) -> Table<M> {
        let mut settled = Table::new();
        for (key, measure) in table.iter() {
            let (rest, counts) = part(key, pool);
            if counts.is_empty() {
                settled.add(rest, measure.clone());
                self.draws
                    .entry((pool, counts))
                    .or_insert_with(|| M::part(0));
                continue;
            }
            let drawn = self
                .draws
                .entry((pool, counts.clone()))
                .or_insert_with(|| M::draws(&entries.entries, &counts));
            settled.add(rest, measure.times(drawn));
        }
        settled
    }
}

/// The draws of two parts together.
pub(super) fn merge(a: &Key, b: &Key) -> Key {
    let mut key = [&a[..], &b[..]].concat();
    key.sort_unstable();
    key.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    key
}

/// A key without one pool, and that pool's draws: `(times printed, draws)`.
pub(super) fn part(key: &Key, pool: usize) -> (Key, Vec<(u32, u32)>) {
    let rest = key.iter().filter(|k| k.0 != pool).copied().collect();
    let counts = key
        .iter()
        .filter(|k| k.0 == pool)
        .map(|k| (k.1, k.2))
        .collect();
    (rest, counts)
}
