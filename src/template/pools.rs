use super::mark::{gap, plain};
use super::together::{Strand, StrandSet, Strands};
use crate::diag::{Diagnostic, Message, Result, both, nearest};
use crate::locality::Locality;
use crate::phrase::{Bank, Entry, OF_THE_SPEECH, Part, PoolKey};
use crate::space::{Draw, Option_, Pool};
use crate::terms::{Terms, han_count};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What a template is rendered with, its own context apart.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The bank.
    pub bank: &'a Bank,
    /// The fixed expressions.
    pub terms: &'a Terms,
    /// The place.
    pub locality: &'a Locality,
    /// The day.
    pub date: NaiveDate,
    /// What the outline says of the whole speech, by name; the texts hold marks of their origin.
    pub speech: &'a BTreeMap<String, String>,
}

/// The entries of a pool of the space, and how their slots are laid out.
#[derive(Debug, Clone)]
pub(super) struct PoolWords {
    /// The entries' positions in the bank.
    pub entries: Vec<usize>,
    /// The slots each of them opens, sorted: the order of [`Pool::opens`].
    pub slots: Vec<String>,
    /// The names of the place and the fixed expressions in each of them, in the order of its parts.
    pub names: Vec<Vec<String>>,
}

impl PoolWords {
    /// Some of the entries.
    pub fn share(&self, entries: &[usize]) -> Self {
        Self {
            entries: entries.iter().map(|at| self.entries[*at]).collect(),
            slots: self.slots.clone(),
            names: entries.iter().map(|at| self.names[*at].clone()).collect(),
        }
    }
}

/// Entries of one strand that open the same slots and use the same of what the template hands over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Signature {
    strand: Strand,
    slots: Vec<String>,
    asks: Vec<String>,
}

/// The entries in use behind a request.
#[derive(Debug)]
struct Usable {
    key: PoolKey,
    groups: BTreeMap<Signature, Vec<usize>>,
}

/// The pools that a plan draws from, made as they are asked for.
pub(super) struct Pools<'a> {
    setting: Setting<'a>,
    /// The pools of the space.
    pub made: Vec<Pool>,
    /// Their entries.
    pub words: Vec<PoolWords>,
    found: BTreeMap<(PoolKey, Signature), usize>,
    usable: HashMap<PoolKey, Option<Rc<Usable>>>,
}

/// The pools a slot may draw from, and what is handed to its entries.
pub(super) struct Slot {
    /// The pools.
    pub options: Vec<Option_>,
    /// What is handed over, gaps filled in.
    pub with: BTreeMap<String, String>,
}

impl<'a> Pools<'a> {
    /// No pools yet.
    pub fn new(setting: Setting<'a>) -> Self {
        Self {
            setting,
            made: Vec::new(),
            words: Vec::new(),
            found: BTreeMap::new(),
            usable: HashMap::new(),
        }
    }

