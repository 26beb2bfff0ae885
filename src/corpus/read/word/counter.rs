use super::numbering::{LEVELS, Level, List, Number, Numbering};
use super::numeral::numeral;
use super::styles::Styles;
use std::collections::{BTreeMap, BTreeSet};

/// What a paragraph says of its own number.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// Its style.
    pub style: Option<String>,
    /// Its use of a list; `0` where it has none though its style has.
    pub number: Option<String>,
    /// Its level.
    pub level: Option<usize>,
}

/// Counts the numbered paragraphs of a document, in their order.
pub(super) struct Counter<'n> {
    numbering: &'n Numbering,
    styles: &'n Styles,
    /// How far each list has come, level by level.
    counts: BTreeMap<&'n str, [Option<u32>; LEVELS]>,
    /// The uses that were met.
    met: BTreeSet<&'n str>,
    unknown: BTreeSet<String>,
}

impl<'n> Counter<'n> {
    /// Before the first paragraph.
    pub fn new(numbering: &'n Numbering, styles: &'n Styles) -> Self {
        Self {
            numbering,
            styles,
            counts: BTreeMap::new(),
            met: BTreeSet::new(),
            unknown: BTreeSet::new(),
        }
    }

    /// The formats of numbers that were met and are not known.
    pub fn unknown(&self) -> &BTreeSet<String> {
        &self.unknown
    }

    /// The number of the next paragraph as it is written in front of it; empty if it has none.
    pub fn next(&mut self, paragraph: &Numbered) -> String {
        self.find(paragraph)
            .map(|found| self.count(&found))
            .unwrap_or_default()
    }

    /// The list that a paragraph belongs to: its own, or that of its style.
    fn find(&self, paragraph: &Numbered) -> Option<Found<'n>> {
        let styled = self.styles.number(paragraph.style.as_deref());
        let (id, by_style) = match (&paragraph.number, styled) {
            (Some(own), _) => (own.as_str(), None),
            (None, Some((id, style, level))) => (id, Some((style, level))),
            (None, None) => return None,
        };
        let (id, number) = self.numbering.numbers.get_key_value(id)?;
        let (list_id, list) = self.list(number)?;
        // Of which level a style's paragraphs are is written in the list (17.9.23).
        let of_style = by_style.and_then(|(style, level)| {
            list.levels
                .iter()
                .position(|l| l.style.as_deref() == Some(style))
                .or(level)
        });
        let level = paragraph.level.or(of_style).unwrap_or(0);
        (level < LEVELS).then_some(Found {
            id,
            number,
            list_id,
            list,
            level,
        })
    }

    /// The list of a use; where a style of numbering stands for it, the list of that style.
    fn list(&self, number: &'n Number) -> Option<(&'n str, &'n List)> {
        let (id, list) = self.numbering.lists.get_key_value(&number.list)?;
        let linked = || {
            let (number, ..) = self.styles.number(Some(list.style.as_deref()?))?;
            let number = self.numbering.numbers.get(number)?;
            self.numbering.lists.get_key_value(&number.list)
        };
        let (id, list) = linked().unwrap_or((id, list));
        Some((id, list))
    }

    fn count(&mut self, found: &Found<'n>) -> String {
        let counts = self.counts.entry(found.list_id).or_default();
        if self.met.insert(found.id) {
            for (count, start) in counts.iter_mut().zip(&found.number.starts) {
                if start.is_some() {
                    *count = None;
                }
            }
        }
        let own = found.level;
        counts[own] = Some(match counts[own] {
            Some(count) => count.saturating_add(1),
            None => found.start(own),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(own + 1) {
            // Without a word on it a level starts anew after any above it.
            if found.at(deeper).restart.is_none_or(|by| own < by) {
                *count = None;
            }
        }
        let counts = *counts;
        self.write(found, &counts)
    }

    fn write(&mut self, found: &Found<'n>, counts: &[Option<u32>; LEVELS]) -> String {
        let own = found.at(found.level);
        if own.text.is_empty() {
            return String::new();
        }
        let mut written = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let level = signs
                .peek()
                .filter(|_| sign == '%')
                .and_then(|c| c.to_digit(10))
                .filter(|level| *level > 0);
            let Some(level) = level else {
                // The fonts of symbols have their bullets among the private characters.
                let is_private = matches!(sign, '\u{e000}'..='\u{f8ff}');
                written.push(if is_private { '•' } else { sign });
                continue;
            };
            signs.next();
            let level = level as usize - 1;
            let count = counts[level].unwrap_or_else(|| found.start(level));
            let format = match &found.at(level).format {
                Some(format) if !own.is_legal => format.as_str(),
                _ => "decimal",
            };
            written += &numeral(format, count).unwrap_or_else(|| {
                self.unknown.insert(format.to_owned());
                count.to_string()
            });
        }
        match own.behind.as_deref() {
            Some("nothing") => {}
            Some("space") => written.push(' '),
            // A tab leaves a gap, which after a full-width mark is in the mark already.
            _ if written.ends_with(|c: char| c.is_ascii() || c == '•') => written.push(' '),
            _ => {}
        }
        written
    }
}

/// Where a paragraph stands among the lists.
struct Found<'n> {
    id: &'n str,
    number: &'n Number,
    list_id: &'n str,
    list: &'n List,
    level: usize,
}

impl<'n> Found<'n> {
    fn at(&self, level: usize) -> &'n Level {
        self.number.levels[level]
            .as_ref()
            .unwrap_or(&self.list.levels[level])
    }

    fn start(&self, level: usize) -> u32 {
        self.number.starts[level].unwrap_or(self.at(level).start)
    }
}
