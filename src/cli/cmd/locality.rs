use crate::cli::args;
use crate::cli::desk::Desk;
use crate::compose::Library;
use crate::diag::{Lang, Result};
use crate::locality::Locality;
use serde_json::{Value, json};
use std::fmt::Write;

/// The columns of `--json`, each with the word of the place that it holds.
const COLUMNS: [(&str, &str); 11] = [
    ("party_full", "committee_full"),
    ("party_short", "committee"),
    ("org_dept", "department"),
    ("whole", "whole"),
    ("self_ref", "own"),
    ("direct_org", "direct"),
    ("gov", "government_full"),
    ("gov_short", "government"),
    ("gov_head", "head"),
    ("superior_party", "superior.committee"),
    ("sub_units", "units"),
];

/// `nigao locality`
pub(super) fn run(args: &args::Locality, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?.at(None, args.place.as_deref())?;
    let text = match &args.place {
        None => list(&library, args.json)?,
        Some(name) => {
            let locality = library.locality(name)?;
            if args.json {
                whole(&json(&locality))
            } else {
                names(&locality, args.explain, desk.lang)
            }
        }
    };
    desk.print(&text)?;
    Ok(0)
}

/// Every division with its code, kind and path.
fn list(library: &Library<'_>, as_json: bool) -> Result<String> {
    let table = library.table()?;
    let mut out = String::new();
    for division in table.divisions() {
        let (code, kind, path) = (&division.code, &division.kind, table.path(division));
        let other = division.aliases.join(" ");
        let _ = if as_json {
            let line = json!({"code": code, "name": division.name, "kind": kind, "path": path, "aliases": division.aliases});
            writeln!(out, "{line}")
        } else {
            writeln!(
                out,
                "{}",
                format!("{code}  {kind}  {path}  {other}").trim_end()
            )
        };
    }
    Ok(out)
}

fn names(locality: &Locality, explain: bool, lang: Lang) -> String {
    let mut out = String::new();
    let wide = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let widest = locality.words().iter().map(|w| wide(&w.value)).max();
    let pad = |text: &str| " ".repeat(widest.unwrap_or(0).saturating_sub(wide(text)));
    let _ = match lang {
        Lang::Chinese => writeln!(out, "{} {}", locality.kind(), locality.label()),
        Lang::English => writeln!(out, "{} {}", locality.label(), locality.kind()),
    };
    for word in locality.words() {
        let by = if explain {
            format!("{}  {}", pad(&word.value), word.by)
        } else {
            String::new()
        };
        let _ = writeln!(out, "  loc.{:<26}{}{by}", word.field, word.value);
    }
    out
}

fn json(locality: &Locality) -> Value {
    let word = |field: &str| locality.word(field).map_or(Value::Null, Value::from);
    let mut fields = serde_json::Map::new();
    fields.insert("code".into(), locality.code().into());
    fields.insert("name".into(), word("name"));
    fields.insert("kind".into(), locality.kind().into());
    let chain: Vec<Value> = locality
        .superiors()
        .iter()
        .map(|s| {
            let given = |text: &str| {
                if text.is_empty() {
                    Value::Null
                } else {
                    text.into()
                }
            };
            json!({"code": given(&s.code), "name": given(&s.name), "kind": given(&s.kind), "committee": s.committee})
        })
        .collect();
    fields.insert("chain".into(), chain.into());
    for (column, field) in COLUMNS {
        fields.insert(column.into(), word(field));
    }
    fields.into()
}

fn whole(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
