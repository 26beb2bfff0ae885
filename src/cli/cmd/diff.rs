use crate::cli::args;
use crate::cli::desk::Desk;
use crate::corpus::Manuscript;
use crate::diag::{Lang, Result};
use crate::draft::{Comparison, Side, compare};
use serde_json::json;
use std::fmt::Write;

/// `nigao diff`
pub(super) fn run(args: &args::Diff, desk: &mut Desk<'_>) -> Result<u8> {
    let [first, second] =
        [&args.first, &args.second].map(|path| Manuscript::open(desk.world, path));
    let found = compare(&first?.words(), &second?.words());
    let text = if args.json {
        as_json(&found)
    } else {
        as_text(&found, desk.lang)
    };
    desk.print(&text)?;
    Ok(0)
}

/// How many sentences are the same, moved, in the first only, in the second only.
fn counts(found: &Comparison) -> [usize; 4] {
    let count = |side, is_moved| {
        let lines = found.lines.iter();
        lines
            .filter(|line| line.side == side && line.is_moved == is_moved)
            .count()
    };
    [
        count(Side::Both, false),
        count(Side::First, true),
        count(Side::First, false),
        count(Side::Second, false),
    ]
}

fn as_text(found: &Comparison, lang: Lang) -> String {
    let percent = found.overlap * 100.0;
    let [both, moved, first, second] = counts(found);
    let (longest, chars) = (&found.longest, found.longest.chars().count());
    let mut out = match lang {
        Lang::Chinese => format!(
            "重合 {percent:.1}%（较短一篇里，连续八字另一篇也有的占多少）；{both} 句相同，{moved} 句换了位置，{first} 句只在前一篇，{second} 句只在后一篇\n最长的相同一段 {chars} 字：{longest}\n每句前面是它有多少字也在另一篇里\n\n"
        ),
        Lang::English => format!(
            "overlap {percent:.1}% (of the shorter, the runs of eight characters that the other has, too); {both} sentences are the same, {moved} have moved, {first} are in the first only, {second} in the second\nlongest passage in both, {chars} characters: {longest}\nbefore each sentence, how much of it stands in the other, too\n\n"
        ),
    };
    let moved = match lang {
        Lang::Chinese => "移位",
        Lang::English => "moved",
    };
    for line in &found.lines {
        let sign = match line.side {
            Side::Both => ' ',
            Side::First => '-',
            Side::Second => '+',
        };
        // How much of a sentence that only one draft has stands in the other, in another sentence.
        let shared = match line.side {
            Side::Both => String::new(),
            _ if line.is_moved => moved.to_owned(),
            _ if line.shared == 0.0 => String::new(),
            _ => format!("{:.0}%", line.shared * 100.0),
        };
        let _ = writeln!(out, "{sign} {shared:>5}  {}", line.text);
    }
    out
}

fn as_json(found: &Comparison) -> String {
    let thousandths = |share: f64| (share * 1000.0).round() / 1000.0;
    let lines = found.lines.iter().map(|line| {
        let side = match line.side {
            Side::Both => "both",
            Side::First => "first",
            Side::Second => "second",
        };
        json!({
            "in": side,
            "moved": line.is_moved,
            "shared": thousandths(line.shared),
            "text": line.text,
        })
    });
    let value = json!({
        "longest": found.longest,
        "overlap": thousandths(found.overlap),
        "sentences": lines.collect::<Vec<_>>(),
    });
    format!("{value}\n")
}
