use super::drive::Bench;
use crate::diag::Message;
use crate::space::{Leaf, Pick};
use std::collections::BTreeMap;

/// The pool that makes drafts most alike.
pub(super) struct Bottleneck {
    /// Its name: `role.facet/topic`.
    pool: String,
    /// How many entries it has in use.
    entries: usize,
    /// How many of them a draft takes, on average.
    draws: f64,
    /// What it adds to the mean overlap: a share of a draft.
    adds: f64,
}

/// How many drafts are looked at.
const LOOKED_AT: u64 = 200;

impl Bottleneck {
    /// The pool whose entries take up the most of what two drafts have in common.
    pub fn find(bench: &Bench<'_>, n: u64) -> Option<Self> {
        let space = &bench.composition.plan().space;
        // Pools that were divided or parted by what they open are one for the writer of a bank.
        let name = |pool: usize| {
            let name = &space.pools[pool].name;
            name.split(" [").next().unwrap_or(name).to_owned()
        };
        let looked = n.clamp(2, LOOKED_AT);
        let mut walker = bench.spread.walker();
        let mut drawn: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let mut lengths = 0.0;
        for number in 0..looked {
            let mut pick = Pick::default();
            lengths += f64::from(walker.pick(number, &mut pick).ok()?);
            for leaf in space.read(&pick)? {
                if let Leaf::Entry(entry) = leaf {
                    *drawn.entry((entry.pool, entry.entry)).or_default() += 1.0;
                }
            }
        }
        let mut found: BTreeMap<String, Self> = BTreeMap::new();
        let drafts = looked as f64;
        for pool in 0..space.pools.len() {
            let of = found.entry(name(pool)).or_insert_with_key(|pool| Self {
                pool: pool.clone(),
                entries: 0,
                draws: 0.0,
                adds: 0.0,
            });
            of.entries += space.pools[pool].entries.len();
            for (entry, chars) in space.pools[pool].entries.iter().enumerate() {
                let times = drawn.get(&(pool, entry)).copied().unwrap_or(0.0);
                of.draws += times / drafts;
                // The pairs that both have it, out of all pairs; what they have in common, out of a draft.
                let pairs = times * (times - 1.0) / (drafts * (drafts - 1.0));
                of.adds += pairs * f64::from(*chars) / (lengths / drafts);
            }
        }
        found.into_values().max_by(|a, b| a.adds.total_cmp(&b.adds))
    }

    /// What would help.
    pub fn help(&self) -> Message {
        let Self {
            pool,
            entries,
            draws,
            adds,
        } = self;
        let percent = adds * 100.0;
        // Twice as many entries halve how often two drafts meet in one.
        let less = percent / 2.0;
        Message::new(
            format!(
                "最紧的是语料池 `{pool}`：有 {entries} 条，一篇取 {draws:.1} 条，平均重合里占 {percent:.1} 个百分点；再写 {entries} 条，平均重合约降 {less:.1} 个百分点。也可以少要几篇，或放宽 --max-overlap"
            ),
            format!(
                "the bottleneck is the pool `{pool}`: {entries} entries, {draws:.1} drawn by a draft, {percent:.1} points of the mean overlap; {entries} more entries there would lower the mean by about {less:.1} points. Or ask for fewer drafts, or allow a larger --max-overlap"
            ),
        )
    }
}
