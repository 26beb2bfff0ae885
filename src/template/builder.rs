use super::mark::Mark;
use super::ordinals::Ordinals;
use super::plan::{Handed, Piece, Plan, Setting, SlotInfo, handed};
use super::pools::Pools;
use super::refuse::{fault, own_words, uneven, unpaired};
use super::settle::{lengths, mention, settle};
use super::together::Held;
use super::tokens::{Token, spans};
use crate::diag::{Result, both};
use crate::draft::{HEADINGS, Item, Origin, OriginKind, Span};
use crate::space::{Node, Space, divide};
use crate::terms::{Series, han_count};
use std::collections::{BTreeMap, BTreeSet};

/// The level of items in a running text, below those of headings.
pub(super) const RUNNING: u8 = HEADINGS + 1;

/// The most items whose order may be free.
const MOST_FREE: usize = 8;

/// Builds a plan from the tokens of a rendered template.
pub(super) struct Builder<'a> {
    pub(super) pools: Pools<'a>,
    pieces: Vec<Piece>,
    pub(super) handed: Vec<Handed>,
    pub(super) slots: Vec<SlotInfo>,
    frames: Vec<Frame>,
    step: String,
    counters: BTreeMap<String, u32>,
    /// Slots printed more than once.
    pub(super) repeated: BTreeSet<u64>,
    /// Where each of those was first printed: the alternatives around it and its draws.
    pub(super) first: BTreeMap<u64, FirstPrint>,
    pub(super) times: BTreeMap<String, u32>,
    /// Where alternatives and free orders begin, by their paths.
    begun: BTreeMap<String, Origin>,
    eithers: usize,
    /// What is being held together.
    pub(super) held: Option<Held>,
}

/// Where a slot that is printed again was printed first.
pub(super) struct FirstPrint {
    /// The alternatives around it: which `either`, which side.
    pub around: Vec<(usize, usize)>,
    /// Its draws.
    pub draws: Vec<String>,
}

struct Frame {
    kind: FrameKind,
    nodes: Vec<Node>,
    done: Vec<Node>,
    origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    Whole,
    Either(usize),
    Order,
}

impl<'a> Builder<'a> {
    pub(super) fn new(setting: Setting<'a>, tokens: &[Token]) -> Self {
        let mut seen = BTreeSet::new();
        let repeated = tokens
            .iter()
            .filter_map(|token| match token {
                Token::Mark(Mark::Say(request), _) if !seen.insert(request.nonce) => {
                    Some(request.nonce)
                }
                _ => None,
            })
            .collect();
        Self {
            pools: Pools::new(setting),
            pieces: Vec::new(),
            handed: vec![Handed::new()],
            slots: Vec::new(),
            frames: vec![Frame {
                kind: FrameKind::Whole,
                nodes: Vec::new(),
                done: Vec::new(),
                origin: Origin::new(OriginKind::Template, ""),
            }],
            step: String::new(),
            counters: BTreeMap::new(),
            repeated,
            first: BTreeMap::new(),
            times: BTreeMap::new(),
            begun: BTreeMap::new(),
            eithers: 0,
            held: None,
        }
    }

