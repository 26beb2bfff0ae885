use super::functions::OWN_ARGUMENTS;
use super::plant::{Piece, outside_quotes, pieces};
use crate::diag::{Diagnostic, Message, Source, Span, both, did_you_mean, nearest};
use crate::phrase::{Bank, PoolKey};
use std::sync::Arc;

/// What a template asks the bank for, as far as its text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The role.
    pub role: String,
    /// The facet: `*` for any of the role's, none for a role without.
    pub facet: Option<String>,
    /// Whether the facet is known only when the template runs.
    pub any_facet: bool,
    /// The topic, where it is written out; `None` where it is left to the outline.
    pub topic: Option<String>,
}

impl Asked {
    /// Whether entries of this pool can be drawn by the request.
    pub fn reaches(&self, pool: &PoolKey) -> bool {
        self.role == pool.role
            && (self.any_facet || self.facet == pool.facet)
            && (self.topic.is_none() || pool.topic.is_none() || self.topic == pool.topic)
    }
}

/// The `say` calls of a template, with every fault that shows without running it: unknown role, facet, topic or argument.
pub fn asked(source: &Arc<Source>, bank: &Bank) -> (Vec<Asked>, Vec<Diagnostic>) {
    let mut asked = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    for piece in pieces(source.text()) {
        let text = match piece {
            Piece::Text(text) => {
                at += text.len();
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        if !text.starts_with("{#") {
            for (from, call) in calls(text) {
                let place = |word: &str| {
                    let found = call.find(word).unwrap_or(0);
                    source.span(at + from + found..at + from + found + word.len())
                };
                one(call, bank, &place, &mut asked, &mut faults);
            }
        }
        at += text.len();
    }
    (asked, faults)
}

/// The `say(…)` calls in a tag: where each begins, and its arguments.
fn calls(tag: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = tag[from..].find("say(") {
        let begin = from + found;
        let open = begin + "say(".len();
        let mut depth = 1;
        let end = outside_quotes(&tag[open..]).find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let end = end.map_or(tag.len(), |(at, _)| open + at);
        let named = tag[..begin]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_');
        if !named {
            out.push((open, &tag[open..end]));
        }
        from = end.max(open);
    }
    out
}

/// The arguments of a call: name and value, as written.
fn arguments(call: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0, 0);
    let mut cuts = Vec::new();
    for (at, c) in outside_quotes(call) {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        if c == ',' && depth == 0 {
            cuts.push(&call[start..at]);
            start = at + 1;
        }
    }
    cuts.push(&call[start..]);
    for argument in cuts {
        if let Some((name, value)) = argument.split_once('=') {
            out.push((name.trim(), value.trim()));
        }
    }
    out
}

fn literal(value: &str) -> Option<&str> {
    let quote = value
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains(quote)).then_some(inner)
}

fn one(
    call: &str,
    bank: &Bank,
    place: &dyn Fn(&str) -> Span,
    asked: &mut Vec<Asked>,
    faults: &mut Vec<Diagnostic>,
) {
    let arguments = arguments(call);
    let value = |name: &str| arguments.iter().find(|a| a.0 == name).map(|a| a.1);
    let Some(of) = value("of") else { return };
    let begin = match literal(of) {
        Some(of) => of.to_owned(),
        // `"symptom." ~ aspect`: the facet is known only when the template runs.
        None => match of
            .split_once('~')
            .and_then(|(head, _)| literal(head.trim()))
        {
            Some(head) => format!("{}.?", head.trim_end_matches('.')),
            None => return,
        },
    };
    let key = PoolKey::new(&begin, None);
    let Some(role) = bank.role(&key.role) else {
        let name = &key.role;
        faults.push(fault(
            "template.unknown-role",
            both!("没有 `{name}` 这个角色", "unknown role `{name}`"),
            nearest(name, bank.roles().iter().map(|r| r.id.as_str())),
            both!(
                "角色见 phrases/roles.yaml",
                "the roles stand in phrases/roles.yaml"
            ),
            place(name),
        ));
        return;
    };
    let wild = matches!(key.facet.as_deref(), Some("*" | "?"));
    let known: Vec<&str> = if role.aspects {
        bank.topics()
            .iter()
            .flat_map(|t| role.facets_in(Some(t)))
            .collect()
    } else {
        role.facets_in(None)
    };
    let given = key.facet.as_deref();
    if !wild && given.is_some_and(|f| !known.contains(&f)) || given.is_none() && !known.is_empty() {
        let (role, facet) = (&key.role, given.unwrap_or(""));
        let list = known.join(", ");
        faults.push(fault(
            "template.unknown-facet",
            both!(
                "角色 `{role}` 没有 `{facet}` 这一面",
                "the role `{role}` has no facet `{facet}`"
            ),
            nearest(facet, known.iter().copied()),
            both!("可以写：{list}", "one of: {list}"),
            place(&begin),
        ));
    }
    let topic = value("topic").and_then(literal);
    if let Some(name) = topic
        && bank.topic(name).is_none()
    {
        faults.push(fault(
            "template.unknown-topic",
            both!("没有 `{name}` 这个题材", "unknown topic `{name}`"),
            bank.nearest_topic(name),
            both!(
                "题材见 phrases/topics.yaml",
                "the topics stand in phrases/topics.yaml"
            ),
            place(name),
        ));
    }
    for (name, _) in &arguments {
        if !OWN_ARGUMENTS.contains(name) && !role.asks.contains_key(*name) {
            let role_name = &key.role;
            let takes = OWN_ARGUMENTS
                .into_iter()
                .chain(role.asks.keys().map(String::as_str));
            let list: Vec<&str> = takes.clone().collect();
            let list = list.join(", ");
            faults.push(fault(
                "template.unknown-argument",
                both!(
                    "`say` 对角色 `{role_name}` 没有参数 `{name}`",
                    "`say` takes no `{name}` for the role `{role_name}`"
                ),
                nearest(name, takes),
                both!("可以写：{list}", "one of: {list}"),
                place(name),
            ));
        }
    }
    asked.push(Asked {
        role: key.role.clone(),
        any_facet: wild,
        facet: key.facet,
        topic: topic.map(str::to_owned),
    });
}

fn fault(
    code: &'static str,
    message: Message,
    near: Option<&str>,
    otherwise: Message,
    at: Span,
) -> Diagnostic {
    let help = did_you_mean(near, otherwise);
    Diagnostic::error(code, message).at(at).help(help)
}
