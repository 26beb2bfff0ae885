use super::plan::{Handed, Piece, Plan, Setting};
use super::tokens::{Token, spans};
use crate::draft::{Item, Origin, OriginKind, Span};
use crate::phrase::Part;
use crate::space::{Entry, Leaf};
use std::collections::BTreeMap;

/// Writes out a pick.
pub(super) struct Writer<'p> {
    plan: &'p Plan,
    setting: Setting<'p>,
    items: Vec<Item>,
    /// Slots whose words are being taken down, with where they begin.
    open: BTreeMap<u64, usize>,
    done: BTreeMap<u64, Vec<Item>>,
}

impl<'p> Writer<'p> {
    /// Nothing written yet.
    pub fn new(plan: &'p Plan, setting: Setting<'p>) -> Self {
        Self {
            plan,
            setting,
            items: Vec::new(),
            open: BTreeMap::new(),
            done: BTreeMap::new(),
        }
    }

    /// What is written.
    pub fn items(self) -> Vec<Item> {
        self.items
    }

    /// Forgets what is written, but not the words of slots that are printed again.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Writes a leaf.
    pub fn leaf(&mut self, leaf: &Leaf<'_>) {
        match leaf {
            Leaf::Entry(entry) => {
                let none = BTreeMap::new();
                let with = self.plan.handed.get(&entry.draw.at).unwrap_or(&none);
                self.entry(entry, with);
            }
            Leaf::Piece(id) => match &self.plan.pieces[*id as usize] {
                Piece::Item(item) => self.items.push(item.clone()),
                Piece::Mention {
                    full,
                    short,
                    in_full,
                } => {
                    let span = if *in_full { full } else { short };
                    self.items.push(Item::Words(span.clone()));
                }
                Piece::Begin(nonce) => {
                    self.open.insert(*nonce, self.items.len());
                }
                Piece::End(nonce) => {
                    if let Some(from) = self.open.remove(nonce) {
                        self.done.insert(*nonce, self.items[from..].to_vec());
                    }
                }
                Piece::Again(nonce) => {
                    let words = self.done.get(nonce).cloned().unwrap_or_default();
                    self.items.extend(words);
                }
            },
        }
    }

    fn entry(&mut self, picked: &Entry<'_>, with: &Handed) {
        let words = &self.plan.words[picked.pool];
        let entry = &self.setting.bank.entries()[words.entries[picked.entry]];
        let origin = Origin {
            kind: OriginKind::Phrase,
            at: entry.origin(),
            source: entry.source(),
        };
        let mut used: Vec<bool> = vec![false; words.slots.len()];
        for part in &entry.parts {
            match part {
                Part::Text(text) => self.words(text.clone(), origin.clone()),
                Part::Loc(field) => {
                    let text = self.setting.loc(field).unwrap_or_default().to_owned();
                    let at = format!("loc.{field}");
                    self.words(text, Origin::new(OriginKind::Locality, at));
                }
                Part::Term(id) => {
                    let text = self
                        .setting
                        .terms
                        .wording(id, self.setting.date)
                        .unwrap_or_default();
                    let at = format!("terms/expressions.yaml#{id}");
                    self.words(text.to_owned(), Origin::new(OriginKind::Term, at));
                }
                Part::Ask(name) => {
                    let text = with.get(name).or_else(|| self.setting.speech.get(name));
                    for token in text.map(|t| spans(t, &origin)).unwrap_or_default() {
                        if let Token::Words(span) = token {
                            self.items.push(Item::Words(span));
                        }
                    }
                }
                Part::Slot(of) => {
                    let place = (0..used.len()).find(|i| !used[*i] && words.slots[*i] == *of);
                    if let Some(opened) = place.and_then(|i| {
                        used[i] = true;
                        picked.opened.get(i)
                    }) {
                        self.entry(opened, &BTreeMap::new());
                    }
                }
            }
        }
    }

    fn words(&mut self, text: String, origin: Origin) {
        self.items.push(Item::Words(Span { text, origin }));
    }
}
