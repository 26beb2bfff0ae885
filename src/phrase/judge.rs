use super::sense::sense;
use super::strands::Strands;
use super::{Bank, Entry, OF_THE_SPEECH, Part, Tier};
use crate::diag::{Diagnostic, Message, Span, both, did_you_mean, nearest};
use crate::terms::{han_count, is_han};
use crate::world::Resource;
use std::collections::BTreeMap;

/// The most Han characters of running text that may come from one place of a document.
pub const LONGEST_RUN: u32 = 20;

/// Holds the entries of the user's files against the rules of the bank.
pub(super) fn judge(bank: &Bank, own: &[Resource]) -> Vec<Diagnostic> {
    let mut seen_ids: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut seen_texts: BTreeMap<(String, &str), &Entry> = BTreeMap::new();
    let strands = Strands::of(bank);
    let mut found = Vec::new();
    for entry in bank.entries() {
        let mut faults = rules(bank, entry);
        faults.extend(strands.lone(entry));
        if let Some(other) = seen_ids.insert(&entry.id, entry) {
            let (id, place) = (&entry.id, spot(other));
            faults.push((
                "phrase.doubled-id",
                both!(
                    "编号 `{id}` 已用于 {place}",
                    "the id `{id}` is already used at {place}"
                ),
                both!("换一个编号", "choose another id"),
            ));
        }
        if let Some(other) = seen_texts.insert((entry.pool.to_string(), &entry.text), entry) {
            let place = spot(other);
            faults.push((
                "phrase.doubled-text",
                both!(
                    "同一池里 {place} 已有这句话",
                    "the same pool has this text already, at {place}"
                ),
                both!("删去一条，或换个说法", "delete one, or say something else"),
            ));
        }
        let place = own
            .iter()
            .find(|f| f.origin == entry.place.0)
            .map(|f| place(f, entry));
        found.extend(faults.into_iter().map(|(code, message, help)| {
            Diagnostic::error(code, message)
                .at_maybe(place.clone())
                .help(help)
        }));
    }
    found
}

fn spot(entry: &Entry) -> String {
    format!("{}:{}", entry.place.0, entry.place.1)
}

fn place(file: &Resource, entry: &Entry) -> Span {
    let line = file.source.line(entry.place.1 as usize);
    // An entry's words stand a few lines below its first key.
    let tail = &file.source.text()[line.start..];
    match tail.find(&entry.text) {
        Some(at) if !entry.text.is_empty() => file
            .source
            .span(line.start + at..line.start + at + entry.text.len()),
        _ => file.source.span(line),
    }
}

