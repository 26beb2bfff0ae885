use super::mark::{Mark, Request};
use super::pools::{PoolWords, Pools, is_of_the_speech};
use super::tokens::{Token, spans};
use crate::diag::{Diagnostic, Faults, Result, both};
use crate::draft::{Item, Lists, Origin, OriginKind, Span, ordinal};
use crate::phrase::{Part, PoolKey};
use crate::space::{Draw, Entry, Leaf, Node, Pick, Space};
use crate::terms::{Series, han_count};
use std::collections::{BTreeMap, BTreeSet};

pub use super::pools::Setting;

/// A rendered template with its choices open: the space of its drafts, and the words behind it.
#[derive(Debug)]
pub struct Plan {
    /// The space.
    pub space: Space,
    /// Its slots, in the order of the plan.
    pub slots: Vec<SlotInfo>,
    pieces: Vec<Piece>,
    words: Vec<PoolWords>,
    handed: BTreeMap<String, Handed>,
}

/// A slot, for listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotInfo {
    /// Its path.
    pub at: String,
    /// The pool it was asked for.
    pub key: PoolKey,
    /// How many entries it draws, at most.
    pub draws: u32,
    /// The pools of the space it draws from.
    pub pools: Vec<usize>,
}

/// What a template hands to the entries of a slot.
#[derive(Debug, Clone)]
struct Handed {
    with: BTreeMap<String, String>,
}

/// Something fixed in a plan.
#[derive(Debug, Clone)]
enum Piece {
    Item(Item),
    /// A name of two lengths; whether it is said in full is settled when the plan is whole.
    Mention {
        full: Span,
        short: Span,
        in_full: bool,
    },
    /// The words of a slot that is printed again begin and end here.
    Begin(u64),
    End(u64),
    /// The slot is printed again.
    Again(u64),
}

/// The level of items in a running text, below the four of headings.
const RUNNING: u8 = 5;

/// The most items whose order may be free.
const MOST_FREE: usize = 8;

impl Plan {
    /// The plan of a rendered template.
    pub(super) fn new(tokens: Vec<Token>, setting: Setting<'_>) -> Result<Self> {
        let mut builder = Builder::new(setting, &tokens);
        for token in tokens {
            builder.token(token).map_err(Faults::from)?;
        }
        builder.finish()
    }

    /// The document of a pick, in reading order; `None` where the pick is not one of this plan's.
    pub fn items(&self, pick: &Pick, setting: Setting<'_>) -> Option<Vec<Item>> {
        let mut writer = Writer {
            plan: self,
            setting,
            items: Vec::new(),
            open: BTreeMap::new(),
            done: BTreeMap::new(),
        };
        let leaves = self.space.read(pick)?;
        // A slot may be printed again before its first place where an order is free; then it is read first.
        if leaves.iter().any(|l| matches!(l, Leaf::Piece(id) if matches!(self.pieces[*id as usize], Piece::Again(_)))) {
            for leaf in &leaves {
                writer.leaf(leaf);
            }
            writer.items.clear();
        }
        for leaf in &leaves {
            writer.leaf(leaf);
        }
        Some(writer.items)
    }

    /// The bank's entries in a pool of the space, by their positions in the bank.
    pub fn entries(&self, pool: usize) -> &[usize] {
        &self.words[pool].entries
    }
}

