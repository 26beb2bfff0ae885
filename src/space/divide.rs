use super::{Draw, Node, Option_, Pool, Space};

/// More ways of drawing from shared pools than this are not worked out: the pools are divided instead.
const MOST_WAYS: f64 = 2_000.0;

/// What a pool is made of after [`divide`]: the pool it was, and which of its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The pool before.
    pub pool: usize,
    /// Its entries.
    pub entries: Vec<usize>,
}

/// Divides the pools that several parts of the plan draw from in changing numbers, so that each part has its own entries.
///
/// Where paragraphs share pools, every way of drawing from them must be carried along to keep the count exact; a few
/// pools are no matter, but a dozen of them in four paragraphs of one topic would be more ways than can be held. Then each
/// paragraph gets every n-th entry. Still no entry is used twice, and the count is that of the divided space.
///
/// `ends` says which pieces end a part. `None` where nothing needs dividing.
pub fn divide(space: &mut Space, ends: impl Fn(u32) -> bool) -> Option<Vec<Share>> {
    let Node::Seq(items) = &space.root else {
        return None;
    };
    // The parts, and the items of each.
    let mut parts: Vec<Vec<usize>> = vec![Vec::new()];
    for (at, item) in items.iter().enumerate() {
        if let Some(part) = parts.last_mut() {
            part.push(at);
        }
        if matches!(item, Node::Piece { id, .. } if ends(*id)) {
            parts.push(Vec::new());
        }
    }
    // For each pool, the parts that draw from it, and in how many of them the number of draws changes.
    let tallies: Vec<_> = parts
        .iter()
        .map(|part| {
            let nodes = part.iter().map(|at| items[*at].clone()).collect();
            space.tally_of(&Node::Seq(nodes))
        })
        .collect();
    let users: Vec<Vec<usize>> = (0..space.pools.len())
        .map(|pool| {
            (0..parts.len())
                .filter(|part| tallies[*part].most[pool] > 0)
                .collect()
        })
        .collect();
    let spread = |pool: usize, part: usize| tallies[part].most[pool] - tallies[part].least[pool];
    let ways: f64 = (0..space.pools.len())
        .filter(|pool| users[*pool].len() > 1)
        .map(|pool| {
            users[pool]
                .iter()
                .map(|part| f64::from(spread(pool, *part)))
                .sum::<f64>()
                + 1.0
        })
        .product();
    if ways <= MOST_WAYS {
        return None;
    }
    // One number of shares for all pools of a part, so that what an entry opens is divided as it is.
    let mut shares: Vec<Share> = Vec::new();
    let mut pools: Vec<Pool> = Vec::new();
    let mut place: Vec<Vec<usize>> = vec![vec![0; parts.len()]; space.pools.len()];
    for (pool, users) in users.iter().enumerate() {
        let is_shared = users.len() > 1 && users.iter().any(|part| spread(pool, *part) > 0);
        let count = if is_shared { users.len() } else { 1 };
        for share in 0..count {
            let held = &space.pools[pool];
            let entries: Vec<usize> = (0..held.entries.len())
                .filter(|e| e % count == share)
                .collect();
            for (turn, part) in users.iter().enumerate() {
                if turn % count == share || count == 1 {
                    place[pool][*part] = pools.len();
                }
            }
            pools.push(Pool {
                name: held.name.clone(),
                entries: entries.iter().map(|e| held.entries[*e]).collect(),
                opens: held.opens.clone(),
            });
            shares.push(Share { pool, entries });
        }
    }
    // What an entry opens is drawn where the entry is: by the part that its share belongs to.
    let owner: Vec<usize> = (0..pools.len())
        .map(|new| {
            (0..parts.len())
                .find(|part| {
                    place[shares[new].pool][*part] == new
                        && tallies[*part].most[shares[new].pool] > 0
                })
                .unwrap_or(0)
        })
        .collect();
    for (new, pool) in pools.iter_mut().enumerate() {
        for draw in &mut pool.opens {
            point(draw, &place, owner[new]);
        }
    }
    if let Node::Seq(items) = &mut space.root {
        for (part, members) in parts.iter().enumerate() {
            for at in members {
                point_all(&mut items[*at], &place, part);
            }
        }
    }
    space.pools = pools;
    Some(shares)
}

fn point_all(node: &mut Node, place: &[Vec<usize>], part: usize) {
    match node {
        Node::Piece { .. } => {}
        Node::Seq(items) | Node::Either { options: items, .. } | Node::Shuffle { items, .. } => {
            for item in items {
                point_all(item, place, part);
            }
        }
        Node::Draw(draw) => point(draw, place, part),
    }
}

/// Sends a draw to the share of its part; a share that is left without an entry is no option.
fn point(draw: &mut Draw, place: &[Vec<usize>], part: usize) {
    for Option_ { pool, .. } in &mut draw.options {
        *pool = place[*pool][part];
    }
}
