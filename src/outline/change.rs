use super::keys::KEYS;
use super::{Outline, load};
use crate::diag::{
    Diagnostic, Located, Result, Source, Span, both, did_you_mean, nearest, parse_yaml,
};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::sync::Arc;

/// A value for a key of an outline: from a column of a list, or from the command line.
#[derive(Debug, Clone)]
pub struct Change {
    /// The key: names and positions (from 1) parted by points, such as `speaker.post` or `sections.2.occasion`.
    pub key: String,
    /// The value.
    pub value: String,
    /// Where the change is asked for.
    pub at: Option<Span>,
}

/// Reads an outline with other values at some keys, each of which it has; its lines stay where they are.
///
/// # Errors
/// As of [`load`]; it has no such key; the key holds more than one value.
pub fn load_with(source: &Arc<Source>, changes: &[Change]) -> Result<Outline> {
    let mut outline = load(&changed(source, changes)?)?;
    let mut set: Vec<String> = changes
        .iter()
        .map(|change| format!("{}={}\n", english(&change.key), change.value))
        .collect();
    set.sort();
    outline.set = set.concat();
    Ok(outline)
}

/// The text of an outline with these values.
fn changed(source: &Arc<Source>, changes: &[Change]) -> Result<Arc<Source>> {
    if changes.is_empty() {
        return Ok(Arc::clone(source));
    }
    let tree: Located<Tree> = parse_yaml(source)?;
    let mut places = Vec::with_capacity(changes.len());
    for change in changes {
        places.push((find(source, &tree, change)?, quoted(&change.value)));
    }
    // From the last to the first, so that places stay true.
    places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = source.text().to_owned();
    for (range, value) in places {
        text.replace_range(range, &value);
    }
    Ok(Source::new(source.name(), text))
}

/// A number as it is, anything else as a text.
fn quoted(value: &str) -> String {
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    if is_number {
        value.to_owned()
    } else {
        serde_json::Value::from(value).to_string()
    }
}

/// The bytes of the value at a key.
fn find(
    source: &Arc<Source>,
    tree: &Located<Tree>,
    change: &Change,
) -> Result<std::ops::Range<usize>> {
    let mut node = tree;
    for (depth, step) in change.key.split('.').enumerate() {
        let next = match &node.value {
            Tree::Map(map) => map.iter().find(|(key, _)| same(key, step)).map(|(_, v)| v),
            Tree::List(list) => step
                .parse::<usize>()
                .ok()
                .and_then(|number| list.get(number.checked_sub(1)?)),
            Tree::Value => None,
        };
        node = next.ok_or_else(|| missing(source, node, (depth, step), change))?;
    }
    match &node.value {
        Tree::Value => on_one_line(source, node, change),
        Tree::Map(_) | Tree::List(_) => {
            let key = &change.key;
            let name = source.name();
            let first = node.value.names().into_iter().next();
            let inner = first.map_or(key.clone(), |first| format!("{key}.{first}"));
            Err(Diagnostic::error(
                "outline.change-many",
                both!(
                    "`{name}` 里 `{key}` 不是一个值，不能这样改",
                    "`{key}` in `{name}` is not one value; it cannot be set"
                ),
            )
            .at_maybe(change.at.clone())
            .help(both!(
                "写到具体的一项，如 `{inner}`",
                "name one value in it, such as `{inner}`"
            ))
            .into())
        }
    }
}

/// The bytes of a value that stands on one line.
fn on_one_line(
    source: &Arc<Source>,
    node: &Located<Tree>,
    change: &Change,
) -> Result<std::ops::Range<usize>> {
    let at = Span::of(source, node);
    let whole = node.referenced.span().byte_len().unwrap_or(0) as usize;
    let is_block = at.text().starts_with(['|', '>']);
    if !is_block && at.range().len() == whole {
        return Ok(at.range());
    }
    let key = &change.key;
    Err(Diagnostic::error(
        "outline.change-lines",
        both!(
            "`{key}` 的值写了不止一行，不能这样改",
            "the value of `{key}` takes more than one line; it cannot be set"
        ),
    )
    .at(at)
    .help(both!(
        "在提纲里把它写成一行",
        "write it on one line in the outline"
    ))
    .into())
}

