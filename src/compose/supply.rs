use crate::diag::{Diagnostic, Faults, Result, Span, both};
use crate::outline::Outline;
use crate::template::Plan;

/// Refuses a plan that draws more from a pool than it holds, whatever is chosen.
pub(super) fn enough(plan: &Plan, outline: &Outline) -> Result<()> {
    let tally = plan.space.tally();
    let pools = &plan.space.pools;
    let mut found = Vec::new();
    for (at, pool) in pools.iter().enumerate() {
        if tally.least[at] as usize <= pool.entries.len() {
            continue;
        }
        // A pool that several paragraphs share stands here in shares; what counts is the whole.
        let shares = || (0..pools.len()).filter(|other| pools[*other].name == pool.name);
        let is_short = |share: usize| tally.least[share] as usize > pools[share].entries.len();
        if shares().any(|share| share < at && is_short(share)) {
            continue;
        }
        let name = &pool.name;
        let least: u32 = shares().map(|s| tally.least[s]).sum();
        let held: usize = shares().map(|s| pools[s].entries.len()).sum();
        let parts = shares().count();
        let message = if parts > 1 {
            both!(
                "有 {parts} 段要用语料池 `{name}`，池里只有 {held} 条，分不过来",
                "{parts} paragraphs draw from the pool `{name}`, which holds {held}: they do not go round"
            )
        } else {
            both!(
                "这份提纲要从语料池 `{name}` 取 {least} 条，池里只有 {held} 条",
                "the outline draws {least} entries from the pool `{name}`, which holds {held}"
            )
        };
        let step = plan
            .slots
            .iter()
            .rfind(|s| s.pools.contains(&at))
            .and_then(|s| s.at.split_once(':'))
            .map_or("", |(step, _)| step);
        let section = outline
            .fields
            .sections
            .iter()
            .find(|s| s.value.step.value.as_str() == step);
        found.push(
            Diagnostic::error("outline.too-many", message)
                .at_maybe(section.map(|s| Span::of(&outline.source, s)))
                .help(both!(
                    "减少同一题材的要点，或在 phrases/ 里补充",
                    "give fewer points of one topic, or add to phrases/"
                )),
        );
    }
    Faults::unless_empty(found)
}
