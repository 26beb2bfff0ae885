use super::{Draw, Leaf, Node, Pick, Space, Stream};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Where the decisions of a slot stand in a pick.
struct Found<'s> {
    draw: &'s Draw,
    /// Where the first of its two decisions stands.
    from: usize,
    /// Where those of the slots that its entry opens end.
    to: usize,
}

impl Space {
    /// The draft that is like `pick` but for one slot: there it has the `turn`-th (from 0) of the other entries that fit, in
    /// an order of the seed's own. What is drawn in the slots an entry opens stays; an entry that opens others fits only
    /// where it opens none.
    ///
    /// None where the draft does not have the slot, or nothing else fits: no unused entry, or none that keeps the draft in
    /// the band.
    pub fn redraw(
        &self,
        pick: &Pick,
        slot: &str,
        band: &RangeInclusive<u32>,
        seed: u64,
        turn: usize,
    ) -> Option<Pick> {
        let found = self.find(pick, slot)?;
        let used: BTreeSet<(usize, usize)> = self
            .read(pick)?
            .iter()
            .filter_map(|leaf| match leaf {
                Leaf::Entry(entry) => Some((entry.pool, entry.entry)),
                Leaf::Piece(_) => None,
            })
            .collect();
        let now = pick.0[found.from] as usize;
        let mut others = Vec::new();
        for (number, option) in found.draw.options.iter().enumerate() {
            let pool = &self.pools[option.pool];
            let keeps = number == now;
            if !keeps && !pool.opens.is_empty() {
                continue;
            }
            for entry in 0..pool.entries.len() {
                if used.contains(&(option.pool, entry)) {
                    continue;
                }
                let mut decisions = pick.0[..found.from].to_vec();
                decisions.extend([number as u32, entry as u32]);
                let opened = if keeps { found.from + 2 } else { found.to };
                decisions.extend_from_slice(&pick.0[opened..]);
                let other = Pick(decisions);
                if band.contains(&self.length(&other)) {
                    others.push(other);
                }
            }
        }
        let mut stream = Stream::new(seed, &format!("redraw/{slot}"));
        for at in (1..others.len()).rev() {
            others.swap(at, stream.below(at as u64 + 1) as usize);
        }
        (turn < others.len()).then(|| others.swap_remove(turn))
    }

    fn find(&self, pick: &Pick, slot: &str) -> Option<Found<'_>> {
        let mut at = 0;
        self.find_in(&self.root, pick, slot, &mut at).ok()?
    }

    /// The slot, or nothing where the part does not have it; an error where the pick is not one of this space.
    fn find_in<'s>(
        &'s self,
        node: &'s Node,
        pick: &Pick,
        slot: &str,
        at: &mut usize,
    ) -> Result<Option<Found<'s>>, ()> {
        let decision = |at: &mut usize| {
            *at += 1;
            pick.0.get(*at - 1).copied().ok_or(())
        };
        let items = match node {
            Node::Piece { .. } => return Ok(None),
            Node::Seq(items) => &items[..],
            Node::Shuffle { items, .. } => {
                decision(at)?;
                &items[..]
            }
            Node::Either { options, .. } => {
                let option = decision(at)? as usize;
                std::slice::from_ref(options.get(option).ok_or(())?)
            }
            Node::Draw(draw) => {
                let from = *at;
                self.skip(draw, pick, at).ok_or(())?;
                let is_it = draw.at == slot || draw.at.strip_prefix(slot) == Some(".0");
                return Ok(is_it.then_some(Found {
                    draw,
                    from,
                    to: *at,
                }));
            }
        };
        for item in items {
            if let Some(found) = self.find_in(item, pick, slot, at)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn skip(&self, draw: &Draw, pick: &Pick, at: &mut usize) -> Option<()> {
        let option = draw.options.get(*pick.0.get(*at)? as usize)?;
        *at += 2;
        for opened in &self.pools[option.pool].opens {
            self.skip(opened, pick, at)?;
        }
        Some(())
    }
}
