use crate::cli::args;
use crate::cli::desk::Desk;
use crate::compose::{Depth, depths};
use crate::corpus::read;
use crate::diag::{Diagnostic, Lang, Result, both, did_you_mean, nearest};
use crate::outline;
use crate::phrase::{Bank, Entry, Tier, Verdict, verify};
use crate::template::{Asked, asked};
use crate::world::Bundle;
use std::fmt::Write;
use std::path::Path;

/// `nigao bank`
pub(super) fn run(args: &args::Bank, desk: &mut Desk<'_>) -> Result<u8> {
    match args {
        args::Bank::List { filter, pool: true } => depth(filter.as_deref().unwrap_or(""), desk),
        args::Bank::List { filter, .. } => list(filter.as_deref().unwrap_or(""), desk),
        args::Bank::Show { name } => show(name, desk),
        args::Bank::Verify { corpus } => check(corpus, desk),
    }
}

fn list(filter: &str, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let bank = &library.bank;
    let mut out = String::new();
    for (key, entries) in bank.pools() {
        let name = key.to_string();
        if name.contains(filter) {
            let phrases = entries
                .iter()
                .filter(|e| matches!(bank.entries()[**e].tier, Tier::Phrase(_)))
                .count();
            let _ = writeln!(out, "{:>5} {:>5}  {name}", entries.len(), phrases);
        }
    }
    let unreached = unreached(desk, bank)?;
    let (all, phrases) = (
        bank.entries().len(),
        bank.entries()
            .iter()
            .filter(|e| matches!(e.tier, Tier::Phrase(_)))
            .count(),
    );
    let lost = unreached.len();
    let _ = match desk.lang {
        Lang::Chinese => writeln!(
            out,
            "\n共 {all} 条，其中摘自文献 {phrases} 条；没有模板用到的 {lost} 条"
        ),
        Lang::English => writeln!(
            out,
            "\n{all} entries, {phrases} of them from documents; {lost} that no template reaches"
        ),
    };
    for entry in unreached {
        let _ = writeln!(out, "  {}", entry.id);
    }
    desk.print(&out)?;
    Ok(0)
}

/// How deep each pool is against what one draft of the outlines on the shelf draws from it.
fn depth(filter: &str, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let outlines = desk
        .shelf()
        .files(Bundle::Outlines, &[".yaml"])?
        .iter()
        .map(|file| outline::load(&file.source))
        .collect::<Result<Vec<_>>>()?;
    let found = depths(&library, &outlines)?;
    let mut rows: Vec<(&String, &Depth)> = found
        .iter()
        .filter(|(name, _)| name.contains(filter))
        .collect();
    rows.sort_by(|a, b| a.1.times().total_cmp(&b.1.times()));
    let mut out = match desk.lang {
        Lang::Chinese => " 池里  一稿取  够几稿  池，和取得最多的提纲\n".to_owned(),
        Lang::English => " held  drawn  times  pool, and the outline that draws most\n".to_owned(),
    };
    for (name, depth) in rows {
        let _ = writeln!(
            out,
            "{:>5} {:>6} {:>6.1}  {name}  {}",
            depth.held,
            depth.drawn,
            depth.times(),
            depth.outline
        );
    }
    desk.print(&out)?;
    Ok(0)
}

/// The entries that no template asks for, directly or through the slots of others.
fn unreached<'b>(desk: &Desk<'_>, bank: &'b Bank) -> Result<Vec<&'b Entry>> {
    let mut requests: Vec<Asked> = Vec::new();
    let layers = desk.shelf().layers(Bundle::Templates, &[".tera"])?;
    for file in layers.values().flatten() {
        requests.extend(asked(&file.source, bank).0);
    }
    let mut seen = 0;
    while seen < requests.len() {
        let request = requests[seen].clone();
        seen += 1;
        for entry in bank.entries().iter().filter(|e| request.reaches(&e.pool)) {
            for of in entry.slots() {
                let (role, facet) = of.split_once('.').map_or((of, None), |(r, f)| (r, Some(f)));
                let opened = Asked {
                    role: role.to_owned(),
                    facet: facet.map(str::to_owned),
                    any_facet: false,
                    topic: None,
                };
                if !requests.contains(&opened) {
                    requests.push(opened);
                }
            }
        }
    }
    Ok(bank
        .entries()
        .iter()
        .filter(|e| !requests.iter().any(|r| r.reaches(&e.pool)))
        .collect())
}

fn show(name: &str, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let bank = &library.bank;
    let found: Vec<&Entry> = bank
        .entries()
        .iter()
        .filter(|e| e.id == name || e.pool.to_string() == name)
        .collect();
    if found.is_empty() {
        let pools: Vec<String> = bank.pools().map(|(key, _)| key.to_string()).collect();
        let known = pools
            .iter()
            .map(String::as_str)
            .chain(bank.entries().iter().map(|e| e.id.as_str()));
        let help = did_you_mean(
            nearest(name, known),
            both!(
                "`nigao bank list` 列出各池",
                "`nigao bank list` names the pools"
            ),
        );
        return Err(Diagnostic::error(
            "bank.name",
            both!(
                "没有条目或池 `{name}`",
                "there is no entry or pool `{name}`"
            ),
        )
        .help(help)
        .into());
    }
    let mut out = String::new();
    for entry in found {
        let (file, line) = &entry.place;
        let _ = writeln!(out, "{}  {}", entry.id, entry.text);
        let _ = write!(out, "    {file}:{line}");
        if let (Some(source), Tier::Phrase(origin)) = (entry.source(), &entry.tier) {
            let _ = write!(out, "  ← {source}  {}", origin.surface);
        }
        out.push('\n');
    }
    desk.print(&out)?;
    Ok(0)
}

fn check(corpus: &Path, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let world = desk.world;
    let found = verify(&library.bank, |name| {
        let document = read::read(world, &corpus.join(name)).ok()?;
        Some(document.source.text().to_owned())
    });
    let mut out = String::new();
    let (mut right, mut wrong, mut elsewhere) = (0, 0, 0);
    for (entry, verdict) in &found {
        let (zh, en) = match verdict {
            Verdict::Right => {
                right += 1;
                continue;
            }
            Verdict::Moved(at) => (format!("在 {at} 处"), format!("stands at {at}")),
            Verdict::Missing => ("文献里没有".to_owned(), "not in the document".to_owned()),
            // A folder of one's own does not hold the documents of the shipped phrases.
            Verdict::NoDocument => {
                elsewhere += 1;
                continue;
            }
        };
        wrong += 1;
        let said = if desk.lang == Lang::Chinese { zh } else { en };
        let _ = writeln!(
            out,
            "{}  {}  {said}",
            entry.id,
            entry.source().unwrap_or_default()
        );
    }
    let _ = match desk.lang {
        Lang::Chinese => writeln!(out, "{right} 条与文献相符，{wrong} 条不符"),
        Lang::English => writeln!(out, "{right} phrases stand where they say, {wrong} do not"),
    };
    if elsewhere > 0 {
        desk.remark(
            &format!("另有 {elsewhere} 条的文献不在这个文件夹里，没有核对"),
            &format!("{elsewhere} more are of documents that are not in this folder; they were not looked up"),
        );
    }
    desk.print(&out)?;
    Ok(u8::from(wrong > 0 || right == 0))
}
