use super::xml::{Element, Piece, Xml, XmlFault};
use std::collections::BTreeMap;

/// How many levels a list has (17.9.6).
pub(super) const LEVELS: usize = 9;

/// The lists of a document: `numbering.xml`.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    pub lists: BTreeMap<String, List>,
    pub numbers: BTreeMap<String, Number>,
}

/// A list: its levels, whose counts all paragraphs of the list share (17.9.1).
#[derive(Debug, Default)]
pub(super) struct List {
    pub levels: [Level; LEVELS],
    /// The style of numbering that stands for the list instead (17.9.21).
    pub style: Option<String>,
}

/// A use of a list, with what differs in it (17.9.15).
#[derive(Debug, Default)]
pub(super) struct Number {
    pub list: String,
    /// Levels that begin anew here, and with what.
    pub starts: [Option<u32>; LEVELS],
    /// Levels that are others here.
    pub levels: [Option<Level>; LEVELS],
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// The first number (17.9.25).
    pub start: u32,
    /// The name of its numerals (17.18.59); none where the file names none.
    pub format: Option<String>,
    /// The number as it is written, `%1` for that of the first level.
    pub text: String,
    /// What stands behind it: `tab`, `space` or `nothing` (17.9.28).
    pub behind: Option<String>,
    /// The level whose appearance starts this one anew, counted from 1; 0 for none (17.9.10).
    pub restart: Option<usize>,
    /// Whether all levels are written in Arabic figures (17.9.4).
    pub is_legal: bool,
    /// The style whose paragraphs are of this level (17.9.23).
    pub style: Option<String>,
}

impl Level {
    fn read(&mut self, element: &Element<'_>) {
        match element.name.word() {
            "start" => self.start = element.number().unwrap_or(0),
            "numFmt" => self.format = element.value(),
            "lvlText" => self.text = element.value().unwrap_or_default(),
            "suff" => self.behind = element.value(),
            "lvlRestart" => self.restart = element.number().map(|n| n as usize),
            "isLgl" => self.is_legal = element.is_on(),
            "pStyle" => self.style = element.value(),
            _ => {}
        }
    }
}

/// The definition that is being read.
enum At {
    Nothing,
    List(String),
    Number(String),
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(mut xml: Xml<'_>) -> Result<Self, XmlFault> {
        let mut numbering = Self::default();
        let mut at = At::Nothing;
        let mut level = None;
        // What Word wrote for programs that do not know what stands before it.
        let mut fallbacks = 0_usize;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(element) if fallbacks > 0 || element.name.local() == "Fallback" => {
                    fallbacks += 1;
                }
                Piece::Close(_) if fallbacks > 0 => fallbacks -= 1,
                Piece::Open(element) => numbering.open(&element, &mut at, &mut level),
                Piece::Close(name) if matches!(name.word(), "lvl" | "lvlOverride") => level = None,
                Piece::Close(name) if matches!(name.word(), "abstractNum" | "num") => {
                    at = At::Nothing;
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    fn open(&mut self, element: &Element<'_>, at: &mut At, level: &mut Option<usize>) {
        let index = || {
            let level = element.attribute("ilvl")?.parse().ok()?;
            (level < LEVELS).then_some(level)
        };
        match (element.name.word(), &*at) {
            ("abstractNum", _) => {
                let id = element.attribute("abstractNumId").unwrap_or_default();
                self.lists.insert(id.clone(), List::default());
                *at = At::List(id);
            }
            ("num", _) => {
                let id = element.attribute("numId").unwrap_or_default();
                self.numbers.insert(id.clone(), Number::default());
                *at = At::Number(id);
            }
            ("lvlOverride", _) | ("lvl", At::List(_)) => *level = index(),
            ("lvl", At::Number(id)) => {
                *level = index();
                if let (Some(level), Some(number)) = (*level, self.numbers.get_mut(id)) {
                    number.levels[level] = Some(Level::default());
                }
            }
            (_, At::List(id)) => {
                let Some(list) = self.lists.get_mut(id) else {
                    return;
                };
                match *level {
                    Some(level) => list.levels[level].read(element),
                    None if element.name.word() == "numStyleLink" => list.style = element.value(),
                    None => {}
                }
            }
            (own, At::Number(id)) => {
                let Some(number) = self.numbers.get_mut(id) else {
                    return;
                };
                match (own, *level) {
                    ("abstractNumId", _) => number.list = element.value().unwrap_or_default(),
                    ("startOverride", Some(level)) => number.starts[level] = element.number(),
                    (_, Some(level)) => {
                        if let Some(level) = &mut number.levels[level] {
                            level.read(element);
                        }
                    }
                    _ => {}
                }
            }
            (_, At::Nothing) => {}
        }
    }
}