    fn push(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.nodes.push(node);
        }
    }

    pub(super) fn piece(&mut self, piece: Piece) -> Node {
        let chars = match &piece {
            Piece::Item(Item::Words(span)) => han_count(&span.text),
            _ => 0,
        };
        self.pieces.push(piece);
        Node::Piece {
            id: self.pieces.len() as u32 - 1,
            chars,
        }
    }

    fn item(&mut self, item: Item) {
        let node = self.piece(Piece::Item(item));
        self.push(node);
    }

    /// A path that stays the same when something is added elsewhere: the move, the name, and which of its kind.
    pub(super) fn path(&mut self, name: &str) -> String {
        let path = format!("{}:{name}", self.step);
        let number = self.counters.entry(path.clone()).or_insert(0);
        *number += 1;
        format!("{path}#{number}")
    }

    pub(super) fn token(&mut self, token: Token) -> Result<()> {
        match token {
            Token::Words(span) => {
                own_words(&span)?;
                self.item(Item::Words(span));
            }
            Token::Break => self.item(Item::Break),
            Token::Begin(kind, level) => {
                self.item(Item::Begin(kind, level));
                if let Some(level) = level {
                    self.item(Item::Ordinal {
                        level,
                        series: [Series::Cn, Series::Paren, Series::Arabic, Series::None]
                            [usize::from(level - 1).min(3)],
                        marker: None,
                    });
                }
            }
            Token::Broken(origin) => {
                return Err(fault(
                    "template.broken-mark",
                    both!(
                        "`say` 的结果被过滤器截断或拆开了",
                        "the result of `say` was cut or taken apart by a filter or loop"
                    ),
                    &origin,
                )
                .help(both!("`say(…)` 要原样输出", "print `say(…)` as it is"))
                .into());
            }
            Token::Mark(mark, origin) => self.mark(mark, origin)?,
        }
        Ok(())
    }

    pub(super) fn mark(&mut self, mark: Mark, origin: Origin) -> Result<()> {
        match mark {
            Mark::Say(request) => {
                let node = self.say(&request, &origin)?;
                self.push(node);
            }
            Mark::Move(name) => {
                self.step.clone_from(&name);
                self.item(Item::Move(name));
            }
            Mark::Item { series, marker } => {
                let series = Series::of_name(&series).unwrap_or(Series::None);
                let marker = marker.map(|text| Span {
                    text: super::mark::plain(&text),
                    origin: marker_origin(&text, &origin),
                });
                // At the head of a heading it takes the place of the heading's own ordinal.
                let heading =
                    self.frames
                        .last()
                        .and_then(|f| f.nodes.last())
                        .and_then(|n| match n {
                            Node::Piece { id, .. } => Some(*id as usize),
                            _ => None,
                        });
                if let Some(Piece::Item(Item::Ordinal {
                    level,
                    series: own,
                    marker: by_hand,
                })) = heading.map(|id| &mut self.pieces[id])
                    && *level < RUNNING
                {
                    *own = series;
                    *by_hand = marker;
                } else {
                    self.item(Item::Ordinal {
                        level: RUNNING,
                        series,
                        marker,
                    });
                }
            }
            Mark::Mention {
                full,
                short,
                origin,
            } => {
                let span = |text| Span {
                    text,
                    origin: origin.clone(),
                };
                let node = self.piece(Piece::Mention {
                    full: span(full),
                    short: span(short),
                    in_full: true,
                });
                self.push(node);
            }
            Mark::Either => {
                self.eithers += 1;
                let kind = FrameKind::Either(self.eithers);
                self.open(kind, origin);
            }
            Mark::AnyOrder => self.open(FrameKind::Order, origin),
            Mark::Another => match self.frames.last_mut() {
                Some(frame) if matches!(frame.kind, FrameKind::Either(_)) => {
                    let nodes = std::mem::take(&mut frame.nodes);
                    frame.done.push(Node::Seq(nodes));
                }
                _ => return Err(unpaired("another", &origin).into()),
            },
            Mark::EndEither => self.end_either(&origin)?,
            Mark::EndAnyOrder => self.end_order(&origin)?,
            Mark::EndTogether => return Err(unpaired("end_together", &origin).into()),
            // Read by `tokens`, with what it holds.
            Mark::Together
            | Mark::Template(..)
            | Mark::Push(_)
            | Mark::Pop
            | Mark::Break
            | Mark::Block(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, kind: FrameKind, origin: Origin) {
        self.frames.push(Frame {
            kind,
            nodes: Vec::new(),
            done: Vec::new(),
            origin,
        });
    }

    fn end_either(&mut self, origin: &Origin) -> Result<()> {
        if !matches!(self.frames.last(), Some(f) if matches!(f.kind, FrameKind::Either(_))) {
            return Err(unpaired("end_either", origin).into());
        }
        let Some(mut frame) = self.frames.pop() else {
            return Err(unpaired("end_either", origin).into());
        };
        frame.done.push(Node::Seq(frame.nodes));
        let at = self.path("either");
        self.begun.insert(at.clone(), frame.origin);
        self.push(Node::Either {
            at,
            options: frame.done,
        });
        Ok(())
    }

    fn end_order(&mut self, origin: &Origin) -> Result<()> {
        if !matches!(self.frames.last(), Some(f) if f.kind == FrameKind::Order) {
            return Err(unpaired("end_any_order", origin).into());
        }
        let Some(frame) = self.frames.pop() else {
            return Err(unpaired("end_any_order", origin).into());
        };
        let is_break = |node: &Node| {
            matches!(node, Node::Piece { id, .. }
                if matches!(self.pieces[*id as usize], Piece::Item(Item::Break)))
        };
        let mut items: Vec<Vec<Node>> = frame
            .nodes
            .split(is_break)
            .filter(|item| !item.is_empty())
            .map(<[Node]>::to_vec)
            .collect();
        if items.is_empty() || items.len() > MOST_FREE {
            let (many, most) = (items.len(), MOST_FREE);
            return Err(fault(
                "template.any-order",
                both!(
                    "`any_order` 里有 {many} 段，应为 1 到 {most} 段",
                    "`any_order` holds {many} paragraphs; it takes 1 to {most}"
                ),
                origin,
            )
            .into());
        }
        for item in &mut items {
            let end = self.piece(Piece::Item(Item::Break));
            item.push(end);
        }
        let at = self.path("any_order");
        self.begun.insert(at.clone(), frame.origin);
        self.push(Node::Shuffle {
            at,
            items: items.into_iter().map(Node::Seq).collect(),
        });
        Ok(())
    }

    /// The alternatives around the present place: which `either`, which side.
    pub(super) fn around(&self) -> Vec<(usize, usize)> {
        self.frames
            .iter()
            .filter_map(|f| match f.kind {
                FrameKind::Either(number) => Some((number, f.done.len())),
                _ => None,
            })
            .collect()
    }

    pub(super) fn finish(mut self) -> Result<Plan> {
        if let Some(frame) = self.frames.get(1) {
            let name = match frame.kind {
                FrameKind::Order => "any_order",
                _ => "either",
            };
            return Err(unpaired(name, &frame.origin).into());
        }
        let nodes = self.frames.pop().map(|f| f.nodes).unwrap_or_default();
        let mut root = Node::Seq(nodes);
        let ordinals = Ordinals::new(&root, &self.pieces)
            .map_err(|(name, at)| uneven(name, self.begun.get(at)))?;
        mention(&root, &mut self.pieces, &mut BTreeSet::new());
        let lengths = lengths(&self.pieces, &ordinals);
        settle(&mut root, &lengths, &self.times);
        let speech = handed(self.pools.setting().speech);
        let mut space = Space {
            root,
            pools: self.pools.made,
        };
        let mut words = self.pools.words;
        let is_break = |id: u32| matches!(self.pieces[id as usize], Piece::Item(Item::Break));
        if let Some(shares) = divide(&mut space, is_break) {
            words = shares
                .iter()
                .map(|share| words[share.pool].share(&share.entries))
                .collect();
            for slot in &mut self.slots {
                slot.pools = pools_at(&space.root, &slot.at).unwrap_or_default();
            }
        }
        Ok(Plan {
            space,
            slots: self.slots,
            pieces: self.pieces,
            words,
            handed: self.handed,
            speech,
            ordinals,
        })
    }
}

/// The pools that the draws of a slot may draw from.
fn pools_at(node: &Node, slot: &str) -> Option<Vec<usize>> {
    match node {
        Node::Piece { .. } => None,
        Node::Seq(items) | Node::Either { options: items, .. } | Node::Shuffle { items, .. } => {
            items.iter().find_map(|item| pools_at(item, slot))
        }
        Node::Draw(draw) => {
            let is_of_slot = draw
                .at
                .strip_prefix(slot)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            is_of_slot.then(|| draw.options.iter().map(|o| o.pool).collect())
        }
    }
}

fn marker_origin(text: &str, base: &Origin) -> Origin {
    spans(text, base)
        .into_iter()
        .find_map(|t| match t {
            Token::Words(span) => Some(span.origin),
            _ => None,
        })
        .unwrap_or_else(|| base.clone())
}