    /// The setting.
    pub fn setting(&self) -> Setting<'a> {
        self.setting
    }

    /// The pools that a request may draw from on this day with what is handed over.
    ///
    /// # Errors
    /// A pool that does not exist, that has no entry in use, or that has the same words twice.
    pub fn slot(
        &mut self,
        key: &PoolKey,
        with: &BTreeMap<String, String>,
        strands: &Strands,
    ) -> Result<Slot> {
        let Some(usable) = self.usable(key) else {
            return Err(self.no_pool(key).into());
        };
        let key = &usable.key;
        let mut groups: Vec<(&Signature, &Vec<usize>)> = usable
            .groups
            .iter()
            .filter(|(signature, _)| strands.hold(signature.strand.as_deref()))
            .collect();
        let mut with = with.clone();
        let has_all = |s: &Signature, with: &BTreeMap<String, String>| {
            s.asks.iter().all(|a| with.contains_key(a))
        };
        if !groups.iter().any(|(s, _)| has_all(s, &with)) {
            self.fill_gaps(key, groups.iter().map(|(s, _)| *s), &mut with);
        }
        groups.retain(|(signature, _)| has_all(signature, &with));
        if groups.is_empty() {
            let (pool, date) = (key.to_string(), self.setting.date);
            return Err(Diagnostic::error(
                "bound.empty-pool",
                both!(
                    "语料池 `{pool}` 在 {date} 没有可用的条目",
                    "the pool `{pool}` has no entry in use on {date}"
                ),
            )
            .help(both!(
                "换个日期，或在 phrases/ 里补上当时的说法",
                "choose another date, or add wordings of that time to phrases/"
            ))
            .into());
        }
        let mut options = Vec::with_capacity(groups.len());
        for (signature, entries) in groups {
            let extra = signature
                .asks
                .iter()
                .map(|a| han_count(&plain(&with[a])))
                .sum();
            let pool = self.pool(key, signature, entries)?;
            options.push(Option_ { pool, extra });
        }
        Ok(Slot { options, with })
    }

    /// The strands of the entries in use behind a request.
    pub fn strands(&mut self, key: &PoolKey) -> StrandSet {
        self.usable(key)
            .iter()
            .flat_map(|usable| usable.groups.keys().map(|s| s.strand.clone()))
            .collect()
    }

    fn usable(&mut self, key: &PoolKey) -> Option<Rc<Usable>> {
        if let Some(found) = self.usable.get(key) {
            return found.clone();
        }
        let found = self.setting.bank.find(key).map(|(found, all)| {
            let mut groups: BTreeMap<Signature, Vec<usize>> = BTreeMap::new();
            for at in all {
                let entry = &self.setting.bank.entries()[*at];
                if entry.validity.covers(self.setting.date) && self.length(entry).is_some() {
                    groups.entry(self.signature(entry)).or_default().push(*at);
                }
            }
            Rc::new(Usable {
                key: found.clone(),
                groups,
            })
        });
        self.usable.insert(key.clone(), found.clone());
        found
    }

    /// Puts 〔待补〕 where every entry asks for something the outline does not hold.
    fn fill_gaps<'s>(
        &self,
        key: &PoolKey,
        signatures: impl Iterator<Item = &'s Signature>,
        with: &mut BTreeMap<String, String>,
    ) {
        let Some(fewest) =
            signatures.min_by_key(|s| s.asks.iter().filter(|a| !with.contains_key(*a)).count())
        else {
            return;
        };
        let role = self.setting.bank.role(&key.role);
        for ask in &fewest.asks {
            let label = role
                .and_then(|r| r.asks.get(ask))
                .map(String::as_str)
                .or_else(|| {
                    OF_THE_SPEECH
                        .iter()
                        .find(|(n, _)| n == ask)
                        .map(|(_, l)| *l)
                })
                .unwrap_or(ask);
            with.entry(ask.clone()).or_insert_with(|| gap(label));
        }
    }

    fn pool(&mut self, key: &PoolKey, signature: &Signature, entries: &[usize]) -> Result<usize> {
        let found = (key.clone(), signature.clone());
        if let Some(at) = self.found.get(&found) {
            return Ok(*at);
        }
        let mut opens = Vec::with_capacity(signature.slots.len());
        for (number, of) in signature.slots.iter().enumerate() {
            let inner = PoolKey::new(of, key.topic.as_deref());
            let slot = self.slot(&inner, &BTreeMap::new(), &Strands::All)?;
            opens.push(Draw {
                id: 0,
                at: format!("{of}#{number}"),
                times: 1,
                options: slot.options,
            });
        }
        let bank = self.setting.bank;
        let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
        for at in entries {
            let entry = &bank.entries()[*at];
            if let Some(other) = seen.insert(&entry.text, entry) {
                let (a, b) = (&other.id, &entry.id);
                return Err(Diagnostic::error(
                    "phrase.doubled-text",
                    both!(
                        "条目 `{a}` 和 `{b}` 说的是同一句话",
                        "the entries `{a}` and `{b}` say the same"
                    ),
                )
                .help(both!("删去一条", "delete one of them"))
                .into());
            }
        }
        let mut name = key.to_string();
        let strand = signature.strand.iter().map(|strand| format!("#{strand}"));
        let kind: Vec<String> = strand.chain(signature.slots.iter().cloned()).collect();
        if !kind.is_empty() {
            name = format!("{name} [{}]", kind.join(" "));
        }
        let at = self.made.len();
        self.made.push(Pool {
            name,
            entries: entries
                .iter()
                .map(|e| self.length(&bank.entries()[*e]).unwrap_or(0))
                .collect(),
            opens,
        });
        self.words.push(PoolWords {
            entries: entries.to_vec(),
            slots: signature.slots.clone(),
            names: entries
                .iter()
                .map(|at| self.names(&bank.entries()[*at]))
                .collect(),
        });
        self.found.insert(found, at);
        Ok(at)
    }

    fn signature(&self, entry: &Entry) -> Signature {
        let mut signature = Signature {
            strand: entry.strand.clone(),
            slots: Vec::new(),
            asks: Vec::new(),
        };
        for part in &entry.parts {
            match part {
                Part::Slot(of) => signature.slots.push(of.clone()),
                Part::Ask(name) if !self.is_said(name) => signature.asks.push(name.clone()),
                _ => {}
            }
        }
        signature.slots.sort_unstable();
        signature.asks.sort_unstable();
        signature
    }

    /// Han characters of an entry without its slots and what is handed over; `None` where it needs something that this
    /// speech, place or day does not have.
    fn length(&self, entry: &Entry) -> Option<u32> {
        entry
            .parts
            .iter()
            .try_fold(0, |sum, part| Some(sum + han_count(&self.words_of(part)?)))
    }

    /// Whether the outline says it of the whole speech; then no template need hand it over.
    fn is_said(&self, name: &str) -> bool {
        self.setting.speech.contains_key(name)
    }

    /// The names of the place and the fixed expressions in an entry.
    fn names(&self, entry: &Entry) -> Vec<String> {
        let is_name = |part: &&Part| matches!(part, Part::Loc(_) | Part::Term(_));
        let names = entry.parts.iter().filter(is_name);
        names
            .map(|part| self.words_of(part).unwrap_or_default())
            .collect()
    }

    /// The words of a part that are the same in every draft.
    fn words_of(&self, part: &Part) -> Option<String> {
        match part {
            Part::Text(text) => Some(text.clone()),
            Part::Loc(field) => self.setting.loc(field).map(str::to_owned),
            Part::Term(id) => self
                .setting
                .terms
                .wording(id, self.setting.date)
                .map(str::to_owned),
            Part::Ask(name) => Some(
                self.setting
                    .speech
                    .get(name)
                    .map_or_else(String::new, |s| plain(s)),
            ),
            Part::Slot(_) => Some(String::new()),
        }
    }

    fn no_pool(&self, key: &PoolKey) -> Diagnostic {
        let name = key.to_string();
        let bank = self.setting.bank;
        let help = match bank.role(&key.role) {
            None => nearest(&key.role, bank.roles().iter().map(|r| r.id.as_str()))
                .map(|near| both!("是不是想写 `{near}`？", "did you mean `{near}`?")),
            Some(role) => {
                let topic = key.topic.as_deref().and_then(|t| bank.topic(t));
                let facets = role.facets_in(topic).join(", ");
                (!facets.is_empty())
                    .then(|| both!("这个角色有：{facets}", "this role has: {facets}"))
            }
        };
        Diagnostic::error(
            "template.no-pool",
            both!("没有语料池 `{name}`", "there is no pool `{name}`"),
        )
        .help_maybe(help.or_else(|| {
            Some(Message::new(
                "见 `nigao bank list`",
                "see `nigao bank list`",
            ))
        }))
    }
}

impl Setting<'_> {
    /// A name of the place; none where it is not known for this place.
    pub fn loc(&self, field: &str) -> Option<&str> {
        self.locality.word(field)
    }
}
