use super::plan::{Handed, Piece, Plan, Setting};
use crate::draft::{Item, Lists, Origin, OriginKind, Sink, ordinal};
use crate::phrase::{self, Part};
use crate::space::{Entry, Leaf};

/// Tells the documents of picks to sinks.
#[derive(Clone, Copy)]
pub(super) struct Writer<'p> {
    pub plan: &'p Plan,
    pub setting: Setting<'p>,
}

impl Writer<'_> {
    /// Tells the whole document.
    pub fn write(self, leaves: &[Leaf<'_>], sink: &mut impl Sink) {
        let plan = self.plan;
        let mut counted = if plan.ordinals.are_fixed {
            Vec::new()
        } else {
            self.count(leaves)
        }
        .into_iter();
        let mut at = 0;
        while let Some(leaf) = leaves.get(at) {
            match leaf {
                Leaf::Entry(entry) => self.slot(entry, &leaves[at + 1..], sink),
                Leaf::Piece(id) => match &plan.pieces[*id as usize] {
                    Piece::Item(Item::Ordinal {
                        marker: Some(span), ..
                    }) => {
                        counted.next();
                        sink.words(&span.text, || span.origin.clone());
                    }
                    Piece::Item(Item::Ordinal { level, .. }) if plan.ordinals.are_fixed => {
                        sink.number(*level, plan.ordinals.of(*id));
                    }
                    Piece::Item(Item::Ordinal { level, .. }) => {
                        sink.number(*level, &counted.next().unwrap_or_default());
                    }
                    piece => self.piece(piece, leaves, sink),
                },
            }
            at += leaf.extent();
        }
    }

    /// The ordinals in reading order, made from the tree.
    fn count(self, leaves: &[Leaf<'_>]) -> Vec<String> {
        let mut lists = Lists::default();
        let mut places = Vec::new();
        for leaf in leaves {
            let Leaf::Piece(id) = leaf else { continue };
            match &self.plan.pieces[*id as usize] {
                Piece::Item(Item::Ordinal { level, series, .. }) => {
                    places.push((*series, lists.item(*level, *series)));
                }
                Piece::Item(Item::Move(_)) => lists.new_move(crate::draft::HEADINGS),
                _ => {}
            }
        }
        let number = |(series, (list, index))| ordinal(series, index, lists.totals()[list]);
        places.into_iter().map(number).collect()
    }

    /// Tells a fixed piece; ordinals are told by who has counted them.
    pub fn piece(self, piece: &Piece, leaves: &[Leaf<'_>], sink: &mut impl Sink) {
        match piece {
            Piece::Item(Item::Words(span)) => sink.words(&span.text, || span.origin.clone()),
            Piece::Item(Item::Break) => sink.close(),
            Piece::Item(Item::Begin(kind, level)) => sink.begin(*kind, *level),
            Piece::Item(Item::Move(name)) => sink.step(name),
            Piece::Mention {
                full,
                short,
                in_full,
            } => {
                let span = if *in_full { full } else { short };
                sink.words(&span.text, || span.origin.clone());
            }
            Piece::Again(nonce) => self.again(*nonce, leaves, sink),
            Piece::Item(Item::Ordinal { .. }) | Piece::Begin(_) | Piece::End(_) => {}
        }
    }

    /// Tells once more what stands between the marks of a slot, wherever in the document that is.
    fn again(self, nonce: u64, leaves: &[Leaf<'_>], sink: &mut impl Sink) {
        let piece = |leaf: &Leaf<'_>| match leaf {
            Leaf::Piece(id) => Some(&self.plan.pieces[*id as usize]),
            Leaf::Entry(_) => None,
        };
        let is_begin =
            |leaf: &Leaf<'_>| matches!(piece(leaf), Some(Piece::Begin(of)) if *of == nonce);
        let is_end = |leaf: &Leaf<'_>| matches!(piece(leaf), Some(Piece::End(of)) if *of == nonce);
        let begin = leaves.iter().position(is_begin).unwrap_or(leaves.len());
        let end = leaves.iter().position(is_end).unwrap_or(leaves.len());
        let mut at = begin + 1;
        while at < end {
            match &leaves[at] {
                Leaf::Entry(entry) => self.slot(entry, &leaves[at + 1..], sink),
                Leaf::Piece(id) => self.piece(&self.plan.pieces[*id as usize], &[], sink),
            }
            at += leaves[at].extent();
        }
    }

    /// Tells the entry of a slot; what fills its slots stands at the head of `behind`.
    pub fn slot(self, picked: &Entry<'_>, behind: &[Leaf<'_>], sink: &mut impl Sink) {
        let plan = self.plan;
        let with = &plan.handed[picked.draw.id as usize];
        self.entry(picked, behind, (with, &picked.draw.at), sink);
    }

    /// Tells an entry of a slot, or of one that it opened; what fills its slots stands at the head of `behind`.
    fn entry(
        self,
        picked: &Entry<'_>,
        behind: &[Leaf<'_>],
        (with, slot): (&Handed, &str),
        sink: &mut impl Sink,
    ) {
        let (plan, setting) = (self.plan, self.setting);
        let words = &plan.words[picked.pool];
        let entry = &setting.bank.entries()[words.entries[picked.entry]];
        let origin = || origin(entry, slot);
        let mut names = words.names[picked.entry].iter().map(String::as_str);
        let mut used: u32 = 0;
        for part in &entry.parts {
            match part {
                Part::Text(text) => sink.words(text, origin),
                Part::Loc(field) => {
                    sink.words(names.next().unwrap_or_default(), || {
                        Origin::new(OriginKind::Locality, format!("loc.{field}"))
                    });
                }
                Part::Term(id) => {
                    sink.words(names.next().unwrap_or_default(), || {
                        Origin::new(OriginKind::Term, format!("terms/expressions.yaml#{id}"))
                    });
                }
                Part::Ask(name) => {
                    let handed = with.get(name).or_else(|| plan.speech.get(name));
                    for words in handed.into_iter().flatten() {
                        sink.words(&words.text, || words.origin.clone().unwrap_or_else(origin));
                    }
                }
                Part::Slot(of) => {
                    let place = (0..words.slots.len())
                        .find(|i| used >> i & 1 == 0 && words.slots[*i] == *of);
                    let Some(place) = place else { continue };
                    used |= 1 << place;
                    let at = (0..place).fold(0, |at, _| at + behind[at].extent());
                    if let Leaf::Entry(opened) = &behind[at] {
                        self.entry(opened, &behind[at + 1..], (&Handed::new(), slot), sink);
                    }
                }
            }
        }
    }
}

fn origin(entry: &phrase::Entry, slot: &str) -> Origin {
    Origin {
        kind: OriginKind::Phrase,
        at: entry.origin(),
        source: entry.source(),
        slot: Some(slot.to_owned()),
    }
}
