use super::judge::Fault;
use super::{Bank, Entry};
use crate::diag::{both, did_you_mean, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// The strands of every side of a topic, each with the roles that speak of it.
pub(super) struct Strands<'b>(BTreeMap<Side<'b>, BTreeMap<&'b str, BTreeSet<&'b str>>>);

/// Facet and topic.
type Side<'b> = (Option<&'b str>, Option<&'b str>);

fn side(entry: &Entry) -> Side<'_> {
    (entry.pool.facet.as_deref(), entry.pool.topic.as_deref())
}

impl<'b> Strands<'b> {
    /// Those of a bank.
    pub fn of(bank: &'b Bank) -> Self {
        let mut strands: BTreeMap<Side<'b>, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for entry in bank.entries() {
            if let Some(strand) = &entry.strand {
                strands
                    .entry(side(entry))
                    .or_default()
                    .entry(strand)
                    .or_default()
                    .insert(&entry.pool.role);
            }
        }
        Self(strands)
    }

    /// An entry whose strand no other role speaks of: nothing can stand beside it.
    pub fn lone(&self, entry: &Entry) -> Option<Fault> {
        let strand = entry.strand.as_deref()?;
        let known = self.0.get(&side(entry))?;
        if known.get(strand).is_some_and(|roles| roles.len() > 1) {
            return None;
        }
        let others = known.iter().filter(|(_, roles)| roles.len() > 1);
        let others: Vec<&str> = others.map(|(strand, _)| *strand).collect();
        let list = others.join(", ");
        Some((
            "phrase.lone-strand",
            both!(
                "别的角色都没有事项 `{strand}`，这一条没有能放在一起的",
                "no other role has the strand `{strand}`, so nothing goes with this entry"
            ),
            did_you_mean(
                nearest(strand, others.iter().copied()),
                if others.is_empty() {
                    both!(
                        "给别的角色也写上这个事项，或删去 `strand`",
                        "give other roles entries of this strand, or delete `strand`"
                    )
                } else {
                    both!(
                        "这一面的事项有：{list}",
                        "this side has the strands: {list}"
                    )
                },
            ),
        ))
    }
}