struct Builder<'a> {
    pools: Pools<'a>,
    pieces: Vec<Piece>,
    handed: BTreeMap<String, Handed>,
    slots: Vec<SlotInfo>,
    frames: Vec<Frame>,
    step: String,
    counters: BTreeMap<String, u32>,
    /// Slots printed more than once.
    repeated: BTreeSet<u64>,
    /// Where each of those was first printed: the alternatives around it and its draws.
    first: BTreeMap<u64, (Vec<(usize, usize)>, Vec<String>)>,
    times: BTreeMap<String, u32>,
    /// Where alternatives and free orders begin, by their paths.
    begun: BTreeMap<String, Origin>,
    eithers: usize,
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
    fn new(setting: Setting<'a>, tokens: &[Token]) -> Self {
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
            handed: BTreeMap::new(),
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
        }
    }

    fn push(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.nodes.push(node);
        }
    }

    fn piece(&mut self, piece: Piece) -> Node {
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
    fn path(&mut self, name: &str) -> String {
        let path = format!("{}:{name}", self.step);
        let number = self.counters.entry(path.clone()).or_insert(0);
        *number += 1;
        format!("{path}#{number}")
    }

    fn token(&mut self, token: Token) -> std::result::Result<(), Diagnostic> {
        match token {
            Token::Words(span) => self.item(Item::Words(span)),
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
                .help(both!("`say(…)` 要原样输出", "print `say(…)` as it is")));
            }
            Token::Mark(mark, origin) => self.mark(mark, origin)?,
        }
        Ok(())
    }

    fn mark(&mut self, mark: Mark, origin: Origin) -> std::result::Result<(), Diagnostic> {
        match mark {
            Mark::Say(request) => {
                let node = self.say(*request, &origin)?;
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
                _ => return Err(unpaired("another", &origin)),
            },
            Mark::EndEither => self.end_either(&origin)?,
            Mark::EndAnyOrder => self.end_order(&origin)?,
            Mark::Template(..) | Mark::Push(_) | Mark::Pop | Mark::Break | Mark::Block(_) => {}
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

    fn end_either(&mut self, origin: &Origin) -> std::result::Result<(), Diagnostic> {
        if !matches!(self.frames.last(), Some(f) if matches!(f.kind, FrameKind::Either(_))) {
            return Err(unpaired("end_either", origin));
        }
        let Some(mut frame) = self.frames.pop() else {
            return Err(unpaired("end_either", origin));
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

    fn end_order(&mut self, origin: &Origin) -> std::result::Result<(), Diagnostic> {
        if !matches!(self.frames.last(), Some(f) if f.kind == FrameKind::Order) {
            return Err(unpaired("end_any_order", origin));
        }
        let Some(frame) = self.frames.pop() else {
            return Err(unpaired("end_any_order", origin));
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
            ));
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
    fn around(&self) -> Vec<(usize, usize)> {
        self.frames
            .iter()
            .filter_map(|f| match f.kind {
                FrameKind::Either(number) => Some((number, f.done.len())),
                _ => None,
            })
            .collect()
    }

    fn say(&mut self, request: Request, origin: &Origin) -> std::result::Result<Node, Diagnostic> {
        let nonce = request.nonce;
        let around = self.around();
        if let Some((before, draws)) = self.first.get(&nonce) {
            if *before == around {
                for draw in draws.clone() {
                    *self.times.entry(draw).or_insert(1) += 1;
                }
                return Ok(self.piece(Piece::Again(nonce)));
            }
            let exclusive = before
                .iter()
                .zip(&around)
                .any(|(a, b)| a.0 == b.0 && a.1 != b.1);
            if !exclusive {
                return Err(fault(
                    "template.repeated",
                    both!(
                        "同一个 `say` 在 `either` 里外各输出了一次",
                        "one `say` is printed both inside and outside of an `either`"
                    ),
                    origin,
                )
                .help(both!(
                    "在两处各写一个 `say(…)`",
                    "write a `say(…)` of its own in each place"
                )));
            }
        }
        if !self.repeated.contains(&nonce) {
            return self.open_slot(&request, origin).map(|(node, _)| node);
        }
        let (least, most) = request.n;
        if least != most || most > 1 {
            return Err(fault(
                "template.repeated",
                both!(
                    "输出两次的 `say` 只能抽一条",
                    "a `say` printed twice can draw one entry only"
                ),
                origin,
            ));
        }
        let begin = self.piece(Piece::Begin(nonce));
        let (node, draws) = self.open_slot(&request, origin)?;
        let end = self.piece(Piece::End(nonce));
        self.first.insert(nonce, (around, draws));
        Ok(Node::Seq(vec![begin, node, end]))
    }

    fn open_slot(
        &mut self,
        request: &Request,
        origin: &Origin,
    ) -> std::result::Result<(Node, Vec<String>), Diagnostic> {
        let topic = request.topic.as_deref().map(super::mark::plain);
        let key = PoolKey::new(&request.of, topic.as_deref());
        let keys = if key.facet.as_deref() == Some("*") {
            self.facets(&key)
        } else {
            vec![key.clone()]
        };
        let wild = keys.len() > 1;
        let mut slots = Vec::with_capacity(keys.len());
        for key in &keys {
            let slot = self
                .pools
                .slot(key, &request.with)
                .map_err(|d| placed(d, origin))?;
            let at = self.path(&key.to_string());
            self.slots.push(SlotInfo {
                at: at.clone(),
                key: key.clone(),
                draws: if wild { 1 } else { request.n.1 },
                pools: slot.options.iter().map(|o| o.pool).collect(),
            });
            slots.push((at, slot));
        }
        let (least, most) = request.n;
        let most = if wild {
            most.min(slots.len() as u32)
        } else {
            most
        };
        let mut options = Vec::new();
        let mut draws = Vec::new();
        for n in least.min(most)..=most {
            if wild {
                for order in arrangements(slots.len(), n as usize) {
                    let chosen: Vec<(String, usize)> =
                        order.iter().map(|i| (slots[*i].0.clone(), *i)).collect();
                    options.push(self.row(&chosen, &slots, request, origin, &mut draws));
                }
            } else {
                let chosen: Vec<(String, usize)> = (0..n)
                    .map(|i| {
                        (
                            if most == 1 {
                                slots[0].0.clone()
                            } else {
                                format!("{}.{i}", slots[0].0)
                            },
                            0,
                        )
                    })
                    .collect();
                options.push(self.row(&chosen, &slots, request, origin, &mut draws));
            }
        }
        let node = if options.len() == 1 {
            options.remove(0)
        } else {
            let at = format!("{}?", slots[0].0);
            Node::Either { at, options }
        };
        Ok((node, draws))
    }

    /// Entries in a row, with what stands between them.
    fn row(
        &mut self,
        chosen: &[(String, usize)],
        slots: &[(String, super::pools::Slot)],
        request: &Request,
        origin: &Origin,
        draws: &mut Vec<String>,
    ) -> Node {
        let mut row = Vec::new();
        let series = request.series.as_deref().and_then(Series::of_name);
        for (number, (at, which)) in chosen.iter().enumerate() {
            if number > 0 && !request.sep.is_empty() {
                let span = Span {
                    text: request.sep.clone(),
                    origin: origin.clone(),
                };
                row.push(self.piece(Piece::Item(Item::Words(span))));
            }
            if let Some(series) = series {
                let text = ordinal(series, number as u32, chosen.len() as u32);
                let origin = Origin::new(OriginKind::Number, "");
                row.push(self.piece(Piece::Item(Item::Words(Span { text, origin }))));
            }
            let slot = &slots[*which].1;
            self.handed.insert(
                at.clone(),
                Handed {
                    with: slot.with.clone(),
                },
            );
            draws.push(at.clone());
            row.push(Node::Draw(Draw {
                at: at.clone(),
                times: 1,
                options: slot.options.clone(),
            }));
        }
        if row.len() == 1 {
            row.remove(0)
        } else {
            Node::Seq(row)
        }
    }

    fn facets(&self, key: &PoolKey) -> Vec<PoolKey> {
        let bank = self.pools.setting().bank;
        let topic = key.topic.as_deref().and_then(|t| bank.topic(t));
        let Some(role) = bank.role(&key.role) else {
            return vec![key.clone()];
        };
        role.facets_in(topic)
            .into_iter()
            .map(|facet| PoolKey {
                facet: Some(facet.to_owned()),
                ..key.clone()
            })
            .collect()
    }

    fn finish(mut self) -> Result<Plan> {
        if let Some(frame) = self.frames.get(1) {
            let name = match frame.kind {
                FrameKind::Order => "any_order",
                _ => "either",
            };
            return Err(unpaired(name, &frame.origin).into());
        }
        let nodes = self.frames.pop().map(|f| f.nodes).unwrap_or_default();
        let mut root = Node::Seq(nodes);
        let mut lists = Lists::default();
        let mut ordinals = BTreeMap::new();
        if let Err((name, at)) = number(&root, &self.pieces, &mut lists, &mut ordinals) {
            return Err(uneven(name, self.begun.get(at)).into());
        }
        mention(&root, &mut self.pieces, &mut BTreeSet::new());
        let lengths = self.lengths(&ordinals, &lists);
        settle(&mut root, &lengths, &self.times);
        Ok(Plan {
            space: Space {
                root,
                pools: self.pools.pools,
            },
            slots: self.slots,
            pieces: self.pieces,
            words: self.pools.words,
            handed: self.handed,
        })
    }

    /// The lengths of pieces that are known only when the plan is whole.
    fn lengths(&self, ordinals: &BTreeMap<u32, (usize, u32)>, lists: &Lists) -> BTreeMap<u32, u32> {
        let mut lengths = BTreeMap::new();
        for (id, piece) in (0u32..).zip(&self.pieces) {
            let chars = match piece {
                Piece::Item(Item::Ordinal { series, marker, .. }) => {
                    match (marker, ordinals.get(&id)) {
                        (Some(marker), _) => han_count(&marker.text),
                        (None, Some((list, index))) => {
                            han_count(&ordinal(*series, *index, lists.totals()[*list]))
                        }
                        (None, None) => 0,
                    }
                }
                Piece::Mention {
                    full,
                    short,
                    in_full,
                } => han_count(if *in_full { &full.text } else { &short.text }),
                _ => continue,
            };
            lengths.insert(id, chars);
        }
        lengths
    }
}

fn settle(node: &mut Node, lengths: &BTreeMap<u32, u32>, times: &BTreeMap<String, u32>) {
    match node {
        Node::Piece { id, chars } => {
            if let Some(known) = lengths.get(id) {
                *chars = *known;
            }
        }
        Node::Seq(items) | Node::Either { options: items, .. } | Node::Shuffle { items, .. } => {
            for item in items {
                settle(item, lengths, times);
            }
        }
        Node::Draw(draw) => {
            if let Some(known) = times.get(&draw.at) {
                draw.times = *known;
            }
        }
    }
}

/// Finds the list and place of every ordinal; all ways through an alternative must leave the lists at the same place.
///
/// # Errors
/// `either` or `any_order`, and its path, where they do not.
fn number<'n>(
    node: &'n Node,
    pieces: &[Piece],
    lists: &mut Lists,
    found: &mut BTreeMap<u32, (usize, u32)>,
) -> std::result::Result<(), (&'static str, &'n str)> {
    match node {
        Node::Piece { id, .. } => match &pieces[*id as usize] {
            Piece::Item(Item::Ordinal { level, series, .. }) => {
                found.insert(*id, lists.item(*level, *series));
            }
            Piece::Item(Item::Move(_)) => lists.new_move(RUNNING - 1),
            _ => {}
        },
        Node::Seq(items) => {
            for item in items {
                number(item, pieces, lists, found)?;
            }
        }
        Node::Shuffle { items, at } => {
            let mut counts = BTreeSet::new();
            for item in items {
                let before = found.len();
                number(item, pieces, lists, found)?;
                counts.insert(found.len() - before);
            }
            if counts.len() > 1 {
                return Err(("any_order", at));
            }
        }
        Node::Either { options, at } => {
            let before = lists.clone();
            let mut after: Option<Lists> = None;
            for option in options {
                // Lists begun inside keep their numbers apart, so that their totals are each its own.
                let mut inside = before.clone();
                if let Some(after) = &after {
                    inside.skip_to(after);
                }
                number(option, pieces, &mut inside, found)?;
                if let Some(first) = &after
                    && first.position() != inside.position()
                {
                    return Err(("either", at));
                }
                after = Some(inside);
            }
            if let Some(after) = after {
                *lists = after;
            }
        }
        Node::Draw(_) => {}
    }
    Ok(())
}

/// A name is said in full unless it surely stands before, whatever is chosen.
fn mention(node: &Node, pieces: &mut [Piece], sure: &mut BTreeSet<String>) {
    match node {
        Node::Piece { id, .. } => {
            if let Piece::Mention { full, in_full, .. } = &mut pieces[*id as usize] {
                *in_full = sure.insert(full.text.clone());
            }
        }
        Node::Seq(items) => {
            for item in items {
                mention(item, pieces, sure);
            }
        }
        Node::Either { options, .. } => {
            let mut common: Option<BTreeSet<String>> = None;
            for option in options {
                let mut inside = sure.clone();
                mention(option, pieces, &mut inside);
                common = Some(match common {
                    None => inside,
                    Some(before) => before.intersection(&inside).cloned().collect(),
                });
            }
            sure.extend(common.into_iter().flatten());
        }
        Node::Shuffle { items, .. } => {
            let mut all = BTreeSet::new();
            for item in items {
                let mut inside = sure.clone();
                mention(item, pieces, &mut inside);
                all.extend(inside);
            }
            sure.extend(all);
        }
        Node::Draw(_) => {}
    }
}

/// The ordered choices of `n` out of `of` things.
fn arrangements(of: usize, n: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for _ in 0..n {
        out = out
            .into_iter()
            .flat_map(|head: Vec<usize>| {
                (0..of)
                    .filter(|i| !head.contains(i))
                    .map(|i| [&head[..], &[i]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    out
}

/// The place of a template's origin, as a diagnostic shows it.
fn fault(code: &'static str, message: crate::diag::Message, origin: &Origin) -> Diagnostic {
    placed(Diagnostic::error(code, message), origin)
}

/// The origin of the template text last passed goes with the fault; `engine` finds its span.
fn placed(diagnostic: Diagnostic, origin: &Origin) -> Diagnostic {
    let source = crate::diag::Source::new(&origin.at, "");
    diagnostic.at(source.start())
}

fn unpaired(name: &str, origin: &Origin) -> Diagnostic {
    fault(
        "template.unpaired",
        both!("`{name}()` 不成对", "`{name}()` is not paired"),
        origin,
    )
    .help(both!(
        "写成 either() … another() … end_either()，或 any_order() … end_any_order()",
        "write either() … another() … end_either(), or any_order() … end_any_order()"
    ))
}

fn uneven(name: &str, origin: Option<&Origin>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "template.uneven",
        both!(
            "`{name}` 的各支里序号的个数不同，前后的序号就会对不上",
            "the sides of `{name}` hold different numbers of ordinals, so the numbers around it could not be right"
        ),
    )
    .help(both!("让每一支的 item() 一样多", "give each side as many item()"));
    match origin {
        Some(origin) => placed(diagnostic, origin),
        None => diagnostic,
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

/// Writes out a pick.
struct Writer<'p> {
    plan: &'p Plan,
    setting: Setting<'p>,
    items: Vec<Item>,
    /// Slots whose words are being taken down, with where they begin.
    open: BTreeMap<u64, usize>,
    done: BTreeMap<u64, Vec<Item>>,
}

impl Writer<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        match leaf {
            Leaf::Entry(entry) => {
                let none = BTreeMap::new();
                let with = self
                    .plan
                    .handed
                    .get(&entry.draw.at)
                    .map_or(&none, |h| &h.with);
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

    fn entry(&mut self, picked: &Entry<'_>, with: &BTreeMap<String, String>) {
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
                    let text = if is_of_the_speech(name) {
                        self.setting.speech.get(name)
                    } else {
                        with.get(name)
                    };
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
