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
    /// What it is, for the caller.
    pub id: u32,
    /// Its path in the plan.
    pub at: String,
    /// How many times the entry drawn is printed.
    pub times: u32,
    /// The pools it may draw from: one for each way in which the entries open further slots.
    pub options: Vec<Option_>,
}

/// One pool that a slot may draw from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
