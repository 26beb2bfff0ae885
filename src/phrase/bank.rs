use super::raw::{RawBank, RawDocument, RawEntry, RawFile, RawStatus};
use super::{Entry, PoolKey, Role, Topic, changes, judge};
use crate::diag::{Diagnostic, Faults, Located, Result, Span, both, nearest, parse_yaml};
use crate::world::{Bundle, Resource, Shelf};
use std::collections::BTreeMap;

/// All entries, by pool, with the vocabulary they are typed in.
#[derive(Debug, Clone)]
pub struct Bank {
    roles: Vec<Role>,
    topics: Vec<Topic>,
    documents: Vec<RawDocument>,
    entries: Vec<Entry>,
    pools: BTreeMap<PoolKey, Vec<usize>>,
    stamp: String,
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin"));

impl Bank {
    /// The bank on this shelf: the shipped files, each hidden by the user's file of the same name, and the user's others.
    ///
    /// # Errors
    /// A user's file that is not well formed, and every entry of it that breaks a rule of the bank.
    ///
    /// # Panics
    /// Never: the defaults were written by the build script with the same types.
    pub fn load(shelf: &Shelf<'_>) -> Result<Self> {
        let mut raw: RawBank =
            postcard::from_bytes(COMPILED).expect("build.rs wrote this bank with the same types");
        // Their places in the files are named as origins name them.
        for file in &mut raw.files {
            file.name = format!("phrases/{}", file.name);
        }
        let layers = shelf.layers(Bundle::Phrases, &[".yaml"])?;
        let files = layers.into_values().flatten().filter(|f| !f.is_default);
        let (own, overlays): (Vec<Resource>, Vec<Resource>) =
            files.partition(|f| f.place.is_none());
        for file in &own {
            match file.path.as_str() {
                "roles.yaml" => raw.roles = parse_yaml(&file.source)?,
                "topics.yaml" => raw.topics = parse_yaml(&file.source)?,
                "sources.yaml" => {
                    // Documents of the user's own stand beside those of the shipped phrases.
                    let own: Vec<RawDocument> = parse_yaml(&file.source)?;
                    raw.sources.retain(|d| own.iter().all(|o| o.id != d.id));
                    raw.sources.extend(own);
                }
                _ => {
                    raw.files.retain(|f| f.name != file.origin);
                    raw.files.push(read(file)?);
                }
            }
        }
        // The overlay of the highest place first, so that the nearest has the last word; but the project's own files stand.
        for place in shelf.overlays() {
            for file in overlays.iter().filter(|f| f.place.as_ref() == Some(place)) {
                changes::lay(&mut raw, file, &own)?;
            }
        }
        let own = [own, overlays].concat();
        let bank = Self::build(raw, &own)?;
        if !own.is_empty() {
            Faults::unless_empty(judge::judge(&bank, &own))?;
        }
        Ok(bank)
    }

    fn build(raw: RawBank, own: &[Resource]) -> Result<Self> {
        let is_role = |name: &str| raw.roles.iter().any(|r| r.id == name);
        let mut entries = Vec::with_capacity(raw.files.iter().map(|f| f.entries.len()).sum());
        let mut pools: BTreeMap<PoolKey, Vec<usize>> = BTreeMap::new();
        for file in raw.files {
            let waits = |e: &RawEntry| e.status == Some(RawStatus::Candidate);
            for (line, entry) in file.entries.into_iter().filter(|(_, e)| !waits(e)) {
                let since = entry.since.clone().or_else(|| entry.until.clone());
                let Some(entry) = Entry::new(entry, &file.name, line, is_role) else {
                    let date = since.unwrap_or_default();
                    let place = own.iter().find(|f| f.origin == file.name);
                    return Err(Diagnostic::error(
                        "phrase.date",
                        both!("`{date}` 不是日期", "`{date}` is not a date"),
                    )
                    .at_maybe(place.map(|f| f.source.span(f.source.line(line as usize))))
                    .help(both!(
                        "写成 2017-10-18、2017-10 或 2017",
                        "write 2017-10-18, 2017-10 or 2017"
                    ))
                    .into());
                };
                pools
                    .entry(entry.pool.clone())
                    .or_default()
                    .push(entries.len());
                entries.push(entry);
            }
        }
        Ok(Self {
            roles: raw.roles,
            topics: raw.topics,
            documents: raw.sources,
            entries,
            pools,
            stamp: own.iter().map(|f| f.source.text()).collect(),
        })
    }

    /// The roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The topics.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The documents that phrases were taken from.
    pub fn documents(&self) -> &[RawDocument] {
        &self.documents
    }

    /// All entries, in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The role of this name.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == id)
    }

    /// The topic an outline means by `name`: its id, its Chinese name or an alias.
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.iter().find(|t| t.answers_to(name))
    }

    /// The topic name nearest to an unknown one.
    pub fn nearest_topic(&self, name: &str) -> Option<&str> {
        nearest(
            name,
            self.topics
                .iter()
                .flat_map(|t| [t.id.as_str(), t.name.as_str()]),
        )
    }

    /// All pools with the positions of their entries in [`Bank::entries`].
    pub fn pools(&self) -> impl Iterator<Item = (&PoolKey, &[usize])> {
        self.pools
            .iter()
            .map(|(key, entries)| (key, entries.as_slice()))
    }

    /// The pool that a request reaches: of the topic if it has one, else of the topic `general`, else of none.
    pub fn find(&self, key: &PoolKey) -> Option<(&PoolKey, &[usize])> {
        let with = |topic: Option<&str>| PoolKey {
            topic: topic.map(str::to_owned),
            ..key.clone()
        };
        [key.topic.as_deref(), Some("general"), None]
            .into_iter()
            .find_map(|topic| self.pools.get_key_value(&with(topic)))
            .map(|(key, entries)| (key, entries.as_slice()))
    }

    /// What of a user's own is in the bank: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}

fn read(file: &Resource) -> Result<RawFile> {
    let entries: Vec<Located<RawEntry>> = parse_yaml(&file.source)?;
    Ok(RawFile {
        name: file.origin.clone(),
        entries: entries.into_iter().map(|e| numbered(file, e)).collect(),
    })
}

/// An entry with its line (from 1).
pub(super) fn numbered(file: &Resource, entry: Located<RawEntry>) -> (u32, RawEntry) {
    let line = Span::of(&file.source, &entry).line_column().0;
    (line as u32, entry.value)
}
