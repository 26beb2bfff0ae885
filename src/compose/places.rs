use super::{Composition, Library, Wishes};
use crate::diag::Result;
use crate::draft::Draft;
use crate::locality::Locality;
use crate::outline::Outline;
use crate::phrase::Part;
use crate::world::Bundle;
use std::collections::BTreeSet;

/// One outline for many places, as the library names them: overlays are those it has on its shelf. Most places of a kind are called by the same words; they share one composition, since a plan depends on
/// the words and on nothing else of a place.
pub struct Places<'l> {
    library: &'l Library<'l>,
    outline: &'l Outline,
    wishes: Wishes,
    /// The words that templates, bank and outline speak of; none where a template takes the place whole.
    spoken: Option<BTreeSet<String>>,
    /// The last composition, and the words it is for. A composition takes tens of megabytes, so no more than one is kept.
    last: Option<(Words, Composition<'l>)>,
    compositions: usize,
}

/// The spoken words of a place, none where it has none.
type Words = Vec<Option<String>>;

impl<'l> Places<'l> {
    /// For the places of this library.
    ///
    /// # Errors
    /// A user's template that cannot be read.
    pub fn new(library: &'l Library<'l>, outline: &'l Outline, wishes: Wishes) -> Result<Self> {
        let layers = library.shelf.layers(Bundle::Templates, &[".tera"])?;
        let templates = layers.values().flatten().map(|file| file.source.text());
        let texts = templates.chain([outline.source.text()]);
        // An escape in YAML may hide a name that the text does not show.
        let is_plain = !outline.source.text().contains('\\');
        let found = texts.map(|text| spoken(text).filter(|_| is_plain));
        let mut spoken = found.into_iter().try_fold(BTreeSet::new(), |mut all, of| {
            all.extend(of?);
            Some(all)
        });
        if let Some(spoken) = &mut spoken {
            let parts = library.bank.entries().iter().flat_map(|e| &e.parts);
            spoken.extend(parts.filter_map(|part| match part {
                Part::Loc(field) => Some(field.clone()),
                _ => None,
            }));
        }
        Ok(Self {
            library,
            outline,
            wishes,
            spoken,
            last: None,
            compositions: 0,
        })
    }

    /// The places in an order in which those that share a composition stand together.
    ///
    /// # Errors
    /// No such place.
    pub fn sorted(&self, places: &[String]) -> Result<Vec<String>> {
        let mut keyed = places
            .iter()
            .map(|place| Ok((self.words(&self.library.locality(place)?), place.clone())))
            .collect::<Result<Vec<_>>>()?;
        keyed.sort();
        Ok(keyed.into_iter().map(|(_, place)| place).collect())
    }

    /// The draft of a place and a seed: the same as that of a composition of its own.
    ///
    /// # Errors
    /// As of [`Composition::new`] and [`Composition::draft`].
    pub fn draft(&mut self, place: &str, seed: u64) -> Result<Draft> {
        let locality = self.library.locality(place)?;
        let Some(words) = self.words(&locality) else {
            return self.compose(place)?.draft(seed);
        };
        // What is no longer needed goes before the next is made.
        let kept = self.last.take().filter(|(last, _)| *last == words);
        let (words, composition) = match kept {
            Some(kept) => kept,
            None => (words, self.compose(place)?),
        };
        let draft = composition.draft_for(&locality, seed);
        self.last = Some((words, composition));
        draft
    }

    /// How many compositions have been made.
    pub fn compositions(&self) -> usize {
        self.compositions
    }

    fn compose(&mut self, place: &str) -> Result<Composition<'l>> {
        self.compositions += 1;
        let wishes = Wishes {
            locality: Some(place.to_owned()),
            ..self.wishes.clone()
        };
        Composition::new(self.library, self.outline, &wishes)
    }

    /// What the spoken words are in a place; none where any of its words may be spoken.
    fn words(&self, locality: &Locality) -> Option<Words> {
        let spoken = self.spoken.as_ref()?;
        let word = |field: &String| locality.word(field).map(str::to_owned);
        Some(spoken.iter().map(word).collect())
    }
}

/// The words of a place that a text names behind `loc.`; none where it names `loc` alone.
fn spoken(text: &str) -> Option<BTreeSet<String>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.contains("__tera_context") {
        return None;
    }
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("loc") {
        let before = text[..at].chars().next_back();
        let behind = &text[at + 3..];
        if before.is_some_and(|c| is_name(c) || c == '.') || behind.starts_with(is_name) {
            continue;
        }
        let field = behind.strip_prefix('.')?;
        let end = field
            .find(|c: char| !is_name(c) && c != '.')
            .unwrap_or(field.len());
        let field = field[..end].trim_end_matches('.');
        // `loc.superior` alone may be any of its words.
        if field.is_empty() || ["superior", "brand", "slogan"].contains(&field) {
            return None;
        }
        found.insert(field.to_owned());
        if field == "superior.committee" {
            found.insert("superior.committee_named".to_owned());
        }
    }
    Some(found)
}
