use crate::cli::args;
use crate::cli::desk::Desk;
use crate::diag::{Diagnostic, Lang, Result, both};
use crate::draft::{Comparison, Side, compare};
use crate::export::Format;
use crate::world::read_text;
use serde_json::json;
use std::fmt::Write;
use std::path::Path;

/// `nigao diff`
pub(super) fn run(args: &args::Diff, desk: &mut Desk<'_>) -> Result<u8> {
    let [first, second] = [&args.first, &args.second].map(|path| words(desk, path));
    let found = compare(&first?, &second?);
    let text = if args.json {
        as_json(&found)
    } else {
        as_text(&found, desk.lang)
    };
    desk.print(&text)?;
    Ok(0)
}

/// The words of a draft in any of the formats; a file of another ending is read as text.
fn words(desk: &Desk<'_>, path: &Path) -> Result<String> {
    let source = read_text(desk.world, path)?;
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    let format = Format::of_ending(ending).unwrap_or_default();
    format.exporter().words(source.text()).ok_or_else(|| {
        let name = source.name();
        Diagnostic::error(
            "diff.format",
            both!(
                "`{name}` 不是一篇草稿",
                "`{name}` is not a draft in the format its name says"
            ),
        )
        .at(source.start())
        .help(both!(
            "给 `nigao draft` 写出的文件，或纯文本",
            "give a file that `nigao draft` wrote, or plain text"
        ))
        .into()
    })
}

fn count(found: &Comparison, side: Side) -> usize {
    found.lines.iter().filter(|line| line.side == side).count()
}

fn as_text(found: &Comparison, lang: Lang) -> String {
    let percent = found.overlap * 100.0;
    let [both, first, second] = [Side::Both, Side::First, Side::Second].map(|s| count(found, s));
    let mut out = match lang {
        Lang::Chinese => format!(
            "重合 {percent:.1}%；{both} 句相同，{first} 句只在前一篇，{second} 句只在后一篇\n\n"
        ),
        Lang::English => format!(
            "overlap {percent:.1}%; {both} sentences are the same, {first} are in the first only, {second} in the second\n\n"
        ),
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
            _ if line.shared == 0.0 => String::new(),
            _ => format!("{:.0}%", line.shared * 100.0),
        };
        let _ = writeln!(out, "{sign} {shared:>4}  {}", line.text);
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
        json!({"in": side, "shared": thousandths(line.shared), "text": line.text})
    });
    let value = json!({
        "overlap": thousandths(found.overlap),
        "sentences": lines.collect::<Vec<_>>(),
    });
    format!("{value}\n")
}
