use super::{Bank, Entry, Tier};

/// What [`verify`] found of one phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It stands where it says.
    Right,
    /// It stands elsewhere in the document, at this offset in code points.
    Moved(u32),
    /// The document does not hold it.
    Missing,
    /// The corpus has no such document.
    NoDocument,
}

/// Holds every phrase of the bank against its document; `read` gives the raw text of a document by its file name.
pub fn verify(bank: &Bank, mut read: impl FnMut(&str) -> Option<String>) -> Vec<(&Entry, Verdict)> {
    let texts: Vec<(&str, Option<Vec<char>>)> = bank
        .documents()
        .iter()
        .map(|d| (d.id.as_str(), read(&d.file).map(|t| t.chars().collect())))
        .collect();
    let verdict = |origin: &super::RawOrigin| {
        let text = texts
            .iter()
            .find(|(id, _)| *id == origin.doc)
            .and_then(|(_, text)| text.as_deref());
        let Some(text) = text else {
            return Verdict::NoDocument;
        };
        let surface: Vec<char> = origin.surface.chars().collect();
        let at = origin.at as usize;
        if text.get(at..at + surface.len()) == Some(&surface[..]) {
            return Verdict::Right;
        }
        text.windows(surface.len().max(1))
            .position(|w| w == surface)
            .map_or(Verdict::Missing, |p| Verdict::Moved(p as u32))
    };
    bank.entries()
        .iter()
        .filter_map(|entry| match &entry.tier {
            Tier::Phrase(origin) => Some((entry, verdict(origin))),
            Tier::Own => None,
        })
        .collect()
}
