use super::{Draw, Node, Space};

/// The plan as a tree of pairs, ready for folding: every sequence halved, every opened slot written out.
#[derive(Debug)]
pub(super) struct Tree {
    /// The nodes, each behind those below it; the last is the root.
    pub nodes: Vec<Shape>,
    /// For each node, the pools all of whose draws lie below it and not below one of its children.
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
                let items = items
                    .iter()
                    .map(|i| self.node(space, i))
                    .collect::<Vec<_>>();
                self.join(&items)
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

    fn find_homes(&mut self, pools: usize) {
        let mut everywhere = vec![0u32; pools];
        for shape in &self.nodes {
            if let Shape::Take { pool, .. } = shape {
                everywhere[*pool] += 1;
            }
        }
        // How many draws of each pool not yet at home lie below each node.
        let mut open: Vec<Vec<(usize, u32)>> = Vec::with_capacity(self.nodes.len());
        for node in 0..self.nodes.len() {
            let mut here: Vec<(usize, u32)> = match &self.nodes[node] {
                Shape::Take { pool, .. } => vec![(*pool, 1)],
                _ => self
                    .below(node)
                    .into_iter()
                    .flat_map(|b| std::mem::take(&mut open[b]))
                    .collect(),
            };
            here.sort_unstable();
            here.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            let home = |(pool, draws): &(usize, u32)| everywhere[*pool] == *draws;
            self.homes
                .push(here.iter().filter(|p| home(p)).map(|p| p.0).collect());
            here.retain(|p| !home(p));
            open.push(here);
        }
    }
}
