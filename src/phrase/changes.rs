use super::bank::numbered;
use super::raw::{RawBank, RawChanges, RawEntry, RawFile};
use crate::diag::{
    Diagnostic, Faults, Located, Result, Span, both, did_you_mean, nearest, parse_yaml,
};
use crate::world::Resource;

/// The most unknown ids that are looked up for what was meant.
const CURES: usize = 8;

/// Lays what an overlay changes over the bank: an entry that is replaced keeps its place in its pool, and those of the project's own
/// files stand.
pub(super) fn lay(raw: &mut RawBank, file: &Resource, own: &[Resource]) -> Result<()> {
    let changes: RawChanges<Located<RawEntry>, Located<String>> = parse_yaml(&file.source)?;
    let mut found = Vec::new();
    let mut missing = |raw: &RawBank, id: &str, at: Span| {
        let known = raw.files.iter().flat_map(|f| &f.entries);
        // Looking through the whole bank takes its time; a few cures show what is wrong.
        let near = if found.len() < CURES {
            nearest(id, known.map(|(_, e)| e.id.as_str()))
        } else {
            None
        };
        found.push(
            Diagnostic::error(
                "overlay.entry",
                both!("语料里没有条目 `{id}`", "the bank has no entry `{id}`"),
            )
            .at(at)
            .help(did_you_mean(
                near,
                both!(
                    "`nigao bank show` 列出各池的条目",
                    "`nigao bank show` names the entries of a pool"
                ),
            )),
        );
    };
    let stands = |other: &RawFile| own.iter().any(|own| own.origin == other.name);
    for id in changes.remove {
        let at = Span::of(&file.source, &id);
        match find(raw, &id.value) {
            Some((f, _)) if stands(&raw.files[f]) => {}
            Some((f, at)) => drop(raw.files[f].entries.remove(at)),
            None => missing(raw, &id.value, at),
        }
    }
    for entry in changes.replace {
        let at = Span::of(&file.source, &entry);
        let (line, entry) = numbered(file, entry);
        match find(raw, &entry.id) {
            Some((f, _)) if stands(&raw.files[f]) => {}
            Some((f, at)) => {
                // The entry stands in a file of its own now, between the two halves of the one it stood in.
                let tail = raw.files[f].entries.split_off(at);
                let name = raw.files[f].name.clone();
                let new = RawFile {
                    name: file.origin.clone(),
                    entries: vec![(line, entry)],
                };
                let rest = RawFile {
                    name,
                    entries: tail.into_iter().skip(1).collect(),
                };
                raw.files.insert(f + 1, rest);
                raw.files.insert(f + 1, new);
            }
            None => missing(raw, &entry.id, at),
        }
    }
    raw.files.push(RawFile {
        name: file.origin.clone(),
        entries: changes.add.into_iter().map(|e| numbered(file, e)).collect(),
    });
    Faults::unless_empty(found)
}

/// The file and the place in it of an entry.
fn find(raw: &RawBank, id: &str) -> Option<(usize, usize)> {
    raw.files.iter().enumerate().find_map(|(f, file)| {
        let at = file.entries.iter().position(|(_, e)| e.id == id)?;
        Some((f, at))
    })
}
