use crate::draft::{BlockKind, HEADINGS};
use crate::export::{heads, indent};
use crate::template::{View, ViewNode, ViewPart, ViewSay};
use serde_json::{Map, Value, json};

/// `nigao space --json --full`: the whole plan, so that any other program can make the same texts by its own choosing.
///
/// ```text
/// {"root": NODE, "pools": [{"name": "…", "entries": [[PART, …], …]}]}
///
/// NODE = "text"                                               fixed words
///      | {"seq": [NODE, …]}                                   one after the other
///      | {"either": [NODE, …]}                                one of these
///      | {"shuffle": [NODE, …]}                               all of these, in any order
///      | {"say": {"at": path, "pools": [i, …], "with": {…}}}  one entry out of all those of these pools
///      | {"again": [path, …]}                                 the words said at one of these paths, once more
/// PART = "text"
///      | {"with": name}                                       what the `say` hands over under this name
///      | {"say": {"pools": [i, …]}}                           a slot that the entry opens
/// ```
///
/// The texts are those of the plain text export: `\n` ends a block, and indents and the blank line after the head are
/// written out. Names of the place, fixed expressions and what the outline says of the whole speech are written out too.
/// `with` is left out where nothing is handed over; a slot that an entry opens has one only where the outline says of the
/// whole speech what another slot is handed in other words.
///
/// Within one draft nigao uses no entry twice, and it holds the outline's length; both are left to the reader. Made
/// ordinals stand as they are in the order of the plan: whoever shuffles items with ordinals numbers them again.
pub(super) fn as_json(view: &View) -> String {
    let end = ViewNode::Close;
    let ways = tell_all([&view.root, &end].into_iter(), &Line::after(false));
    let pools = view.pools.iter().map(|pool| {
        let entries = pool.entries.iter().map(|parts| entry(parts));
        json!({"name": pool.name, "entries": entries.collect::<Vec<_>>()})
    });
    let value = json!({"root": either(ways), "pools": pools.collect::<Vec<_>>()});
    format!("{value}\n")
}

fn entry(parts: &[ViewPart]) -> Value {
    let mut row = Row::default();
    for part in parts {
        row.push(match part {
            ViewPart::Words(text) => text.as_str().into(),
            ViewPart::With(name) => json!({"with": name}),
            ViewPart::Say(slot) => say(None, slot),
        });
    }
    Value::Array(row.0)
}

fn say(at: Option<&str>, slot: &ViewSay) -> Value {
    let mut value = Map::new();
    if let Some(at) = at {
        value.insert("at".to_owned(), at.into());
    }
    value.insert("pools".to_owned(), slot.pools.as_slice().into());
    if !slot.with.is_empty() {
        value.insert("with".to_owned(), json!(slot.with));
    }
    json!({"say": value})
}

/// Values one after the other, texts side by side made one.
#[derive(Debug, Clone, Default)]
struct Row(Vec<Value>);

impl Row {
    fn push(&mut self, value: Value) {
        match (self.0.last_mut(), value) {
            (Some(Value::String(before)), Value::String(text)) => before.push_str(&text),
            (_, Value::String(text)) if text.is_empty() => {}
            (_, value) => self.0.push(value),
        }
    }

    fn append(&mut self, other: Self) {
        for value in other.0 {
            self.push(value);
        }
    }

    fn node(mut self) -> Value {
        match self.0.len() {
            0 => "".into(),
            1 => self.0.remove(0),
            _ => json!({"seq": self.0}),
        }
    }
}

/// Where the text has come to in its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// What is printed before the next words, where the line has none yet.
    ahead: Option<String>,
    /// Whether the line belongs to the head.
    heads: bool,
    /// Whether the line before it does.
    after_head: bool,
}

impl Line {
    /// A line begins: a paragraph, unless something else is said.
    fn after(head: bool) -> Self {
        Self::of(BlockKind::Paragraph, head)
    }

    fn of(kind: BlockKind, after_head: bool) -> Self {
        let heads = heads(kind);
        let blank = if after_head && !heads { "\n" } else { "" };
        Self {
            ahead: Some(format!("{blank}{}", indent(kind))),
            heads,
            after_head,
        }
    }

    /// The line after this one; a line without words has never been.
    fn next(&self) -> Self {
        let has_words = self.ahead.is_none();
        Self::after(if has_words {
            self.heads
        } else {
            self.after_head
        })
    }

    fn with_words(&self) -> Self {
        Self {
            ahead: None,
            ..self.clone()
        }
    }
}

