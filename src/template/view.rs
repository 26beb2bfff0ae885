use super::plan::{Handed, HandedWords, Piece, Plan, Setting};
use crate::draft::{BlockKind, Item};
use crate::phrase::Part;
use crate::space::{Draw, Node};
use std::collections::{BTreeMap, BTreeSet};

/// A plan with its words, for those who choose by themselves: names of the place, fixed expressions and ordinals are
/// written out, choices are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The plan.
    pub root: ViewNode,
    /// The pools, as those of the space.
    pub pools: Vec<ViewPool>,
}

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewNode {
    /// Words.
    Words(String),
    /// An ordinal of this level, as it is in the order of the plan.
    Number(u8, String),
    /// A block that is not a paragraph begins.
    Begin(BlockKind),
    /// A block ends.
    Close,
    /// One after the other.
    Seq(Vec<ViewNode>),
    /// One of these.
    Either(Vec<ViewNode>),
    /// All of these, in any order.
    Shuffle(Vec<ViewNode>),
    /// One entry, at this path.
    Say(String, ViewSay),
    /// Once more the entry that is said at one of these paths.
    Again(Vec<String>),
}

/// A slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewSay {
    /// The pools it draws one entry from.
    pub pools: Vec<usize>,
    /// What their entries ask for.
    pub with: BTreeMap<String, String>,
}

/// A pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewPool {
    /// Its name.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Vec<ViewPart>>,
}

/// A part of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewPart {
    /// Words.
    Words(String),
    /// What the slot hands over under this name.
    With(String),
    /// A slot.
    Say(ViewSay),
}

impl Plan {
    /// The plan with its words.
    pub fn view(&self, setting: Setting<'_>) -> View {
        let viewer = Viewer {
            plan: self,
            setting,
            anew: self.handed.iter().flat_map(Handed::keys).collect(),
        };
        View {
            root: viewer.node(&self.space.root),
            pools: (0..self.space.pools.len())
                .map(|at| viewer.pool(at))
                .collect(),
        }
    }
}

struct Viewer<'p> {
    plan: &'p Plan,
    setting: Setting<'p>,
    /// The names of what some slot is handed: what the outline says under them is not the same everywhere.
    anew: BTreeSet<&'p String>,
}

impl Viewer<'_> {
    fn node(&self, node: &Node) -> ViewNode {
        let all = |items: &[Node]| items.iter().map(|item| self.node(item)).collect();
        match node {
            Node::Piece { id, .. } => self.piece(*id),
            Node::Seq(items) => ViewNode::Seq(all(items)),
            Node::Either { options, .. } => ViewNode::Either(all(options)),
            Node::Shuffle { items, .. } => ViewNode::Shuffle(all(items)),
            Node::Draw(draw) => ViewNode::Say(draw.at.clone(), self.say(draw)),
        }
    }

    fn piece(&self, id: u32) -> ViewNode {
        match &self.plan.pieces[id as usize] {
            // A move ends the block before it; to the words it is nothing else.
            Piece::Item(Item::Break | Item::Move(_)) => ViewNode::Close,
            Piece::Item(Item::Begin(kind, _)) => ViewNode::Begin(*kind),
            Piece::Item(
                Item::Words(span)
                | Item::Ordinal {
                    marker: Some(span), ..
                },
            ) => ViewNode::Words(span.text.clone()),
            Piece::Item(Item::Ordinal { level, .. }) => {
                ViewNode::Number(*level, self.plan.ordinals.of(id).to_owned())
            }
            Piece::Mention {
                full,
                short,
                in_full,
            } => ViewNode::Words(if *in_full { full } else { short }.text.clone()),
            Piece::Again(nonce) => ViewNode::Again(self.said(*nonce)),
            Piece::Begin(_) | Piece::End(_) => ViewNode::Seq(Vec::new()),
        }
    }

    /// The paths of the draws between the marks of a slot that is printed again.
    fn said(&self, nonce: u64) -> Vec<String> {
        fn find(
            plan: &Plan,
            node: &Node,
            nonce: u64,
            is_inside: &mut bool,
            found: &mut Vec<String>,
        ) {
            match node {
                Node::Piece { id, .. } => match &plan.pieces[*id as usize] {
                    Piece::Begin(of) if *of == nonce => *is_inside = true,
                    Piece::End(of) if *of == nonce => *is_inside = false,
                    _ => {}
                },
                Node::Draw(draw) if *is_inside => found.push(draw.at.clone()),
                Node::Draw(_) => {}
                Node::Seq(items)
                | Node::Either { options: items, .. }
                | Node::Shuffle { items, .. } => {
                    for item in items {
                        find(plan, item, nonce, is_inside, found);
                    }
                }
            }
        }
        let mut found = Vec::new();
        find(
            self.plan,
            &self.plan.space.root,
            nonce,
            &mut false,
            &mut found,
        );
        found
    }

    fn say(&self, draw: &Draw) -> ViewSay {
        let pools: Vec<usize> = draw.options.iter().map(|option| option.pool).collect();
        let handed = &self.plan.handed[draw.id as usize];
        let asked = pools.iter().flat_map(|pool| self.asked(*pool));
        let with = asked.filter_map(|name| {
            let words = handed.get(name).or_else(|| self.plan.speech.get(name))?;
            Some((name.clone(), text(words)))
        });
        ViewSay {
            with: with.collect(),
            pools,
        }
    }

    /// What the entries of a pool ask of their slot.
    fn asked(&self, pool: usize) -> impl Iterator<Item = &String> {
        let entries = self.plan.words[pool].entries.iter();
        entries
            .flat_map(|at| &self.setting.bank.entries()[*at].parts)
            .filter_map(|part| match part {
                Part::Ask(name) if self.everywhere(name).is_none() => Some(name),
                _ => None,
            })
    }

    /// What the outline says of the whole speech under a name, where no slot is handed anything else.
    fn everywhere(&self, name: &String) -> Option<String> {
        let said = self.plan.speech.get(name).map(|words| text(words));
        said.filter(|_| !self.anew.contains(name))
    }

    fn pool(&self, at: usize) -> ViewPool {
        let pool = &self.plan.space.pools[at];
        let words = &self.plan.words[at];
        let entries = words.entries.iter().map(|entry| {
            let parts = &self.setting.bank.entries()[*entry].parts;
            // Slots of one role are opened in the order of the words.
            let mut places: Vec<usize> = (0..words.slots.len()).collect();
            parts
                .iter()
                .map(|part| match part {
                    Part::Text(text) => ViewPart::Words(text.clone()),
                    Part::Loc(field) => words_of(self.setting.loc(field)),
                    Part::Term(id) => words_of(self.setting.terms.wording(id, self.setting.date)),
                    Part::Ask(name) => match self.everywhere(name) {
                        Some(said) => ViewPart::Words(said),
                        None => ViewPart::With(name.clone()),
                    },
                    Part::Slot(of) => match places.iter().position(|p| words.slots[*p] == *of) {
                        Some(next) => ViewPart::Say(self.say(&pool.opens[places.remove(next)])),
                        None => words_of(None),
                    },
                })
                .collect()
        });
        ViewPool {
            name: pool.name.clone(),
            entries: entries.collect(),
        }
    }
}

fn words_of(text: Option<&str>) -> ViewPart {
    ViewPart::Words(text.unwrap_or_default().to_owned())
}

fn text(words: &[HandedWords]) -> String {
    words.iter().map(|words| words.text.as_str()).collect()
}
