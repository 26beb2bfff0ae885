use super::Superior;
use crate::terms::Validity;
use chrono::NaiveDate;

/// The words a place may have, each with its name among drafters and in English.
pub const FIELDS: [(&str, &str, &str); 22] = [
    ("name", "全称", "the full name"),
    ("short", "简称", "the short name"),
    ("committee", "党委", "the Party committee"),
    ("committee_full", "党委全称", "the Party committee in full"),
    ("department", "组织部", "its organisation department"),
    ("whole", "全境的说法", "the whole area"),
    ("own", "自称", "how a speaker calls it"),
    ("direct", "直属机关", "its organs"),
    ("government", "政府", "the government"),
    ("government_full", "政府全称", "the government in full"),
    ("head", "政府负责人", "the head of the government"),
    ("offices", "党委和政府", "committee and government"),
    ("congress", "党代会", "the Party congress"),
    ("plenum", "党委全会", "the full meeting of the committee"),
    ("units", "下属各单位", "the units below"),
    (
        "superiors",
        "各级上级党委",
        "the committees above, high to low",
    ),
    (
        "superior.name",
        "上级全称",
        "the full name of the next place above",
    ),
    ("superior.committee", "上级党委", "the committee above"),
    (
        "superior.committee_named",
        "上级党委全称",
        "the committee above where it is first named",
    ),
    (
        "superior.department",
        "上级组织部",
        "the organisation department above",
    ),
    ("superior.government", "上级政府", "the government above"),
    ("superior.whole", "上级全境的说法", "the whole area above"),
];

/// The place a draft is for, with all its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locality {
    label: String,
    /// Whether the label is the code of a division.
    is_division: bool,
    kind: String,
    words: Vec<Word>,
    superiors: Vec<Superior>,
}

/// A word of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its name behind `loc.`: `whole`, `superior.committee`.
    pub field: String,
    /// The word.
    pub value: String,
    /// What supplied it: a file, with the line.
    pub by: String,
    /// The days on which it is used.
    pub validity: Validity,
}

impl Word {
    /// Lays a word over the one that is there.
    pub(super) fn put(words: &mut Vec<Self>, field: &str, value: &str, by: String) {
        let word = Self {
            field: field.to_owned(),
            value: value.to_owned(),
            by,
            validity: Validity::default(),
        };
        match words.iter_mut().find(|w| w.field == field) {
            Some(there) => *there = word,
            None => words.push(word),
        }
    }

    pub(super) fn fill(&mut self, slot: &str, with: &str) {
        if self.value.contains(slot) {
            self.value = self.value.replace(slot, with);
        }
    }
}

impl Locality {
    /// A place with its own words; those that follow from its superiors (highest first) are added.
    pub(super) fn new(
        label: &str,
        name: &str,
        short: &str,
        kind: &str,
        mut words: Vec<Word>,
        superiors: Vec<Superior>,
    ) -> Self {
        words.retain(|w| w.field != "superior" && !w.value.is_empty());
        let mut add = |field: &str, value: &str, by: &str| {
            if !value.is_empty() {
                Word::put(&mut words, field, value, by.to_owned());
            }
        };
        let table = "localities/divisions.csv";
        add("name", name, table);
        add("short", short, table);
        if let Some(next) = superiors.last() {
            let by = next.by.as_str();
            add("superior.name", &next.name, table);
            add("superior.committee", &next.committee, by);
            add("superior.committee_named", &next.committee_named, by);
            add("superior.department", &next.department, by);
            add("superior.government", &next.government, by);
            add("superior.whole", &next.whole, by);
            let all: Vec<&str> = superiors.iter().map(|s| s.committee.as_str()).collect();
            add("superiors", &all.join("、"), by);
        }
        Self {
            label: label.to_owned(),
            is_division: false,
            kind: kind.to_owned(),
            words,
            superiors,
        }
    }

    /// The place as a division of the table, whose code its label is.
    pub(super) fn division(mut self) -> Self {
        self.is_division = true;
        self
    }

    /// The place as it is on a day: without the brands and slogans that are not used then.
    #[must_use]
    pub fn on(mut self, date: NaiveDate) -> Self {
        self.words.retain(|word| word.validity.covers(date));
        self
    }

    /// How results name it: its code, its name, its kind; empty where no place was given.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its code; none where it is no division of the table.
    pub fn code(&self) -> Option<&str> {
        self.is_division.then_some(self.label.as_str())
    }

    /// The codes of the division it is and of those that lead it, the nearest first.
    pub fn codes(&self) -> Vec<String> {
        let above = self.superiors.iter().rev().map(|s| s.code.as_str());
        let codes = self.code().into_iter().chain(above);
        codes
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Its kind; empty where no place was given.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The committees above it, the highest first.
    pub fn superiors(&self) -> &[Superior] {
        &self.superiors
    }

    /// Its words, by which templates and phrases ask: `loc.whole`.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word of this name; none where the place has none.
    pub fn word(&self, field: &str) -> Option<&str> {
        let word = self.words.iter().find(|w| w.field == field);
        word.map(|w| w.value.as_str())
    }
}
