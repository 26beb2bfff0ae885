use super::measure::factorial;
use super::{Draw, Node, Numbering, Pick, Space, Stream};

/// The draft of a seed: at each alternative each side is equally likely, at each slot each entry not yet used.
/// Every decision has a stream of its own, so that a slot added elsewhere leaves the others as they were.
///
/// Where that runs a pool dry, the seed picks a number of the whole space instead. `None` where there is no draft.
pub fn sample(space: &Space, seed: u64) -> Option<Pick> {
    let mut walk = Walk {
        space,
        seed,
        used: space
            .pools
            .iter()
            .map(|p| vec![false; p.entries.len()])
            .collect(),
        decisions: Vec::new(),
    };
    match walk.node(&space.root) {
        Some(()) => Some(Pick(walk.decisions)),
        None => Numbering::new(space).random(&mut Stream::new(seed, "whole")),
    }
}

struct Walk<'s> {
    space: &'s Space,
    seed: u64,
    used: Vec<Vec<bool>>,
    decisions: Vec<u32>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Piece { .. } => {}
            Node::Seq(items) => {
                for item in items {
                    self.node(item)?;
                }
            }
            Node::Either { at, options } => {
                let option = Stream::new(self.seed, at).below(options.len() as u64) as u32;
                self.decisions.push(option);
                self.node(&options[option as usize])?;
            }
            Node::Shuffle { at, items } => {
                let order = Stream::new(self.seed, at).below(factorial(items.len())) as u32;
                self.decisions.push(order);
                for item in items {
                    self.node(item)?;
                }
            }
            Node::Draw(draw) => self.draw(draw, &draw.at)?,
        }
        Some(())
    }

    fn draw(&mut self, draw: &Draw, at: &str) -> Option<()> {
        let free = |walk: &Self| -> u64 {
            draw.options
                .iter()
                .map(|o| walk.used[o.pool].iter().filter(|u| !**u).count() as u64)
                .sum()
        };
        let all: usize = draw
            .options
            .iter()
            .map(|o| self.space.pools[o.pool].entries.len())
            .sum();
        if free(self) == 0 {
            return None;
        }
        let mut stream = Stream::new(self.seed, at);
        // Drawing from all and drawing again on a used one keeps the choice where another slot's choice changes.
        let (option, entry) = loop {
            let mut number = stream.below(all as u64) as usize;
            let mut found = (0, 0);
            for (i, o) in draw.options.iter().enumerate() {
                let len = self.space.pools[o.pool].entries.len();
                if number < len {
                    found = (i, number);
                    break;
                }
                number -= len;
            }
            if !self.used[draw.options[found.0].pool][found.1] {
                break found;
            }
        };
        let pool = draw.options[option].pool;
        self.used[pool][entry] = true;
        self.decisions.extend([option as u32, entry as u32]);
        for opened in &self.space.pools[pool].opens {
            self.draw(opened, &format!("{at}/{}", opened.at))?;
        }
        Some(())
    }
}
