/// All drafts of one outline at one place on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// The plan.
    pub root: Node,
    /// The pools its slots draw from; two pools share no entry.
    pub pools: Vec<Pool>,
}

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Something fixed: an id of the caller's, and its length in Han characters.
    Piece {
        /// What it is, for the caller.
        id: u32,
        /// Its length.
        chars: u32,
    },
    /// One after the other.
    Seq(Vec<Node>),
    /// One of these.
    Either {
        /// Its path in the plan.
        at: String,
        /// The alternatives, at least one.
        options: Vec<Node>,
    },
    /// All of these, in any order.
    Shuffle {
        /// Its path in the plan.
        at: String,
        /// The items, at most eight.
        items: Vec<Node>,
    },
    /// One entry of a pool.
    Draw(Draw),
}

/// A slot: one entry out of one of its pools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Its path in the plan.
    pub at: String,
    /// How many times the entry drawn is printed.
    pub times: u32,
    /// The pools it may draw from: one for each way in which the entries open further slots.
    pub options: Vec<Option_>,
}

/// One pool that a slot may draw from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Option_ {
    /// Its position in [`Space::pools`].
    pub pool: usize,
    /// Characters that come on top whichever entry is drawn: what the template hands over.
    pub extra: u32,
}

/// Entries that open the same slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Its name: `role.facet/topic`, with the slots it opens.
    pub name: String,
    /// The length of each entry in Han characters, its slots not counted.
    pub entries: Vec<u32>,
    /// The slots every entry opens.
    pub opens: Vec<Draw>,
}

/// How often a plan draws from each pool: at least, and at most, over all alternatives.
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
        let mut tally = Tally::nothing(self.pools.len());
        self.add_node(node, &mut tally);
        tally
    }

    fn add_node(&self, node: &Node, tally: &mut Tally) {
        match node {
            Node::Piece { .. } => {}
            Node::Seq(items) | Node::Shuffle { items, .. } => {
                for item in items {
                    self.add_node(item, tally);
                }
            }
            Node::Either { options, .. } => {
                let sides = options.iter().map(|option| self.tally_of(option));
                if let Some(either) = sides.reduce(Tally::or) {
                    tally.and(&either);
                }
            }
            Node::Draw(draw) => self.add_draw(draw, tally),
        }
    }

    fn add_draw(&self, draw: &Draw, tally: &mut Tally) {
        if let [only] = &draw.options[..] {
            self.add_option(only, tally);
            return;
        }
        let sides = draw.options.iter().map(|option| {
            let mut side = Tally::nothing(self.pools.len());
            self.add_option(option, &mut side);
            side
        });
        if let Some(either) = sides.reduce(Tally::or) {
            tally.and(&either);
        }
    }

    fn add_option(&self, option: &Option_, tally: &mut Tally) {
        tally.least[option.pool] += 1;
        tally.most[option.pool] += 1;
        for opened in &self.pools[option.pool].opens {
            self.add_draw(opened, tally);
        }
    }
}

impl Tally {
    fn nothing(pools: usize) -> Self {
        Self {
            least: vec![0; pools],
            most: vec![0; pools],
        }
    }

    fn and(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.least, &other.least),
            (&mut self.most, &other.most),
        ] {
            for (a, b) in mine.iter_mut().zip(theirs) {
                *a += b;
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
