use super::Division;
use super::place::Word;

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

/// A division as it is called from a place below it; `taken` are the committees of the place itself and of the others above it,
/// `whole` what the place calls its own area.
pub(super) fn called(
    division: &Division,
    words: &[Word],
    taken: &[String],
    whole: &str,
) -> Superior {
    let word = |field: &str| {
        let word = words.iter().find(|w| w.field == field);
        word.map(|w| w.value.clone()).unwrap_or_default()
    };
    let committee = word("committee");
    let is_taken = taken.contains(&committee);
    let named = |text: String| {
        if is_taken && !text.is_empty() {
            format!("{}{text}", division.stem())
        } else {
            text
        }
    };
    // 中共广东省委, 中共广西壮族自治区委员会: 委 stands for 委员会 only where no 党 is before it.
    let committee_named = if committee.ends_with("党委") {
        word("committee_full")
    } else {
        // The committee of a 地区 is a 地委.
        word("committee_full")
            .replace("委员会", "委")
            .replace("地区委", "地委")
    };
    let own_whole = word("whole");
    Superior {
        code: division.code.clone(),
        name: division.name.clone(),
        kind: division.kind.clone(),
        committee: named(committee.clone()),
        committee_named,
        department: named(word("department")),
        government: named(word("government")),
        whole: if own_whole == whole {
            format!("{}{own_whole}", division.stem())
        } else {
            own_whole
        },
        by: words
            .iter()
            .find(|w| w.field == "committee")
            .map_or_else(String::new, |w| w.by.clone()),
    }
}
