use super::place::{Locality, Word};
use super::{Division, Overlay, RawNaming, RawRow, Table, Words};
use crate::diag::{Located, Result, Span, parse_yaml};
use crate::terms::Validity;
use crate::world::{Bundle, Shelf};

/// A row of the rules with its line (from 1).
type Row = (u32, RawRow);

/// The overlay that is the project's own, for whatever place is drafted for.
const OWN: &str = "";

/// The naming rules: by kind of division, with the exceptions.
#[derive(Debug, Clone)]
pub struct Naming {
    pub(super) rules: RawNaming<Row>,
    /// The file they stand in, as origins name it.
    pub(super) file: String,
    stamp: String,
    /// What offices say of their places, the highest place first; each with the code of the place that leads it, where it says so.
    overlays: Vec<(Overlay, Option<String>)>,
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/naming.bin"));

impl Naming {
    /// The rules on this shelf.
    ///
    /// # Errors
    /// A user's `naming.yaml` that is not well formed.
    ///
    /// # Panics
    /// Never: the defaults were written by the build script with the same types.
    pub fn load(shelf: &Shelf<'_>) -> Result<Self> {
        for file in shelf.files(Bundle::Localities, &["naming.yaml"])? {
            if !file.is_default {
                let raw: RawNaming<Located<RawRow>> = parse_yaml(&file.source)?;
                let line = |row: &Located<RawRow>| Span::of(&file.source, row).line_column().0;
                return Ok(Self {
                    rules: raw.map(|row| (line(&row) as u32, row.value)),
                    file: file.source.name().to_owned(),
                    stamp: file.source.text().to_owned(),
                    overlays: Vec::new(),
                });
            }
        }
        Ok(Self {
            rules: postcard::from_bytes(COMPILED)
                .expect("build.rs wrote these rules with the same types"),
            file: "localities/naming.yaml".to_owned(),
            stamp: String::new(),
            overlays: Vec::new(),
        })
    }

    /// These rules with what offices say of their places, the highest place first; each with the code of the place that leads it,
    /// where it says so.
    #[must_use]
    pub fn with_overlays(mut self, overlays: Vec<(Overlay, Option<String>)>) -> Self {
        for (overlay, _) in &overlays {
            self.stamp.push_str(overlay.file.source.text());
        }
        self.overlays = overlays;
        self
    }

    /// The kinds that are known, in the order of the file; the neutral one is left out.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        let kinds = self.rules.kinds.iter();
        kinds
            .filter_map(|(_, row)| row.kind.as_deref())
            .filter(|kind| !kind.is_empty())
    }

    /// What of a user's own is in the rules: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// A place of which only the kind is known; the neutral wording for the empty name; none for an unknown one.
    pub fn of_kind(&self, kind: &str) -> Option<Locality> {
        let mut words = self.of_row(kind)?;
        self.lay_overlays(&mut words, &[OWN]);
        let above = self.above_kind(&words);
        // What is only known of a named place holds a slot that nothing fills.
        words.retain(|w| !w.value.contains('{'));
        self.sayings(&mut words);
        Some(Locality::new(kind, "", "", kind, words, vec![above]))
    }

    /// A division of the table.
    pub fn of_division(&self, table: &Table, division: &Division) -> Locality {
        let mut words = self.words(table, division, &[&division.code, OWN]);
        if !words.iter().any(|w| w.field == "units")
            && let Some(units) = self.units(table, division)
        {
            words.push(units);
        }
        let superiors = self.superiors(table, &words, self.upwards(table, division));
        self.sayings(&mut words);
        Locality::new(
            &division.code,
            &division.name,
            division.short(),
            &division.kind,
            words,
            superiors,
        )
        .division()
    }

    /// A place below the table: a town, a sub-district, a development zone. None for an unknown kind.
    pub fn of_place(
        &self,
        table: &Table,
        name: &str,
        kind: &str,
        parent: &Division,
    ) -> Option<Locality> {
        let mut words = self.of_row(kind)?;
        self.lay_overlays(&mut words, &[name, OWN]);
        for word in &mut words {
            word.fill("{name}", name);
            word.fill("{parent}", &parent.name);
        }
        // What only a division of the table has holds a slot that nothing fills.
        words.retain(|w| !w.value.contains('{'));
        let above: Vec<&Division> = std::iter::once(parent)
            .chain(self.upwards(table, parent))
            .collect();
        let superiors = self.superiors(table, &words, above);
        self.sayings(&mut words);
        Some(Locality::new(name, name, name, kind, words, superiors))
    }

