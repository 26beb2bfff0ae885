use crate::diag::{Diagnostic, Faults, Result, Source, Span, both};
use crate::outline::Change;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row of a list: a place, and what it sets in the outlines.
#[derive(Debug)]
pub struct Row {
    /// The place.
    pub locality: String,
    /// Values for keys of the outlines; an empty cell sets nothing.
    pub changes: Vec<Change>,
    /// The row.
    pub at: Span,
}

/// The column that names the places.
const LOCALITY: [&str; 3] = ["locality", "地方", "区划"];

/// The columns of days.
const DATE: [&str; 2] = ["date", "日期"];

/// Columns whose names begin so are for whoever keeps the list, and set nothing.
const REMARK: char = '#';

/// Reads a list: CSV with a heading, a column `locality`, and columns named by keys of the outlines; a column whose name
/// begins with `#` is left alone. UTF-8, or GB18030 as spreadsheets write it, of which the warning tells.
///
/// # Errors
/// Neither encoding; no heading, no column `locality`, a column twice; a row without a place, with too many or too few cells,
/// with a line break in a cell, or the same as one before it.
pub fn read_list(name: &str, bytes: &[u8]) -> Result<(Vec<Row>, Option<Diagnostic>)> {
    let (text, warning) = decode(name, bytes)?;
    let source = Source::new(name, text);
    let columns = columns(&source)?;
    let headings = headings(&source, &columns);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(source.text().as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut faults = Vec::new();
    let mut seen: BTreeMap<Vec<String>, Span> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&source, &error))?;
        let at = record.position().map_or(0, |p| p.byte() as usize);
        let at = at + source.text()[at..].len() - source.text()[at..].trim_start().len();
        let line = source.text()[at..].lines().next().unwrap_or("").len();
        let at = source.span(at..at + line);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if let Some(fault) = wrong(&cells, &columns, seen.get(&cells), &at) {
            faults.push(fault);
            continue;
        }
        let mut row = Row {
            locality: String::new(),
            changes: Vec::new(),
            at: at.clone(),
        };
        for ((column, heading), value) in columns.iter().zip(&headings).zip(&cells) {
            if LOCALITY.contains(&column.as_str()) {
                row.locality.clone_from(value);
            } else if !value.is_empty() && !column.starts_with(REMARK) {
                let is_day = DATE.contains(&column.as_str());
                row.changes.push(Change {
                    key: column.clone(),
                    value: is_day
                        .then(|| day(value))
                        .flatten()
                        .unwrap_or_else(|| value.clone()),
                    at: Some(heading.clone()),
                });
            }
        }
        seen.insert(cells, at);
        rows.push(row);
    }
    Faults::unless_empty(faults)?;
    if rows.is_empty() {
        return Err(Diagnostic::error(
            "list.empty",
            both!("`{name}` 里没有一行地方", "there is no row in `{name}`"),
        )
        .at(source.start())
        .help(both!(
            "标题行下面一行写一个地方",
            "write one place a line below the heading"
        ))
        .into());
    }
    Ok((rows, warning))
}

/// A day as spreadsheets save it, `2026/4/1`, in the way outlines write it.
fn day(cell: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(cell, "%Y/%m/%d").ok()?;
    Some(day.format("%Y-%m-%d").to_string())
}

/// UTF-8 with or without a mark, or else GB18030.
fn decode(name: &str, bytes: &[u8]) -> Result<(String, Option<Diagnostic>)> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.trim_start_matches('\u{feff}').to_owned(), None));
    }
    let at = Source::new(name, "").start();
    let found = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    match found {
        Some(text) => {
            let note = Diagnostic::warning(
                "list.gb18030",
                both!(
                    "`{name}` 不是 UTF-8，按 GB18030 读取",
                    "`{name}` is not UTF-8; it was read as GB18030"
                ),
            )
            .at(at)
            .help(both!(
                "核对一下地名和姓名是否正确",
                "check that its names came through"
            ));
            Ok((text.into_owned(), Some(note)))
        }
        None => Err(Diagnostic::error(
            "list.encoding",
            both!(
                "`{name}` 既不是 UTF-8，也不是 GB18030",
                "`{name}` is neither UTF-8 nor GB18030"
            ),
        )
        .at(at)
        .help(both!(
            "在表格软件里另存为“CSV UTF-8”",
            "save it as “CSV UTF-8” in the spreadsheet"
        ))
        .into()),
    }
}

