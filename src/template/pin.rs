use super::plan::Plan;
use super::pools::PoolWords;
use crate::diag::{Diagnostic, Result, both, did_you_mean, nearest};
use crate::phrase::Bank;
use crate::space::{Node, Option_, Pool};

impl Plan {
    /// Holds a slot to one entry while all else varies: of the alternatives around it those that have it are left, and the
    /// entry is taken from nowhere else. A slot that draws several is held at its first, or at the one that `.1`, `.2` …
    /// behind its path names.
    ///
    /// # Errors
    /// There is no such slot; it does not draw such an entry.
    pub fn pin(&mut self, slot: &str, entry: &str, bank: &Bank) -> Result<()> {
        let slot = slot.trim();
        let first = format!("{slot}.0");
        let at = [slot, &first]
            .into_iter()
            .find(|at| has(&self.space.root, at))
            .ok_or_else(|| self.no_slot(slot))?
            .to_owned();
        let found = pools(&self.space.root, &at).into_iter().find_map(|pool| {
            let entries = &self.words[pool].entries;
            let place = entries.iter().position(|e| bank.entries()[*e].id == entry);
            place.map(|place| (pool, place))
        });
        let Some((pool, place)) = found else {
            return Err(self.no_entry(&at, entry, bank).into());
        };
        let held = self.space.pools.len();
        let from = &mut self.space.pools[pool];
        let only = Pool {
            name: from.name.clone(),
            entries: vec![from.entries.remove(place)],
            opens: from.opens.clone(),
        };
        let words = PoolWords {
            entries: vec![self.words[pool].entries.remove(place)],
            slots: self.words[pool].slots.clone(),
            names: vec![self.words[pool].names.remove(place)],
        };
        self.space.pools.push(only);
        self.words.push(words);
        hold(&mut self.space.root, &at, pool, held);
        for info in &mut self.slots {
            if at == info.at
                || at
                    .strip_prefix(&info.at)
                    .is_some_and(|r| r.starts_with('.'))
            {
                info.pools.push(held);
            }
        }
        Ok(())
    }

    /// What to say of a path that is no slot's.
    pub fn no_slot(&self, slot: &str) -> Diagnostic {
        let near = nearest(slot, self.slots.iter().map(|s| s.at.as_str()));
        Diagnostic::error(
            "space.slot",
            both!("没有空位 `{slot}`", "there is no slot `{slot}`"),
        )
        .help(did_you_mean(
            near,
            both!(
                "`nigao space 提纲` 列出全部空位，`draft --explain` 在每一句后注明",
                "`nigao space OUTLINE` lists all slots, `draft --explain` names them sentence by sentence"
            ),
        ))
    }

    fn no_entry(&self, slot: &str, entry: &str, bank: &Bank) -> Diagnostic {
        let ids: Vec<&str> = pools(&self.space.root, slot)
            .into_iter()
            .flat_map(|pool| &self.words[pool].entries)
            .map(|e| bank.entries()[*e].id.as_str())
            .collect();
        Diagnostic::error(
            "space.entry",
            both!(
                "空位 `{slot}` 里没有条目 `{entry}`",
                "the slot `{slot}` does not draw an entry `{entry}`"
            ),
        )
        .help(did_you_mean(
            nearest(entry, ids.iter().copied()),
            both!(
                "`nigao space 提纲 --slot {slot}` 列出它可用的条目",
                "`nigao space OUTLINE --slot {slot}` lists what it draws from"
            ),
        ))
    }
}

fn below(node: &Node) -> &[Node] {
    match node {
        Node::Piece { .. } | Node::Draw(_) => &[],
        Node::Seq(items) | Node::Either { options: items, .. } | Node::Shuffle { items, .. } => {
            items
        }
    }
}

/// Whether a part of the plan draws at this path.
fn has(node: &Node, at: &str) -> bool {
    match node {
        Node::Draw(draw) => draw.at == at,
        _ => below(node).iter().any(|item| has(item, at)),
    }
}

/// The pools that are drawn from at this path.
fn pools(node: &Node, at: &str) -> Vec<usize> {
    match node {
        Node::Draw(draw) if draw.at == at => draw.options.iter().map(|o| o.pool).collect(),
        _ => below(node)
            .iter()
            .flat_map(|item| pools(item, at))
            .collect(),
    }
}

/// Sends the draws at a path that may draw from `pool` to `held` alone, and leaves of each alternative around them the sides
/// that have one.
fn hold(node: &mut Node, at: &str, pool: usize, held: usize) -> bool {
    match node {
        Node::Piece { .. } => false,
        Node::Seq(items) | Node::Shuffle { items, .. } => {
            let mut any = false;
            for item in items {
                any |= hold(item, at, pool, held);
            }
            any
        }
        Node::Either { options, .. } => {
            let has: Vec<bool> = options
                .iter_mut()
                .map(|option| hold(option, at, pool, held))
                .collect();
            let any = has.contains(&true);
            if any {
                let mut has = has.into_iter();
                options.retain(|_| has.next().unwrap_or(true));
            }
            any
        }
        Node::Draw(draw) => {
            let option = draw.options.iter().find(|o| o.pool == pool).copied();
            let Some(option) = option.filter(|_| draw.at == at) else {
                return false;
            };
            draw.options = vec![Option_ {
                pool: held,
                extra: option.extra,
            }];
            true
        }
    }
}