    /// The words of a kind as the rules have them.
    fn of_row(&self, kind: &str) -> Option<Vec<Word>> {
        let rows = &self.rules.kinds;
        let (line, row) = rows.iter().find(|(_, r)| r.kind.as_deref() == Some(kind))?;
        let mut words = Vec::new();
        self.lay(&mut words, &row.words, *line);
        Some(words)
    }

    /// Lays words over those that are there.
    pub(super) fn lay(&self, words: &mut Vec<Word>, over: &Words, line: u32) {
        for (field, value) in over.fields() {
            if let Some(value) = value {
                Word::put(words, field, value, format!("{}:{line}", self.file));
            }
        }
    }

    /// The words of a division itself, with what the overlays of these places say of it.
    pub(super) fn words(&self, table: &Table, division: &Division, overlays: &[&str]) -> Vec<Word> {
        let mut words = self
            .of_row(&division.kind)
            .or_else(|| self.of_row(""))
            .unwrap_or_default();
        for (line, row) in self.exceptions(table, division) {
            self.lay(&mut words, &row.words, *line);
        }
        self.lay_overlays(&mut words, overlays);
        let alias = division.aliases.first().map_or("", String::as_str);
        let corps = alias.strip_suffix(division.name.as_str()).unwrap_or(alias);
        let parent = table.above(division).next();
        for word in &mut words {
            word.fill("{name}", &division.name);
            word.fill("{parent}", parent.map_or("", |p| &p.name));
            word.fill("{alias}", alias);
            word.fill("{corps}", corps);
        }
        words
    }

    /// Lays what offices say of their places over words, the later going before the earlier.
    fn lay_overlays(&self, words: &mut Vec<Word>, places: &[&str]) {
        for place in places {
            for (overlay, _) in self.overlays.iter().filter(|(o, _)| o.place == *place) {
                overlay.names(words);
            }
        }
    }

    /// Brands and slogans come down to all below; the nearest goes before those above.
    fn sayings(&self, words: &mut Vec<Word>) {
        for (overlay, _) in &self.overlays {
            overlay.sayings(words);
        }
    }

    fn exceptions<'n>(
        &'n self,
        table: &'n Table,
        division: &'n Division,
    ) -> impl Iterator<Item = &'n Row> {
        self.rules.exceptions.iter().filter(move |(_, row)| {
            row.of.as_ref().is_none_or(|code| *code == division.code)
                && row.kind.as_ref().is_none_or(|kind| *kind == division.kind)
                && row
                    .within
                    .as_ref()
                    .is_none_or(|code| table.above(division).any(|above| above.code == *code))
        })
    }

    /// Those who lead a division, the nearest first: the table's, but where an exception says otherwise.
    fn upwards<'t>(&'t self, table: &'t Table, division: &'t Division) -> Vec<&'t Division> {
        let up = |d: &'t Division| self.superior_of(table, d);
        // What offices say of their superiors may not go round; that is seen to before it comes here.
        std::iter::successors(up(division), |d| up(d))
            .take(8)
            .collect()
    }

    /// The division that leads this one.
    pub fn superior_of<'t>(
        &'t self,
        table: &'t Table,
        division: &'t Division,
    ) -> Option<&'t Division> {
        let said = self.overlays.iter().find(|(o, _)| o.place == division.code);
        let said = said.and_then(|(_, superior)| superior.as_deref());
        let rule = self
            .exceptions(table, division)
            .filter_map(|(_, row)| row.superior_of.as_deref())
            .last();
        table.get(said.or(rule).or(division.parent.as_deref())?)
    }

    /// The words for the units below, from the kinds there are.
    fn units(&self, table: &Table, division: &Division) -> Option<Word> {
        let mut below: Vec<&str> = table
            .below(&division.code)
            .map(|d| plain(&d.kind))
            .collect();
        below.sort_unstable();
        below.dedup();
        let rule = self.rules.units.iter().find(|rule| {
            let mut kinds: Vec<&str> = rule.below.iter().map(String::as_str).collect();
            kinds.sort_unstable();
            kinds == below && rule.of.iter().any(|kind| kind == plain(&division.kind))
        })?;
        Some(Word {
            field: "units".to_owned(),
            value: rule.say.clone(),
            by: format!("{} units", self.file),
            validity: Validity::default(),
        })
    }
}

/// The kind as far as names of several units go.
fn plain(kind: &str) -> &str {
    match kind {
        "自治县" => "县",
        "自治旗" => "旗",
        "特区" => "市辖区",
        "副省级市" => "地级市",
        kind => kind,
    }
}