fn columns(source: &Arc<Source>) -> Result<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(source.text().as_bytes());
    let heading = reader
        .headers()
        .map_err(|error| broken(source, &error))?
        .clone();
    let columns: Vec<String> = heading.iter().map(str::to_owned).collect();
    let first = source.span(source.line(1));
    if !columns.iter().any(|c| LOCALITY.contains(&c.as_str())) {
        return Err(Diagnostic::error(
            "list.no-locality",
            both!("没有 `locality` 一列", "there is no column `locality`"),
        )
        .at(first)
        .help(both!(
            "第一行是列名：`locality`（地方），此外是提纲里要填的键，如 `speaker.post`",
            "the first line names the columns: `locality`, and keys of the outline to set, such as `speaker.post`"
        ))
        .into());
    }
    let is_locality = |c: &String| LOCALITY.contains(&c.as_str());
    let twice = columns.iter().enumerate().find(|(at, column)| {
        let before = &columns[..*at];
        before.contains(column) || is_locality(column) && before.iter().any(is_locality)
    });
    if let Some((at, column)) = twice {
        return Err(Diagnostic::error(
            "list.column-twice",
            both!(
                "`{column}` 这一列前面已经有了",
                "there is a column for `{column}` before it"
            ),
        )
        .at(headings(source, &columns).swap_remove(at))
        .help(both!("删去一个", "delete one of them"))
        .into());
    }
    Ok(columns)
}

/// Where the names of the columns stand.
fn headings(source: &Arc<Source>, columns: &[String]) -> Vec<Span> {
    let line = source.line(1);
    let mut from = line.start;
    let place = |column: &String| match source.text()[from..line.end].find(column.as_str()) {
        Some(at) => {
            let start = from + at;
            from = start + column.len();
            source.span(start..from)
        }
        // One that is written otherwise, with doubled quotation marks in it.
        None => source.span(line.clone()),
    };
    columns.iter().map(place).collect()
}

fn wrong(
    cells: &[String],
    columns: &[String],
    before: Option<&Span>,
    at: &Span,
) -> Option<Diagnostic> {
    let (has, wants) = (cells.len(), columns.len());
    let place = columns.iter().position(|c| LOCALITY.contains(&c.as_str()));
    let fault = if has != wants {
        Diagnostic::error(
            "list.cells",
            both!(
                "这一行有 {has} 格，标题有 {wants} 列",
                "cells in this row: {has}; columns in the heading: {wants}"
            ),
        )
        .help(both!(
            "补上或删去逗号；格里有逗号时用引号括起来",
            "add or delete a comma; a cell with a comma in it stands in quotation marks"
        ))
    } else if cells.iter().any(|cell| cell.contains(['\n', '\r'])) {
        Diagnostic::error(
            "list.lines",
            both!(
                "这一行有一格写了不止一行",
                "a cell of this row takes more than one line"
            ),
        )
        .help(both!(
            "检查引号是否成对；去掉格里的换行",
            "check that quotation marks are closed; take line breaks out of the cell"
        ))
    } else if place.is_some_and(|place| cells[place].is_empty()) {
        Diagnostic::error(
            "list.no-place",
            both!("这一行没有地方", "this row has no place"),
        )
        .help(both!(
            "写上地名或代码，或删去这一行",
            "write a name or a code, or delete the row"
        ))
    } else if let Some(before) = before {
        let line = before.line_column().0;
        Diagnostic::error(
            "list.row-twice",
            both!(
                "这一行和第 {line} 行相同",
                "this row is the same as line {line}"
            ),
        )
        .help(both!("删去一行", "delete one of them"))
    } else {
        return None;
    };
    Some(fault.at(at.clone()))
}

fn broken(source: &Arc<Source>, error: &csv::Error) -> Diagnostic {
    let line = error.position().map_or(1, |p| p.line() as usize);
    let said = error.to_string();
    Diagnostic::error(
        "list.csv",
        both!("不是合格的 CSV：{said}", "not valid CSV: {said}"),
    )
    .at(source.span(source.line(line)))
    .help(both!(
        "检查引号是否成对，逗号是否是半角",
        "check that quotation marks are closed and commas are plain ones"
    ))
}