/// Code, what is wrong, and the cure.
pub(super) type Fault = (&'static str, Message, Message);

fn rules(bank: &Bank, entry: &Entry) -> Vec<Fault> {
    let mut faults: Vec<Fault> = typing(bank, entry).into_iter().collect();
    faults.extend(slots(bank, entry));
    faults.extend(
        bank.role(&entry.pool.role)
            .and_then(|role| sense(role, entry)),
    );
    faults.extend(wording(entry));
    faults.extend(provenance(bank, entry));
    faults
}

fn typing(bank: &Bank, entry: &Entry) -> Option<Fault> {
    let id = &entry.pool.role;
    let Some(role) = bank.role(id) else {
        let help = did_you_mean(
            nearest(id, bank.roles().iter().map(|r| r.id.as_str())),
            both!(
                "角色见 phrases/roles.yaml",
                "the roles stand in phrases/roles.yaml"
            ),
        );
        return Some((
            "phrase.unknown-role",
            both!("没有 `{id}` 这个角色", "unknown role `{id}`"),
            help,
        ));
    };
    let topic = match &entry.pool.topic {
        None => None,
        Some(name) => match bank.topics().iter().find(|t| t.id == *name) {
            Some(topic) => Some(topic),
            None => {
                let help = did_you_mean(
                    bank.nearest_topic(name),
                    both!(
                        "题材见 phrases/topics.yaml",
                        "the topics stand in phrases/topics.yaml"
                    ),
                );
                return Some((
                    "phrase.unknown-topic",
                    both!("没有 `{name}` 这个题材", "unknown topic `{name}`"),
                    help,
                ));
            }
        },
    };
    if role.topical != topic.is_some() {
        return Some(if role.topical {
            (
                "phrase.topic",
                both!(
                    "角色 `{id}` 的条目要写题材",
                    "an entry of role `{id}` needs a topic"
                ),
                both!("补上 `topic: …`", "add `topic: …`"),
            )
        } else {
            (
                "phrase.topic",
                both!("角色 `{id}` 不分题材", "the role `{id}` has no topics"),
                both!("删去 `topic`", "delete `topic`"),
            )
        });
    }
    let known = role.facets_in(topic);
    match &entry.pool.facet {
        None if known.is_empty() => None,
        Some(facet) if known.contains(&facet.as_str()) => None,
        given => {
            let given = given.as_deref().unwrap_or("");
            let list = known.join(", ");
            Some((
                "phrase.facet",
                both!(
                    "角色 `{id}` 没有 `{given}` 这一面",
                    "the role `{id}` has no facet `{given}`"
                ),
                both!("可以写：{list}", "one of: {list}"),
            ))
        }
    }
}

fn slots(bank: &Bank, entry: &Entry) -> Option<Fault> {
    let role = bank.role(&entry.pool.role)?;
    entry.parts.iter().find_map(|part| match part {
        Part::Ask(name)
            if !role.asks.contains_key(name) && !OF_THE_SPEECH.iter().any(|(n, _)| n == name) =>
        {
            let known = bank
                .roles()
                .iter()
                .map(|r| r.id.as_str())
                .chain(role.asks.keys().map(String::as_str))
                .chain(OF_THE_SPEECH.iter().map(|(n, _)| *n));
            let help = did_you_mean(
                nearest(name, known),
                both!(
                    "空位可以是角色、loc.…、term.… 或这个角色的参数",
                    "a slot is a role, loc.…, term.… or one of the role's own names"
                ),
            );
            Some((
                "phrase.unknown-slot",
                both!("不认识空位 `{name}`", "unknown slot `{name}`"),
                help,
            ))
        }
        Part::Term(name) if !role.terms => Some((
            "phrase.term",
            both!(
                "固定提法 `{name}` 不能用在这个角色里",
                "the fixed expression `{name}` may not stand in this role"
            ),
            both!(
                "固定提法只用于开头、要求和号召",
                "fixed expressions belong to openings, requirements and calls"
            ),
        )),
        Part::Slot(of) if opens_itself(bank, entry, of) => Some((
            "phrase.loop",
            both!(
                "空位 `{of}` 绕回了自己",
                "the slot `{of}` leads back to this entry"
            ),
            both!(
                "换一个不再打开它的角色",
                "use a role that does not open it again"
            ),
        )),
        _ => None,
    })
}

fn opens_itself(bank: &Bank, entry: &Entry, of: &str) -> bool {
    let mut open = vec![of.to_owned()];
    let mut seen: Vec<String> = Vec::new();
    while let Some(of) = open.pop() {
        if of == entry.pool.of() {
            return true;
        }
        if seen.contains(&of) {
            continue;
        }
        for other in bank.entries().iter().filter(|e| e.pool.of() == of) {
            open.extend(other.slots().map(str::to_owned));
        }
        seen.push(of);
    }
    false
}

fn wording(entry: &Entry) -> Vec<Fault> {
    let mut faults = Vec::new();
    let words = entry.words();
    if let Some(c) = words
        .chars()
        .find(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
    {
        faults.push((
            "phrase.digit",
            both!("条目里有数字 `{c}`", "the entry holds the digit `{c}`"),
            both!(
                "数字来自提纲，改成空位",
                "numbers come from the outline; make it a slot"
            ),
        ));
    }
    if let Some(c) = words.chars().find(|c| ",;:?!()".contains(*c)) {
        faults.push((
            "phrase.half-width",
            both!(
                "条目里有半角标点 `{c}`",
                "the entry holds the half-width mark `{c}`"
            ),
            both!("改成全角", "use the full-width mark"),
        ));
    }
    if words.ends_with(['。', '，', '；', '、', '：']) {
        faults.push((
            "phrase.final-mark",
            both!("条目末尾有标点", "the entry ends with a mark"),
            both!(
                "句末标点由模板来加，删去",
                "the template adds the mark; delete it"
            ),
        ));
    }
    let pairs = [('“', '”'), ('《', '》'), ('（', '）')];
    if let Some((open, _)) = pairs
        .iter()
        .find(|(open, close)| words.matches(*open).count() != words.matches(*close).count())
    {
        faults.push((
            "phrase.unpaired",
            both!("`{open}` 不成对", "`{open}` is not paired"),
            both!("补上另一半", "add the other half"),
        ));
    }
    if !words.chars().any(is_han) {
        faults.push((
            "phrase.empty",
            both!("条目里没有汉字", "the entry has no Han character"),
            both!("写上内容", "write its words"),
        ));
    }
    faults
}

fn provenance(bank: &Bank, entry: &Entry) -> Option<Fault> {
    let Tier::Phrase(origin) = &entry.tier else {
        return None;
    };
    let doc = &origin.doc;
    if !bank.documents().iter().any(|d| d.id == *doc) {
        return Some((
            "phrase.unknown-source",
            both!(
                "sources.yaml 里没有文献 `{doc}`",
                "sources.yaml has no document `{doc}`"
            ),
            both!(
                "在 phrases/sources.yaml 里登记",
                "list it in phrases/sources.yaml"
            ),
        ));
    }
    let (run, most) = (han_count(&origin.surface), LONGEST_RUN);
    (run > most).then(|| {
        (
            "phrase.too-long",
            both!(
                "从一处摘了 {run} 个汉字，最多 {most} 个",
                "{run} Han characters from one place, at most {most}"
            ),
            both!("只摘固定说法", "take the set phrase alone"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Bundle, Memory, Shelf};

    #[test]
    fn the_shipped_bank_keeps_its_own_rules() {
        let world = Memory::default();
        let shelf = Shelf::new(&world, "");
        let bank = Bank::load(&shelf).unwrap();
        let files = shelf.files(Bundle::Phrases, &[".yaml"]).unwrap();
        let found = judge(&bank, &files);
        let drawn: Vec<String> = found
            .iter()
            .map(|d| crate::diag::render(d, crate::diag::Lang::English))
            .collect();
        assert_eq!(drawn.join("\n\n"), "");
    }
}
