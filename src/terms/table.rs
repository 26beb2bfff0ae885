use super::{RawTerms, Validity, parse_date};
use crate::diag::{Diagnostic, Faults, Result, Source, both, parse_yaml};
use crate::world::{Bundle, Shelf};
use chrono::NaiveDate;
use std::sync::Arc;

/// The table of fixed expressions, events and formulas.
#[derive(Debug, Clone)]
pub struct Terms {
    as_of: NaiveDate,
    expressions: Vec<Expression>,
    events: Vec<Event>,
    formulas: Vec<String>,
    stamp: String,
}

/// A fixed expression.
#[derive(Debug, Clone)]
pub struct Expression {
    /// The name by which templates and phrases ask for it.
    pub id: String,
    /// Its short name among drafters.
    pub head: String,
    /// Its wordings.
    pub forms: Vec<Form>,
}

/// One wording of an expression.
#[derive(Debug, Clone)]
pub struct Form {
    /// The wording.
    pub text: String,
    /// When it is in use.
    pub validity: Validity,
}

/// A congress, plenum, campaign or document that dates expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// A day, a span of days or a month, as written.
    pub date: String,
    /// What it was.
    pub name: String,
    /// Its short form in a speech; empty if it has none.
    pub short: String,
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"));

impl Terms {
    /// The table on this shelf.
    ///
    /// # Errors
    /// A user's table that is not well formed, or with a date that is none.
    ///
    /// # Panics
    /// Never: the defaults were written by the build script with the same types.
    pub fn load(shelf: &Shelf<'_>) -> Result<Self> {
        let files = shelf.files(Bundle::Terms, &[".yaml", ".csv", ".txt"])?;
        let mut stamp = String::new();
        let mut terms = Self {
            as_of: NaiveDate::default(),
            expressions: Vec::new(),
            events: Vec::new(),
            formulas: Vec::new(),
            stamp: String::new(),
        };
        for file in files {
            if !file.is_default {
                stamp.push_str(file.source.text());
            }
            match file.path.as_str() {
                "expressions.yaml" => {
                    let raw = if file.is_default {
                        postcard::from_bytes(COMPILED)
                            .expect("build.rs wrote this table with the same types")
                    } else {
                        parse_yaml(&file.source)?
                    };
                    terms.take(raw, &file.source)?;
                }
                "timeline.csv" => terms.events = events(file.source.text()),
                "formulas.txt" => {
                    terms.formulas = file
                        .source
                        .text()
                        .lines()
                        .filter(|line| !line.is_empty() && !line.starts_with('#'))
                        .map(str::to_owned)
                        .collect();
                }
                _ => {}
            }
        }
        terms.stamp = stamp;
        Ok(terms)
    }

    fn take(&mut self, raw: RawTerms, source: &Arc<Source>) -> Result<()> {
        let bad_date = |text: &str| {
            let at = source.text().find(text).unwrap_or(0);
            Faults::from(
                Diagnostic::error(
                    "terms.date",
                    both!("`{text}` 不是日期", "`{text}` is not a date"),
                )
                .at(source.span(at..at + text.len()))
                .help(both!(
                    "写成 2026-03-05、2026-03 或 2026",
                    "write 2026-03-05, 2026-03 or 2026"
                )),
            )
        };
        self.as_of = parse_date(&raw.as_of).ok_or_else(|| bad_date(&raw.as_of))?;
        for expression in raw.expressions {
            let mut forms = Vec::with_capacity(expression.forms.len());
            for form in expression.forms {
                let validity = Validity::parse(form.since.as_deref(), form.until.as_deref())
                    .ok_or_else(|| {
                        bad_date(
                            form.since
                                .as_deref()
                                .or(form.until.as_deref())
                                .unwrap_or_default(),
                        )
                    })?;
                forms.push(Form {
                    text: form.text,
                    validity,
                });
            }
            self.expressions.push(Expression {
                id: expression.id,
                head: expression.head,
                forms,
            });
        }
        Ok(())
    }

    /// The day as of which the table is right; the date of an outline that gives none.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// All expressions.
    pub fn expressions(&self) -> &[Expression] {
        &self.expressions
    }

    /// The events that date them.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The public formulas.
    pub fn formulas(&self) -> &[String] {
        &self.formulas
    }

    /// The expression of this name.
    pub fn get(&self, id: &str) -> Option<&Expression> {
        self.expressions.iter().find(|e| e.id == id)
    }

    /// The wording of expression `id` on `date`; none if it was not in use.
    pub fn wording(&self, id: &str, date: NaiveDate) -> Option<&str> {
        self.get(id)?
            .forms
            .iter()
            .find(|form| form.validity.covers(date))
            .map(|form| form.text.as_str())
    }

    /// What of a user's own is in the table: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}

/// Reads the timeline: `date,event,short_form,note`; no field of it holds a comma.
fn events(text: &str) -> Vec<Event> {
    text.lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split(',').map(str::to_owned);
            Some(Event {
                date: fields.next()?,
                name: fields.next()?,
                short: fields.next()?,
            })
        })
        .collect()
}
