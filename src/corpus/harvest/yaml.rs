use super::{Candidate, Kind};
use crate::corpus::yaml::{Writer, scalar};
use crate::diag::{Located, Result, Source, parse_yaml};
use crate::phrase::RawEntry;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// The names of slots, in order.
const SLOTS: [&str; 6] = ["x", "y", "z", "u", "v", "w"];

/// The most places that are told beside the first.
const TOLD: usize = 4;

/// A file of the bank with the candidates behind what stands in it already.
///
/// What is there stays as it is, to the last comment. A candidate is left out where its id, or its words at their place, stands in the
/// file; so a file can be harvested into again after it was edited. Every entry that is added has `status: candidate` and is
/// drawn in no draft before someone deletes that line, or writes `approved`, and gives it the role it lacks.
///
/// # Errors
/// A file that is no list of entries.
pub fn append(existing: &Arc<Source>, candidates: &[Candidate]) -> Result<String> {
    let text = existing.text();
    let entries: Vec<Located<RawEntry>> = if is_bare(text) {
        Vec::new()
    } else {
        parse_yaml(existing)?
    };
    let mut ids: BTreeSet<String> = entries.iter().map(|e| e.value.id.clone()).collect();
    let sources: BTreeSet<(&str, u32, &str)> = entries
        .iter()
        .filter_map(|e| e.value.source.as_ref())
        .map(|s| (s.doc.as_str(), s.at, s.surface.as_str()))
        .collect();
    let mut file = Writer::behind(text);
    for candidate in candidates {
        let Some(first) = candidate.places.first() else {
            continue;
        };
        let key = (first.doc.as_str(), first.at, first.surface.as_str());
        // A pattern may stand where a phrase does.
        let is_there = candidate.kind != Kind::Pattern && sources.contains(&key);
        if !is_there && ids.insert(id(candidate)) {
            entry(candidate, &mut file);
        }
    }
    Ok(file.text)
}

/// Whether a file holds comments and blank lines alone.
fn is_bare(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .all(|line| line.is_empty() || line.starts_with('#'))
}

/// A name that is the same in every harvest that finds these words.
fn id(candidate: &Candidate) -> String {
    let hash = Sha256::digest(candidate.text.as_bytes());
    let mut id = format!("harvest.{}.", candidate.kind.name());
    for byte in &hash[..5] {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

fn entry(candidate: &Candidate, out: &mut Writer) {
    out.pair(0, "- id", &id(candidate));
    out.pair(2, "role", candidate.role.as_deref().unwrap_or(""));
    if let Some(topic) = &candidate.topic {
        out.pair(2, "topic", topic);
    }
    out.pair(2, "text", &slotted(&candidate.text));
    for place in &candidate.places[..1] {
        let (doc, at, surface) = (scalar(&place.doc), place.at, scalar(&place.surface));
        out.line(
            2,
            &format!("source: {{doc: {doc}, at: {at}, surface: {surface}}}"),
        );
    }
    if let Some(since) = candidate.since {
        out.line(2, &format!("since: {since}"));
    }
    out.line(2, "status: candidate");
    out.pair(2, "kind", candidate.kind.name());
    out.line(2, &format!("count: {}", candidate.count));
    out.line(2, &format!("docs: {}", candidate.docs));
    out.line(2, &format!("score: {:.3}", candidate.score));
    if candidate.local {
        out.line(2, "local: true");
    }
    for place in candidate.places.iter().skip(1).take(TOLD) {
        let words: Vec<&str> = if place.fillers.is_empty() {
            vec![&place.surface]
        } else {
            place.fillers.iter().map(|f| f.surface.as_str()).collect()
        };
        out.note(
            2,
            &format!("{}@{}: {}", place.doc, place.at, words.join("｜")),
        );
    }
}

/// The words with slots as the bank writes them.
fn slotted(text: &str) -> String {
    let mut words = String::new();
    for (n, part) in text.split("{}").enumerate() {
        if let Some(slot) = n.checked_sub(1) {
            let name = SLOTS[slot.min(SLOTS.len() - 1)];
            let _ = write!(words, "{{{{ {name} }}}}");
        }
        words.push_str(part);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::harvest::{Filler, Place};

    fn candidate() -> Candidate {
        let filler = |at, surface: &str| Filler {
            at,
            surface: surface.to_owned(),
        };
        let place = |doc: &str, at| Place {
            doc: doc.to_owned(),
            at,
            surface: "抓学习不放松,提高本领".to_owned(),
            fillers: vec![filler(at + 1, "学习"), filler(at + 9, "本领")],
        };
        Candidate {
            text: "抓{}不放松，提高{}".to_owned(),
            kind: Kind::Pattern,
            count: 2,
            docs: 1,
            score: 0.5,
            places: vec![place("a: b", 3), place("a: b", 30)],
            role: None,
            topic: Some("learning".to_owned()),
            since: None,
            local: false,
        }
    }

    const ENTRY: &str = "\
- id: harvest.pattern.e6ed875fdd
  role: \"\"
  topic: learning
  text: \"抓{{ x }}不放松，提高{{ y }}\"
  source: {doc: \"a: b\", at: 3, surface: \"抓学习不放松,提高本领\"}
  status: candidate
  kind: pattern
  count: 2
  docs: 1
  score: 0.500
  # a: b@30: 学习｜本领
";

    #[test]
    fn what_stands_in_the_file_stays_as_it_is() {
        let edited = "# 我的\n- {id: a, role: pair, text: 甲}   # 好";
        let source = Source::new("phrases/new.yaml", edited);
        let once = append(&source, &[candidate()]).unwrap();
        assert_eq!(once, format!("{edited}\n{ENTRY}"));
        let twice = append(
            &Source::new("phrases/new.yaml", once.as_str()),
            &[candidate()],
        );
        assert_eq!(twice.unwrap(), once);
    }

    #[test]
    fn an_empty_file_gets_entries_and_no_list_is_refused() {
        let bare = append(&Source::new("n.yaml", "# 空\n"), &[candidate()]).unwrap();
        assert_eq!(bare, format!("# 空\n{ENTRY}"));
        assert!(append(&Source::new("n.yaml", "a: b"), &[candidate()]).is_err());
    }
}
