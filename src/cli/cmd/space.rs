use super::{full, read_outline};
use crate::cli::args;
use crate::cli::desk::Desk;
use crate::compose::{Composition, Forecast};
use crate::diag::{Lang, Result};
use crate::space::Tally;
use crate::template::{Plan, SlotInfo};
use serde_json::json;
use std::fmt::Write;

/// `nigao space`
pub(super) fn run(args: &args::Space, desk: &mut Desk<'_>) -> Result<u8> {
    let outline = read_outline(desk, &args.outline, &args.wishes.set)?;
    let library = desk
        .library()?
        .at(Some(&outline), args.wishes.locality.as_deref())?;
    let composition = Composition::new(&library, &outline, &args.wishes.with_pace(200))?;
    let text = match &args.slot {
        Some(path) => entries(&composition, path, args.json)?,
        None if args.full => full::as_json(&composition.view()),
        None => {
            let forecast = composition.forecast()?;
            if args.json {
                as_json(&composition, &forecast)
            } else {
                as_text(&composition, &forecast, desk.lang)
            }
        }
    };
    desk.print(&text)?;
    desk.warn(composition.warnings());
    Ok(0)
}

/// How many entries the slot may draw.
fn held(plan: &Plan, slot: &SlotInfo) -> usize {
    slot.pools
        .iter()
        .map(|p| plan.space.pools[*p].entries.len())
        .sum()
}

/// How many times the slot's pools are drawn from in one draft, at most.
fn drawn(tally: &Tally, slot: &SlotInfo) -> u32 {
    slot.pools.iter().map(|p| tally.most[*p]).max().unwrap_or(0)
}

/// The slot whose pool is fullest used: what limits how far drafts can lie apart.
fn tightest(plan: &Plan) -> Option<(&SlotInfo, u32)> {
    let tally = plan.space.tally();
    plan.slots
        .iter()
        .map(|slot| (slot, drawn(&tally, slot)))
        .min_by(|a, b| {
            let slack =
                |(slot, drawn): &(&SlotInfo, u32)| held(plan, slot) as f64 / f64::from(*drawn);
            slack(a).total_cmp(&slack(b))
        })
}

fn as_json(composition: &Composition<'_>, forecast: &Forecast) -> String {
    let plan = composition.plan();
    let slots: Vec<_> = plan
        .slots
        .iter()
        .map(|slot| {
            let mut value = json!({"at": slot.at, "role": slot.key.of()});
            if let Some(topic) = &slot.key.topic {
                value["topic"] = topic.as_str().into();
            }
            value["pool"] = held(plan, slot).into();
            value["draws"] = slot.draws.into();
            value
        })
        .collect();
    let limits = tightest(plan)
        .map(|(slot, drawn)| json!({"at": slot.at, "pool": held(plan, slot), "draws": drawn}));
    let value = json!({
        "count": forecast.count.to_string(),
        "length": [forecast.length.0, forecast.length.1],
        "overlap": (forecast.overlap * 1000.0).round() / 1000.0,
        "slots": slots,
        "limits": limits,
    });
    format!("{value}\n")
}

fn as_text(composition: &Composition<'_>, forecast: &Forecast, lang: Lang) -> String {
    let plan = composition.plan();
    let digits = forecast.count.to_string();
    let power = digits.len() - 1;
    let (least, most) = forecast.length;
    let overlap = forecast.overlap * 100.0;
    let mut out = String::new();
    let _ = match lang {
        Lang::Chinese => writeln!(
            out,
            "能写出 {}.{}×10^{power} 篇，{least} 到 {most} 字，两篇之间平均重合 {overlap:.1}%\n",
            &digits[..1],
            digits.get(1..3).unwrap_or("0"),
        ),
        Lang::English => writeln!(
            out,
            "{}.{}×10^{power} drafts, {least} to {most} characters, two of them overlap by {overlap:.1}% on average\n",
            &digits[..1],
            digits.get(1..3).unwrap_or("0"),
        ),
    };
    for slot in &plan.slots {
        let _ = writeln!(
            out,
            "{:>4} ← {:<4} {}",
            slot.draws,
            held(plan, slot),
            slot.at
        );
    }
    if let Some((slot, drawn)) = tightest(plan) {
        let (at, held) = (&slot.at, held(plan, slot));
        let _ = match lang {
            Lang::Chinese => writeln!(out, "\n最紧的是 {at}：一篇取 {drawn} 条，池里有 {held} 条"),
            Lang::English => writeln!(out, "\nthe tightest is {at}: {drawn} drawn of {held}"),
        };
    }
    out
}

fn entries(composition: &Composition<'_>, path: &str, as_json: bool) -> Result<String> {
    let plan = composition.plan();
    let Some(slot) = plan.slots.iter().find(|s| s.at == path) else {
        return Err(plan.no_slot(path).into());
    };
    let entries = slot
        .pools
        .iter()
        .flat_map(|pool| plan.entries(*pool))
        .map(|at| &composition.library().bank.entries()[*at]);
    if as_json {
        let list: Vec<_> = entries
            .map(|e| json!({"id": e.id, "text": e.text, "source": e.source()}))
            .collect();
        return Ok(format!("{}\n", json!({"at": slot.at, "entries": list})));
    }
    let mut out = String::new();
    for entry in entries {
        let _ = writeln!(out, "{}  {}", entry.id, entry.text);
    }
    Ok(out)
}