/// A way through a part of the plan: where it leaves off, and what it prints.
#[derive(Debug, Clone)]
struct Way {
    end: Line,
    row: Row,
}

impl Way {
    fn new(end: Line, values: impl IntoIterator<Item = Value>) -> Self {
        let mut row = Row::default();
        for value in values {
            row.push(value);
        }
        Self { end, row }
    }
}

/// The ways through a part of the plan: one where all of them leave off at the same place of a line, and each alternative by
/// itself where they do not, so that what follows is laid out as it has to be.
fn tell(node: &ViewNode, from: &Line) -> Vec<Way> {
    let words = |value: Value| {
        let ahead = from.ahead.clone().unwrap_or_default();
        vec![Way::new(from.with_words(), [ahead.into(), value])]
    };
    let silent = |end: Line| vec![Way::new(end, [])];
    match node {
        ViewNode::Words(text) | ViewNode::Number(_, text) if text.is_empty() => {
            silent(from.clone())
        }
        ViewNode::Number(level, text) if *level <= HEADINGS && from.ahead.is_some() => {
            // A heading of a number alone is none.
            let ahead = from.ahead.as_ref().map(|ahead| format!("{ahead}{text}"));
            silent(Line {
                ahead,
                ..from.clone()
            })
        }
        ViewNode::Words(text) | ViewNode::Number(_, text) => words(text.as_str().into()),
        ViewNode::Say(at, slot) => words(say(Some(at), slot)),
        ViewNode::Again(paths) => words(json!({"again": paths})),
        ViewNode::Close | ViewNode::Begin(_) => {
            let mut end = from.next();
            if let ViewNode::Begin(kind) = node {
                end = Line::of(*kind, end.after_head);
            }
            let is_line = from.ahead.is_none();
            vec![Way::new(end, is_line.then(|| "\n".into()))]
        }
        ViewNode::Seq(items) => tell_all(items.iter(), from),
        ViewNode::Either(options) => {
            let ways = options.iter().flat_map(|option| tell(option, from));
            one_where_alike(ways.collect())
        }
        ViewNode::Shuffle(items) => shuffle(items, from),
    }
}

fn tell_all<'v>(items: impl Iterator<Item = &'v ViewNode>, from: &Line) -> Vec<Way> {
    let mut done = Row::default();
    let mut ways = vec![Way::new(from.clone(), [])];
    for item in items {
        let longer = ways.iter().flat_map(|way| {
            tell(item, &way.end).into_iter().map(|next| {
                let mut row = way.row.clone();
                row.append(next.row);
                Way { end: next.end, row }
            })
        });
        ways = one_where_alike(longer.collect());
        if let [way] = ways.as_mut_slice() {
            done.append(std::mem::take(&mut way.row));
        }
    }
    for way in &mut ways {
        let tail = std::mem::replace(&mut way.row, done.clone());
        way.row.append(tail);
    }
    ways
}

fn one_where_alike(ways: Vec<Way>) -> Vec<Way> {
    match ways.split_first() {
        Some((first, rest)) if !rest.is_empty() && rest.iter().all(|w| w.end == first.end) => {
            vec![Way::new(first.end.clone(), [either(ways)])]
        }
        _ => ways,
    }
}

fn either(mut ways: Vec<Way>) -> Value {
    if ways.len() == 1 {
        return ways.remove(0).row.node();
    }
    let nodes: Vec<Value> = ways.into_iter().map(|way| way.row.node()).collect();
    json!({"either": nodes})
}

/// Items in any order: where each is laid out alike wherever it stands, they are told once. Otherwise, as where the first of them
/// stands behind the head or in a line with words, each is told as the first of them.
fn shuffle(items: &[ViewNode], from: &Line) -> Vec<Way> {
    let told: Vec<Vec<Way>> = items.iter().map(|item| tell(item, from)).collect();
    let is_alike = told.iter().flatten().all(|way| way.end == *from);
    if let [_] = items {
        return told.into_iter().flatten().collect();
    }
    if is_alike {
        let nodes: Vec<Value> = told.into_iter().map(either).collect();
        return vec![Way::new(from.clone(), [json!({"shuffle": nodes})])];
    }
    let ways = (0..items.len()).flat_map(|first| {
        let mut rest = items.to_vec();
        let first = rest.remove(first);
        tell_all([&first, &ViewNode::Shuffle(rest)].into_iter(), from)
    });
    one_where_alike(ways.collect())
}
