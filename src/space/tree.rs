use super::{Draw, Node, Space};

/// The plan as a tree of pairs, ready for folding: every sequence halved, every opened slot written out.
#[derive(Debug)]
pub(super) struct Tree {
    /// The nodes, each behind those below it; the last is the root.
    pub nodes: Vec<Shape>,
    /// For each node, the pools that are settled there.
    pub homes: Vec<Vec<usize>>,
}

/// One node of the tree.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// So many characters.
    Leaf(u32),
    /// One draw of a pool, printed so many times.
    Take {
        /// The pool.
        pool: usize,
        /// How many times it is printed.
        times: u32,
    },
    /// This, then that.
    Pair(usize, usize),
    /// One of these.
    Alt(Vec<usize>),
    /// The items below, so many, in any order.
    Free {
        /// The node that holds them all.
        inner: usize,
        /// How many there are.
        items: usize,
    },
}

impl Tree {
    /// The tree of a space.
    pub fn new(space: &Space) -> Self {
        let mut tree = Self {
            nodes: Vec::new(),
            homes: Vec::new(),
        };
        tree.node(space, &space.root);
        tree.find_homes(space.pools.len());
        tree
    }

    /// The root.
    pub fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    fn push(&mut self, shape: Shape) -> usize {
        self.nodes.push(shape);
        self.nodes.len() - 1
    }

    fn node(&mut self, space: &Space, node: &Node) -> usize {
        match node {
            Node::Piece { chars, .. } => self.push(Shape::Leaf(*chars)),
            Node::Seq(items) => {
                // What is fixed decides nothing, so all of it is one leaf.
                let mut fixed = 0;
                let mut parts = Vec::new();
                for item in items {
                    match item {
                        Node::Piece { chars, .. } => fixed += chars,
                        _ => parts.push(self.node(space, item)),
                    }
                }
                if fixed > 0 || parts.is_empty() {
                    parts.push(self.push(Shape::Leaf(fixed)));
                }
                self.join(&parts)
            }
            Node::Either { options, .. } => {
                let options = options.iter().map(|o| self.node(space, o)).collect();
                self.push(Shape::Alt(options))
            }
            Node::Shuffle { items, .. } => {
                let below = items
                    .iter()
                    .map(|i| self.node(space, i))
                    .collect::<Vec<_>>();
                let inner = self.join(&below);
                self.push(Shape::Free {
                    inner,
                    items: items.len(),
                })
            }
            Node::Draw(draw) => self.draw(space, draw, 1),
        }
    }

    fn draw(&mut self, space: &Space, draw: &Draw, above: u32) -> usize {
        let times = draw.times * above;
        let options = draw
            .options
            .iter()
            .map(|option| {
                let mut parts = vec![self.push(Shape::Take {
                    pool: option.pool,
                    times,
                })];
                if option.extra > 0 {
                    parts.push(self.push(Shape::Leaf(option.extra * times)));
                }
                for opened in &space.pools[option.pool].opens {
                    parts.push(self.draw(space, opened, times));
                }
                self.join(&parts)
            })
            .collect::<Vec<_>>();
        self.push(Shape::Alt(options))
    }

    /// Joins nodes into a balanced tree of pairs, so that the long polynomials meet only near the root.
    fn join(&mut self, items: &[usize]) -> usize {
        match items {
            [] => self.push(Shape::Leaf(0)),
            [one] => *one,
            _ => {
                let (left, right) = items.split_at(items.len() / 2);
                let left = self.join(left);
                let right = self.join(right);
                self.push(Shape::Pair(left, right))
            }
        }
    }

    /// The nodes directly below `node`.
    pub fn below(&self, node: usize) -> Vec<usize> {
        match &self.nodes[node] {
            Shape::Leaf(_) | Shape::Take { .. } => Vec::new(),
            Shape::Pair(left, right) => vec![*left, *right],
            Shape::Alt(options) => options.clone(),
            Shape::Free { inner, .. } => vec![*inner],
        }
    }

    /// Settles each pool as low as it can be: where no draw that can stand beside those below is left outside.
    /// The sides of an alternative exclude each other, so a pool may be at home in each of them.
    fn find_homes(&mut self, pools: usize) {
        let mut below: Vec<Pools> = Vec::with_capacity(self.nodes.len());
        for node in 0..self.nodes.len() {
            let mut here = Pools::none(pools);
            if let Shape::Take { pool, .. } = &self.nodes[node] {
                here.insert(*pool);
            }
            for child in self.below(node) {
                here.join(&below[child]);
            }
            below.push(here);
        }
        let mut outside = vec![Pools::none(pools); self.nodes.len()];
        self.homes = vec![Vec::new(); self.nodes.len()];
        // From the root down: what can stand beside a node is what stands beside its parent, and its neighbour in a pair.
        for node in (0..self.nodes.len()).rev() {
            let around = outside[node].clone();
            match &self.nodes[node] {
                Shape::Pair(left, right) => {
                    for (one, other) in [(*left, *right), (*right, *left)] {
                        outside[one] = around.clone();
                        outside[one].join(&below[other]);
                    }
                }
                Shape::Alt(options) => {
                    for option in options {
                        outside[*option] = around.clone();
                    }
                }
                Shape::Free { inner, .. } => outside[*inner] = around.clone(),
                Shape::Leaf(_) | Shape::Take { .. } => {}
            }
            let children = self.below(node);
            let is_open = |pool: usize| {
                children.is_empty()
                    || children
                        .iter()
                        .any(|c| below[*c].holds(pool) && outside[*c].holds(pool))
            };
            let only_here = below[node].without(&around);
            self.homes[node] = only_here.filter(|p| is_open(*p)).collect();
        }
    }
}

/// A set of pools.
#[derive(Debug, Clone)]
struct Pools(Vec<u64>);

impl Pools {
    fn none(pools: usize) -> Self {
        Self(vec![0; pools.div_ceil(64)])
    }

    fn insert(&mut self, pool: usize) {
        self.0[pool / 64] |= 1 << (pool % 64);
    }

    fn holds(&self, pool: usize) -> bool {
        self.0[pool / 64] >> (pool % 64) & 1 == 1
    }

    /// Those that the other set does not hold, in order.
    fn without<'p>(&'p self, other: &'p Self) -> impl Iterator<Item = usize> {
        let words = self.0.iter().zip(&other.0).enumerate();
        words.flat_map(|(at, (mine, theirs))| {
            let mut left = mine & !theirs;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                (left != 0).then(|| {
                    left &= left - 1;
                    at * 64 + bit as usize
                })
            })
        })
    }

    fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}