fn missing(
    source: &Arc<Source>,
    node: &Located<Tree>,
    (depth, step): (usize, &str),
    change: &Change,
) -> Diagnostic {
    let names = node.value.names();
    // The whole key, as it is to be written.
    let near = nearest(step, names.iter().map(String::as_str)).map(|near| {
        let mut steps: Vec<&str> = change.key.split('.').collect();
        steps[depth] = near;
        steps.join(".")
    });
    let (key, name, list) = (&change.key, source.name(), names.join(", "));
    Diagnostic::error(
        "outline.change-missing",
        both!(
            "提纲 `{name}` 里没有 `{key}`，填不进去",
            "the outline `{name}` has no `{key}` to be set"
        ),
    )
    .at_maybe(change.at.clone())
    .help(did_you_mean(
        near.as_deref(),
        both!(
            "提纲可以有这个键的，先在提纲里写上 `{step}:`；没有的，删去这一列。那一处现有：{list}",
            "write `{step}:` in the outline first, where an outline can have it; else leave it out. There it has: {list}"
        ),
    ))
}

/// A key with its names in English.
fn english(key: &str) -> String {
    let name = |step: &str| {
        let all = KEYS.iter().flat_map(|(_, keys)| *keys);
        let mut named = all.filter(|(_, others)| others.contains(&step));
        named
            .next()
            .map_or(step.to_owned(), |(name, _)| (*name).to_owned())
    };
    key.split('.').map(name).collect::<Vec<_>>().join(".")
}

/// Whether two names are of one key; `题` and `title` are.
fn same(a: &str, b: &str) -> bool {
    let is_one = |names: &(&str, &[&str])| {
        let has = |name| names.0 == name || names.1.contains(&name);
        has(a) && has(b)
    };
    a == b || KEYS.iter().flat_map(|(_, keys)| *keys).any(is_one)
}

/// What an outline holds, by place.
#[derive(Debug)]
enum Tree {
    Value,
    List(Vec<Located<Tree>>),
    Map(Vec<(String, Located<Tree>)>),
}

impl Tree {
    /// The names, or positions, of what it holds.
    fn names(&self) -> Vec<String> {
        match self {
            Self::Map(map) => map.iter().map(|(key, _)| key.clone()).collect(),
            Self::List(list) => (1..=list.len()).map(|n| n.to_string()).collect(),
            Self::Value => Vec::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_bool<E>(self, _: bool) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_i64<E>(self, _: i64) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_u64<E>(self, _: u64) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_f64<E>(self, _: f64) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_str<E>(self, _: &str) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_unit<E>(self) -> std::result::Result<Tree, E> {
                Ok(Tree::Value)
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> std::result::Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Tree, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Tree::Map(entries))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, key: &str, value: &str) -> String {
        let change = Change {
            key: key.to_owned(),
            value: value.to_owned(),
            at: None,
        };
        match changed(&Source::new("o.yaml", text), &[change]) {
            Ok(source) => source.text().to_owned(),
            Err(faults) => faults.0[0].code.to_owned(),
        }
    }

    #[test]
    fn a_value_is_changed_where_it_stands() {
        let text = "title: 讲话 # 题\nspeaker: {post: \"书记\", 姓名: 某某}\nfacts:\n  x: {text: 《办法》}\nlength: 3000\nsections:\n  - move: opening\n    occasion: 会议\n";
        let cases = [
            ("title", "甲\"乙", "title: \"甲\\\"乙\" # 题"),
            ("标题", "甲", "title: \"甲\" # 题"),
            (
                "speaker.post",
                "市长",
                "speaker: {post: \"市长\", 姓名: 某某}",
            ),
            (
                "speaker.name",
                "乙",
                "speaker: {post: \"书记\", 姓名: \"乙\"}",
            ),
            ("facts.x.text", "《规定》", "  x: {text: \"《规定》\"}"),
            ("length", "2500", "length: 2500"),
            ("sections.1.occasion", "大会", "    occasion: \"大会\""),
        ];
        for (key, value, line) in cases {
            let after = set(text, key, value);
            assert!(after.lines().any(|l| l == line), "{key}: {after}");
            assert_eq!(after.lines().count(), text.lines().count());
        }
        assert_eq!(set(text, "sections", "x"), "outline.change-many");
        for lines in [
            "a: |\n  甲\n  乙\n",
            "a: 甲\n  乙\n",
            "a: >-\n  甲\n",
            "a: \"甲\n  乙\"\n",
        ] {
            assert_eq!(set(lines, "a", "x"), "outline.change-lines", "{lines}");
        }
        for key in [
            "titel",
            "facts.y",
            "sections.2.occasion",
            "title.text.text",
            "",
        ] {
            assert_eq!(set(text, key, "x"), "outline.change-missing", "{key}");
        }
    }
}
