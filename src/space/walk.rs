use super::column::Column;
use super::measure::factorial;
use super::{Draw, Node, Space, Tally};
use std::collections::BTreeMap;

/// A plan made ready for walking through it many times: every slot written out, with the shelf it takes from.
#[derive(Debug)]
pub(super) struct Walk {
    /// The root.
    pub root: Step,
    /// What the slots take from.
    pub shelves: Vec<Shelf>,
    /// How many columns there are.
    pub columns: usize,
}

/// A part of the plan.
#[derive(Debug)]
pub(super) struct Step {
    pub kind: Kind,
    /// The shelves that are used below this part and nowhere else, and below no single part of it: here they are told
    /// which number they serve.
    pub homes: Vec<usize>,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// So many characters.
    Fixed(u32),
    Seq(Vec<Step>),
    Either(Fork),
    Shuffle {
        column: Column,
        orders: u32,
        items: Vec<Step>,
    },
    Slot(Slot),
}

/// Alternatives; each has some of the cells of a balanced column.
#[derive(Debug)]
pub(super) struct Fork {
    pub at: usize,
    pub column: Column,
    /// Where the cells of each alternative end.
    pub ends: Vec<u32>,
    pub options: Vec<Step>,
}

/// A slot.
#[derive(Debug)]
pub(super) struct Slot {
    pub shelf: usize,
    pub times: u32,
    pub options: Vec<Way>,
}

/// One of the pools that a slot may take from.
#[derive(Debug)]
pub(super) struct Way {
    pub pool: usize,
    pub extra: u32,
    pub opens: Vec<Step>,
}

/// The entries of pools that the same slots take from.
#[derive(Debug)]
pub(super) struct Shelf {
    pub at: usize,
    pub column: Column,
    /// `(pool, entry, its length)`.
    pub entries: Vec<(usize, u32, u32)>,
    /// How many a draft takes, at most.
    pub draws: u32,
    /// How many parts of the plan take from it.
    users: u32,
}

impl Walk {
    /// A space ready for walking; the keys of its columns are drawn from `seed`.
    pub fn new(space: &Space, seed: u64) -> Self {
        let shelf_of = shelves(space);
        let mut maker = Maker {
            space,
            seed,
            columns: 0,
            shelves: Vec::new(),
            shelf_of: &shelf_of,
        };
        maker.shelves(&space.tally_by(&shelf_of));
        let mut root = maker.node(&space.root);
        let mut used = vec![0; maker.shelves.len()];
        maker.homes(&mut root, &mut used);
        Self {
            root,
            shelves: maker.shelves,
            columns: maker.columns,
        }
    }
}

/// For each pool, which shelf it is on: pools that a slot may choose between stand together.
fn shelves(space: &Space) -> Vec<usize> {
    fn join(together: &mut [usize], draw: &Draw) {
        let Some(first) = draw.options.first() else {
            return;
        };
        for option in &draw.options[1..] {
            let (a, b) = (top(together, first.pool), top(together, option.pool));
            together[a.max(b)] = a.min(b);
        }
    }
    fn top(together: &[usize], mut pool: usize) -> usize {
        while together[pool] != pool {
            pool = together[pool];
        }
        pool
    }
    fn walk(together: &mut [usize], node: &Node) {
        match node {
            Node::Piece { .. } => {}
            Node::Seq(items)
            | Node::Either { options: items, .. }
            | Node::Shuffle { items, .. } => {
                for item in items {
                    walk(together, item);
                }
            }
            Node::Draw(draw) => join(together, draw),
        }
    }
    let mut together: Vec<usize> = (0..space.pools.len()).collect();
    walk(&mut together, &space.root);
    for draw in space.pools.iter().flat_map(|p| &p.opens) {
        join(&mut together, draw);
    }
    let mut numbers = vec![usize::MAX; space.pools.len()];
    let mut count = 0;
    let tops: Vec<usize> = (0..space.pools.len()).map(|p| top(&together, p)).collect();
    for top in &tops {
        if numbers[*top] == usize::MAX {
            numbers[*top] = count;
            count += 1;
        }
    }
    tops.into_iter().map(|top| numbers[top]).collect()
}

struct Maker<'s> {
    space: &'s Space,
    seed: u64,
    columns: usize,
    shelves: Vec<Shelf>,
    shelf_of: &'s [usize],
}

