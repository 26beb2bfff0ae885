use super::place::Word;
use super::{Division, Naming, RawRow, Table, Words};

/// A committee above a place, with what belongs to it, as they are called there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Superior {
    /// The code of its division; empty for the centre and where only the kind of place is known.
    pub code: String,
    /// The full name of its division.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The committee: 省委, or with the name where the word would mean one's own: 梅州市委.
    pub committee: String,
    /// The committee where it is first named: 中共广东省委.
    pub committee_named: String,
    /// Its organisation department.
    pub department: String,
    /// The government.
    pub government: String,
    /// The whole area: 全省, 全自治区, 梅州全市.
    pub whole: String,
    /// What supplied its words: a file, with the line.
    pub by: String,
}

impl Superior {
    /// One that is no division of the table, with the words that are written for it; a word with an unfilled slot is none.
    fn unlisted(words: &Words, by: String) -> Self {
        let said = |word: &Option<String>| {
            let word = word.as_deref().filter(|word| !word.contains('{'));
            word.unwrap_or_default().to_owned()
        };
        Self {
            name: said(&words.government_full),
            committee: said(&words.committee),
            committee_named: said(&words.committee_full),
            department: said(&words.department),
            government: said(&words.government),
            whole: said(&words.whole),
            by,
            ..Self::default()
        }
    }
}

impl Naming {
    /// What is above a place of which only the kind is known.
    pub(super) fn above_kind(&self, own: &[Word]) -> Superior {
        let led = word(own, "superior");
        if led.is_empty() {
            return Superior::unlisted(&self.rules.unnamed, self.file.clone());
        }
        // The words are those of the nearest of them: 党中央、自治区党委.
        let nearest = led.rsplit('、').next().unwrap_or(led);
        Superior {
            committee: led.to_owned(),
            ..self.of_committee(nearest).unwrap_or_default()
        }
    }

    /// The committees above a place as they are called there, the highest first.
    pub(super) fn superiors(
        &self,
        table: &Table,
        own: &[Word],
        above: Vec<&Division>,
    ) -> Vec<Superior> {
        let above: Vec<(&Division, Vec<Word>)> = above
            .into_iter()
            .rev()
            .map(|division| {
                let mut words = self.words(table, division, &[&division.code]);
                for (line, row) in self.apart(&division.kind) {
                    self.lay(&mut words, &row.words, *line);
                }
                (division, words)
            })
            .collect();
        let mut superiors = vec![Superior::unlisted(&self.rules.centre, self.file.clone())];
        for (at, (division, words)) in above.iter().enumerate() {
            let others = above.iter().enumerate().filter(|(other, _)| *other != at);
            let taken: Vec<&str> = others
                .map(|(_, (_, words))| word(words, "committee"))
                .chain([word(own, "committee")])
                .collect();
            superiors.extend(self.of_committee(word(words, "superior")));
            superiors.push(called(division, words, &taken, word(own, "whole")));
        }
        superiors.extend(self.of_committee(word(own, "superior")));
        superiors
    }

    /// A committee that leads places though it is that of no division: the Corps leads its cities.
    fn of_committee(&self, committee: &str) -> Option<Superior> {
        let of = |(_, row): &&(u32, RawRow)| row.words.committee.as_deref() == Some(committee);
        let (line, row) = self.rules.kinds.iter().find(of)?;
        let mut superior = Superior::unlisted(&row.words, format!("{}:{line}", self.file));
        let kind = row.kind.clone().unwrap_or_default();
        let whole = self
            .apart(&kind)
            .find_map(|(_, row)| row.words.whole.clone());
        superior.whole = whole.unwrap_or(superior.whole);
        superior.kind = kind;
        Some(superior)
    }

    /// The rows for how a kind is called from below.
    fn apart(&self, kind: &str) -> impl Iterator<Item = &(u32, RawRow)> {
        let rows = self.rules.apart.iter();
        rows.filter(move |(_, row)| row.kind.as_deref() == Some(kind))
    }
}

/// The word of a field; empty where there is none.
fn word<'w>(words: &'w [Word], field: &str) -> &'w str {
    let word = words.iter().find(|w| w.field == field);
    word.map_or("", |w| w.value.as_str())
}

/// A division as it is called from a place below it; `taken` are the committees of the place itself and of the others above it,
/// `whole` what the place calls its own area.
fn called(division: &Division, words: &[Word], taken: &[&str], whole: &str) -> Superior {
    let committee = word(words, "committee");
    let is_taken = taken.contains(&committee);
    let named = |text: &str| {
        if is_taken && !text.is_empty() {
            format!("{}{text}", division.stem())
        } else {
            text.to_owned()
        }
    };
    let full = word(words, "committee_full");
    // 中共广东省委, 中共广西壮族自治区委员会: 委 stands for 委员会 only where no 党 is before it. That of a 地区 is a 地委.
    let committee_named = if committee.ends_with("党委") {
        full.to_owned()
    } else {
        full.replace("委员会", "委").replace("地区委", "地委")
    };
    let own_whole = word(words, "whole");
    let by = words.iter().find(|w| w.field == "committee");
    Superior {
        code: division.code.clone(),
        name: division.name.clone(),
        kind: division.kind.clone(),
        committee: named(committee),
        committee_named,
        department: named(word(words, "department")),
        government: named(word(words, "government")),
        whole: if own_whole == whole {
            format!("{}{own_whole}", division.stem())
        } else {
            own_whole.to_owned()
        },
        by: by.map_or_else(String::new, |w| w.by.clone()),
    }
}
