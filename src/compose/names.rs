use crate::diag::{Diagnostic, Source, both, did_you_mean, nearest};
use crate::draft::{Origin, OriginKind};
use crate::locality::{FIELDS, Locality};
use crate::template::{gap, wrap};
use std::sync::Arc;

/// A stretch of a text of the outline.
enum Stretch<'t> {
    Words(&'t str),
    /// What stands in `{{ }}`, and where it begins.
    Slot(&'t str, usize),
}

/// Cuts a text at its slots. What is not closed is words.
fn cut(text: &str) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|o| at + o) {
        let Some(close) = text[open..].find("}}").map(|c| open + c) else {
            break;
        };
        if open > at {
            out.push(Stretch::Words(&text[at..open]));
        }
        let inner = &text[open + 2..close];
        let begin = open + 2 + (inner.len() - inner.trim_start().len());
        out.push(Stretch::Slot(inner.trim(), begin));
        at = close + 2;
    }
    if at < text.len() {
        out.push(Stretch::Words(&text[at..]));
    }
    out
}

/// A text of the outline with the names of the place in its slots, everything with its origin. A name that the place does not
/// have is a gap.
pub(super) fn named(text: &str, locality: &Locality, origin: &Origin) -> String {
    cut(text)
        .into_iter()
        .map(|stretch| match stretch {
            Stretch::Words(words) => wrap(words, origin.clone()),
            Stretch::Slot(slot, _) => {
                let Some(field) = slot.strip_prefix("loc.") else {
                    return wrap(&format!("{{{{ {slot} }}}}"), origin.clone());
                };
                match locality.word(field) {
                    Some(word) => wrap(
                        word,
                        Origin::new(OriginKind::Locality, format!("loc.{field}")),
                    ),
                    None => gap(label(field)),
                }
            }
        })
        .collect()
}

fn label(field: &str) -> &str {
    if let Some((group, _)) = field.split_once('.')
        && let Some(said) = match group {
            "brand" => Some("品牌"),
            "slogan" => Some("口号"),
            _ => None,
        }
    {
        return said;
    }
    let known = FIELDS.iter().find(|(name, ..)| *name == field);
    known.map_or(field, |(_, chinese, _)| chinese)
}

/// The slots of an outline that mean nothing.
pub(super) fn unknown_slots(source: &Arc<Source>, locality: &Locality) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut from = 0;
    for line in source.text().split_inclusive('\n') {
        let is_comment = line.trim_start().starts_with('#');
        for stretch in cut(line) {
            let Stretch::Slot(slot, at) = stretch else {
                continue;
            };
            let field = slot.strip_prefix("loc.");
            let is_known = |field: &str| {
                // A brand that another place has is a gap here.
                let is_saying = field.starts_with("brand.") || field.starts_with("slogan.");
                is_saying || FIELDS.iter().any(|(name, ..)| *name == field)
            };
            if is_comment || field.is_some_and(is_known) {
                continue;
            }
            let words = locality.words().iter().map(|w| w.field.as_str());
            let mut names: Vec<String> = FIELDS
                .iter()
                .map(|(name, ..)| *name)
                .chain(
                    words.filter(|name| name.starts_with("brand.") || name.starts_with("slogan.")),
                )
                .map(|name| format!("loc.{name}"))
                .collect();
            names.dedup();
            let list = names.join(", ");
            let near = nearest(slot, names.iter().map(String::as_str));
            found.push(
                Diagnostic::error(
                    "outline.slot",
                    both!(
                        "提纲里没有 `{slot}` 这样的空位",
                        "an outline has no slot `{slot}`"
                    ),
                )
                .at(source.span(from + at..from + at + slot.len()))
                .help(did_you_mean(
                    near,
                    both!(
                        "空位是地方的称谓：{list}",
                        "slots are names of the place: {list}"
                    ),
                )),
            );
        }
        from += line.len();
    }
    found
}
