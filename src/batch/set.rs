use super::Row;
use crate::diag::{Diagnostic, Faults, Result, Source, Span, both};
use crate::outline::{self, Outline, load_with};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One outline at one place: what a batch makes variants of.
#[derive(Debug)]
pub struct Set {
    /// What its files begin with.
    pub name: String,
    /// The outline, with what the row of the list sets in it.
    pub outline: Outline,
    /// The place; none where the outline's own counts.
    pub locality: Option<String>,
    /// The row of the list.
    pub row: Option<Span>,
}

/// Every outline with every row; without rows, every outline as it is.
///
/// # Errors
/// A row that an outline cannot take: a key it does not have, a value it refuses.
pub fn sets(outlines: &[Arc<Source>], rows: &[Row]) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    let mut faults = Vec::new();
    for source in outlines {
        let stem = stem(source.name());
        if rows.is_empty() {
            sets.push(Set {
                name: stem.to_owned(),
                outline: outline::load(source)?,
                locality: None,
                row: None,
            });
        }
        for row in rows {
            match load_with(source, &row.changes) {
                Ok(outline) => sets.push(Set {
                    name: format!("{stem}-{}", label(&row.locality)),
                    outline,
                    locality: Some(row.locality.clone()),
                    row: Some(row.at.clone()),
                }),
                Err(found) => {
                    for fault in found.0.into_iter().map(|d| in_row(d, row)) {
                        // A column that is wrong is wrong for every row.
                        if !faults.iter().any(|told| same(told, &fault)) {
                            faults.push(fault);
                        }
                    }
                }
            }
        }
        // Without a fault in the outline itself, each row has one of its own; with it, once is enough.
        if !faults.is_empty() {
            break;
        }
    }
    Faults::unless_empty(faults)?;
    number(&mut sets);
    Ok(sets)
}

fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    let place = |fault: &Diagnostic| fault.span.as_ref().map(|s| (s.place(), s.range()));
    a.code == b.code && place(a) == place(b) && a.message == b.message
}

/// A fault that the values of a row brought in is one of the row.
fn in_row(fault: Diagnostic, row: &Row) -> Diagnostic {
    if row.changes.is_empty()
        || fault
            .span
            .as_ref()
            .is_some_and(|s| s.source() == row.at.source())
    {
        return fault;
    }
    let Some(span) = &fault.span else {
        return fault.at(row.at.clone());
    };
    let (zh, en) = (
        fault.message.text(crate::diag::Lang::Chinese).to_owned(),
        fault.message.text(crate::diag::Lang::English).to_owned(),
    );
    let place = span.place();
    Diagnostic {
        message: crate::diag::Message::new(
            format!("填进提纲后（{place}）：{zh}"),
            format!("with these values, at {place}: {en}"),
        ),
        span: Some(row.at.clone()),
        ..fault
    }
}

/// Tells sets of the same name apart: `-2`, `-3` …
fn number(sets: &mut [Set]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for set in sets {
        let times = seen.entry(set.name.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            set.name = format!("{}-{times}", set.name);
        }
    }
}

/// The name of a file without folders and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// A place as part of a file's name.
fn label(locality: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    locality.chars().map(plain).collect()
}

impl Set {
    /// The name of the file of draft `number`, from 1, of `n`.
    pub fn file(&self, number: u64, n: u64, ending: &str) -> String {
        let width = n.to_string().len();
        format!("{}-{number:0width$}.{ending}", self.name)
    }
}

/// What to say where a set cannot be drafted.
pub(super) fn of_set(faults: Faults, set: &Set) -> Faults {
    let Some(row) = &set.row else { return faults };
    let of = |fault: Diagnostic| {
        // A fault of no other place is the row's own.
        if fault.span.is_none() {
            return fault.at(row.clone());
        }
        let place = row.place();
        let zh = fault.message.text(crate::diag::Lang::Chinese).to_owned();
        let en = fault.message.text(crate::diag::Lang::English).to_owned();
        Diagnostic {
            message: both!("{place}：{zh}", "{place}: {en}"),
            ..fault
        }
    };
    Faults(faults.0.into_iter().map(of).collect())
}
