use super::{Composition, Wishes};
use crate::diag::{Diagnostic, Faults, Result, Span, both};
use crate::outline::{Length, Outline};
use crate::phrase::Bank;
use crate::space::Pick;
use crate::template::Plan;

/// A slot held to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The slot's path.
    pub slot: String,
    /// The entry's id.
    pub entry: String,
}

/// Holds the slots that outline and caller want held; faults of all of them.
pub(super) fn hold(plan: &mut Plan, outline: &Outline, wishes: &Wishes, bank: &Bank) -> Result<()> {
    let mut found = Vec::new();
    let own = outline.fields.pins.iter().map(|(slot, entry)| {
        let at = Span::of(&outline.source, entry);
        (slot.as_str(), entry.value.as_str(), Some(at))
    });
    let given = wishes
        .pins
        .iter()
        .map(|pin| (pin.slot.as_str(), pin.entry.as_str(), None));
    for (slot, entry, at) in own.chain(given) {
        if let Err(faults) = plan.pin(slot, entry, bank) {
            found.extend(faults.0.into_iter().map(|fault| fault.at_maybe(at.clone())));
        }
    }
    Faults::unless_empty(found)
}

/// What of a caller's choices goes into the id; nothing where there are none.
pub(super) fn choices(wishes: &Wishes) -> String {
    let pins = wishes
        .pins
        .iter()
        .map(|pin| format!("\n{}={}", pin.slot, pin.entry));
    let redraws = wishes.redraws.iter().map(|slot| format!("\n{slot}"));
    pins.chain(redraws).collect()
}

impl Composition<'_> {
    /// A pick with other entries in the slots that are to be drawn anew.
    pub(super) fn redrawn(&self, mut pick: Pick, seed: u64) -> Result<Pick> {
        let band = self.length.map_or(0..=u32::MAX, Length::band);
        for (at, slot) in self.redraws.iter().enumerate() {
            if self.redraws[..at].contains(slot) {
                continue;
            }
            // Drawn anew twice is the second of the other entries.
            let times = self.redraws.iter().filter(|s| *s == slot).count();
            let other = self.plan.space.redraw(&pick, slot, &band, seed, times - 1);
            pick = other.ok_or_else(|| self.nothing_else(slot))?;
        }
        Ok(pick)
    }

    /// What to say where a slot cannot be drawn anew.
    fn nothing_else(&self, slot: &str) -> Diagnostic {
        let is_slot = self.plan.slots.iter().any(|s| {
            let rest = slot.strip_prefix(s.at.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        if !is_slot {
            return self.plan.no_slot(slot);
        }
        Diagnostic::error(
            "bound.redraw",
            both!(
                "空位 `{slot}` 在这一稿里换不了：没有用到它，或者没有别的条目放得下",
                "the slot `{slot}` cannot be drawn anew in this draft: it has no part in it, or no other entry fits"
            ),
        )
        .help(both!(
            "`draft --explain` 注明这一稿用到的空位；放宽 `length:` 可以多些选择",
            "`draft --explain` names the slots this draft uses; a wider `length:` leaves more to choose from"
        ))
    }
}
