use super::{Division, RawDivision};
use crate::diag::{Diagnostic, Faults, Message, Result, Source, both};
use crate::world::{Bundle, Shelf};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The divisions of the country, in the order of their codes.
#[derive(Debug, Clone)]
pub struct Table {
    divisions: Vec<Division>,
    by_code: HashMap<String, usize>,
    below: HashMap<String, Vec<usize>>,
    stamp: String,
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/divisions.bin"));

impl Table {
    /// The table on this shelf: a user's `localities/divisions.csv` stands in the place of the shipped one.
    ///
    /// # Errors
    /// A user's table that is not well formed: a wrong column, a code twice, a parent that is not there.
    ///
    /// # Panics
    /// Never: the default was written by the build script with the same types.
    pub fn load(shelf: &Shelf<'_>) -> Result<Self> {
        for file in shelf.files(Bundle::Localities, &["divisions.csv"])? {
            if !file.is_default {
                return Self::read(&file.source);
            }
        }
        let rows: Vec<RawDivision> =
            postcard::from_bytes(COMPILED).expect("build.rs wrote this table with the same types");
        let divisions = rows.into_iter().filter_map(Division::new).collect();
        Ok(Self::of(divisions, String::new()))
    }

    fn of(divisions: Vec<Division>, stamp: String) -> Self {
        let mut below: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, division) in divisions.iter().enumerate() {
            if let Some(parent) = &division.parent {
                below.entry(parent.clone()).or_default().push(at);
            }
        }
        let by_code = divisions
            .iter()
            .enumerate()
            .map(|(at, d)| (d.code.clone(), at))
            .collect();
        Self {
            divisions,
            by_code,
            below,
            stamp,
        }
    }

    /// A table as it is written.
    fn read(source: &Arc<Source>) -> Result<Self> {
        let mut reader = csv::Reader::from_reader(source.text().as_bytes());
        let mut rows: Vec<(usize, RawDivision)> = Vec::new();
        let fault = |line: usize, message: Message, help: Message| {
            Diagnostic::error("division.row", message)
                .at(source.span(source.line(line)))
                .help(help)
        };
        for record in reader.deserialize() {
            match record {
                Ok(row) => rows.push((rows.len() + 2, row)),
                Err(error) => {
                    let line = error.position().map_or(1, |p| p.line() as usize);
                    let why = error.to_string();
                    return Err(fault(
                        line,
                        both!("这一行读不了：{why}", "this row cannot be read: {why}"),
                        both!(
                            "列是 code,name,kind,parent,short,since,until",
                            "the columns are code,name,kind,parent,short,since,until"
                        ),
                    )
                    .into());
                }
            }
        }
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (line, row) in &rows {
            let code = &row.code;
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                found.push(fault(
                    *line,
                    both!("`{code}` 不是区划代码", "`{code}` is no code"),
                    both!("代码是六位数字", "a code is six digits"),
                ));
            }
            if let Some(first) = lines.insert(code.clone(), *line) {
                found.push(fault(
                    *line,
                    both!(
                        "代码 `{code}` 第 {first} 行已有",
                        "the code `{code}` stands in line {first} already"
                    ),
                    both!("删去一行", "delete one of them"),
                ));
            }
        }
        for (line, row) in &rows {
            let (parent, name) = (&row.parent, &row.name);
            if !parent.is_empty() && !lines.contains_key(parent) {
                found.push(fault(
                    *line,
                    both!(
                        "{name} 的上级 `{parent}` 不在表里",
                        "`{parent}`, above {name}, is not in the table"
                    ),
                    both!("补上那一行，或改 parent", "add its row, or mend `parent`"),
                ));
            }
        }
        let mut divisions = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            let dates = format!("{} {}", row.since, row.until);
            match Division::new(row) {
                Some(division) => divisions.push(division),
                None => found.push(fault(
                    line,
                    both!(
                        "`{dates}` 里有不是日期的",
                        "`{dates}` holds what is no date"
                    ),
                    both!(
                        "写成 2020-04-18、2020-04 或 2020",
                        "write 2020-04-18, 2020-04 or 2020"
                    ),
                )),
            }
        }
        let table = Self::of(divisions, source.text().to_owned());
        if let Some(code) = table.divisions.iter().find(|d| table.goes_round(d)) {
            let (code, name) = (&code.code, &code.name);
            let line = lines.get(code).copied().unwrap_or(1);
            found.push(fault(
                line,
                both!("{name} 的上级绕回了自己", "{name} is above itself"),
                both!("改 parent", "mend `parent`"),
            ));
        }
        Faults::unless_empty(found)?;
        Ok(table)
    }

    fn goes_round(&self, from: &Division) -> bool {
        let mut at = from;
        for _ in 0..8 {
            match at.parent.as_deref().and_then(|p| self.get(p)) {
                Some(above) => at = above,
                None => return false,
            }
        }
        true
    }

    /// All divisions.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// The division of this code.
    pub fn get(&self, code: &str) -> Option<&Division> {
        self.by_code.get(code).map(|at| &self.divisions[*at])
    }

    /// The divisions directly below.
    pub fn below(&self, code: &str) -> impl Iterator<Item = &Division> {
        let below = self.below.get(code).into_iter().flatten();
        below.map(|at| &self.divisions[*at])
    }

    /// The divisions above, the nearest first.
    pub fn above<'t>(&'t self, division: &'t Division) -> impl Iterator<Item = &'t Division> {
        let up = |d: &'t Division| self.get(d.parent.as_deref()?);
        std::iter::successors(up(division), move |d| up(d))
    }

    /// Its name with those above it, the highest first: 江苏省/苏州市/昆山市.
    pub fn path(&self, division: &Division) -> String {
        let mut names: Vec<&str> = self.above(division).map(|d| d.name.as_str()).collect();
        names.reverse();
        names.push(&division.name);
        names.join("/")
    }

    /// What of a user's own is in the table: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}