impl Maker<'_> {
    fn column(&mut self, at: &str, size: u32) -> (usize, Column) {
        self.columns += 1;
        (self.columns - 1, Column::new(self.seed, at, size))
    }

    fn shelves(&mut self, tally: &Tally) {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        for (shelf, draws) in tally.most.iter().enumerate() {
            let pools = (0..self.space.pools.len()).filter(|p| self.shelf_of[*p] == shelf);
            let entries: Vec<_> = pools
                .clone()
                .flat_map(|pool| {
                    let lengths = self.space.pools[pool].entries.iter();
                    (0u32..)
                        .zip(lengths)
                        .map(move |(entry, chars)| (pool, entry, *chars))
                })
                .collect();
            let name = pools.map(|p| self.space.pools[p].name.as_str()).next();
            let name = name.unwrap_or_default();
            let number = names.entry(name).or_insert(0);
            *number += 1;
            let path = format!("shelf/{name}#{number}");
            let (at, column) = self.column(&path, entries.len() as u32);
            self.shelves.push(Shelf {
                at,
                column,
                entries,
                draws: (*draws).max(1),
                users: 0,
            });
        }
    }

    fn node(&mut self, node: &Node) -> Step {
        let kind = match node {
            Node::Piece { chars, .. } => Kind::Fixed(*chars),
            Node::Seq(items) => {
                // What is fixed decides nothing, so all of it is one.
                let fixed = items.iter().map(|item| match item {
                    Node::Piece { chars, .. } => *chars,
                    _ => 0,
                });
                let fixed = Step::new(Kind::Fixed(fixed.sum()));
                let open = items.iter().filter(|i| !matches!(i, Node::Piece { .. }));
                let open: Vec<Step> = open.map(|item| self.node(item)).collect();
                Kind::Seq(std::iter::once(fixed).chain(open).collect())
            }
            Node::Either { at, options } => {
                let (at, column) = self.column(at, options.len() as u32);
                let options: Vec<Step> = options.iter().map(|o| self.node(o)).collect();
                let ends = (1..=options.len() as u32).collect();
                Kind::Either(Fork {
                    at,
                    column,
                    ends,
                    options,
                })
            }
            Node::Shuffle { at, items } => Kind::Shuffle {
                column: self.column(at, 1).1,
                orders: factorial(items.len()) as u32,
                items: items.iter().map(|item| self.node(item)).collect(),
            },
            Node::Draw(draw) => Kind::Slot(self.slot(draw, 1)),
        };
        Step::new(kind)
    }

    fn slot(&mut self, draw: &Draw, above: u32) -> Slot {
        let times = draw.times * above;
        let first = draw.options.first();
        let from = first.map_or(0, |option| self.shelf_of[option.pool]);
        self.shelves[from].users += 1;
        let options = draw.options.iter().map(|option| {
            let opens = &self.space.pools[option.pool].opens;
            Way {
                pool: option.pool,
                extra: option.extra,
                opens: opens
                    .iter()
                    .map(|inner| Step::new(Kind::Slot(self.slot(inner, times))))
                    .collect(),
            }
        });
        Slot {
            shelf: from,
            times,
            options: options.collect(),
        }
    }

    /// Finds where each shelf is at home; `used` counts its users seen so far.
    fn homes(&self, step: &mut Step, used: &mut [u32]) {
        let before = used.to_vec();
        for below in step.below_mut() {
            self.homes(below, used);
        }
        if let Kind::Slot(slot) = &step.kind {
            used[slot.shelf] += 1;
        }
        // All its users stand below this part; those below hold some of them only, or it would be at home there.
        for (shelf, users) in used.iter_mut().enumerate() {
            if before[shelf] == 0 && *users == self.shelves[shelf].users && *users > 0 {
                step.homes.push(shelf);
                // At home: no part above need look for it.
                *users = u32::MAX;
            }
        }
    }
}

impl Step {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            homes: Vec::new(),
        }
    }

    fn below_mut(&mut self) -> Vec<&mut Self> {
        match &mut self.kind {
            Kind::Fixed(_) => Vec::new(),
            Kind::Seq(items) | Kind::Shuffle { items, .. } => items.iter_mut().collect(),
            Kind::Either(fork) => fork.options.iter_mut().collect(),
            Kind::Slot(slot) => slot.options.iter_mut().flat_map(|w| &mut w.opens).collect(),
        }
    }
}
