use super::Speech;
use super::unit::{self, Class};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// How many units apart the paragraph is noted down.
const STRIDE: u32 = 64;

/// The paragraphs of all documents, each once, one unit of 16 bits a character, so that places in a paragraph are places in the
/// body. Behind each stands a zero.
pub(super) struct Body {
    pub units: Vec<u16>,
    /// Where each paragraph begins.
    starts: Vec<u32>,
    /// The paragraph at every so many units, to look from there on.
    near: Vec<u32>,
    /// Where each stands first: speech and paragraph.
    first: Vec<(u32, u32)>,
    /// How often each stands.
    weights: Vec<u32>,
    /// The speeches that hold each, in order.
    holders: Vec<Vec<u32>>,
    /// The day of each speech, where known.
    dates: Vec<Option<NaiveDate>>,
    /// The speeches as lists of paragraphs; copies of a speech left out.
    pub speeches: Vec<Vec<u32>>,
}

/// How some words are spread over the documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    /// How often they stand there, copies of a paragraph counted.
    pub count: u32,
    /// In how many documents.
    pub docs: u32,
    /// The day of the earliest of these.
    pub since: Option<NaiveDate>,
}

impl Body {
    pub fn of(speeches: &[Speech]) -> Self {
        let mut body = Self {
            units: vec![0],
            starts: Vec::new(),
            near: Vec::new(),
            first: Vec::new(),
            weights: Vec::new(),
            holders: Vec::new(),
            dates: speeches.iter().map(|p| p.date).collect(),
            speeches: Vec::new(),
        };
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut lists: BTreeSet<Vec<u32>> = BTreeSet::new();
        for (p, speech) in speeches.iter().enumerate() {
            let mut list = Vec::with_capacity(speech.paragraphs.len());
            for (k, passage) in speech.paragraphs.iter().enumerate() {
                let next = known.len() as u32;
                let id = *known.entry(passage.text()).or_insert(next);
                if id == next {
                    body.starts.push(body.units.len() as u32);
                    body.units.extend(passage.text().chars().map(unit::of));
                    body.units.push(0);
                    body.first.push((p as u32, k as u32));
                    body.weights.push(0);
                    body.holders.push(Vec::new());
                }
                body.weights[id as usize] += 1;
                let holders = &mut body.holders[id as usize];
                if holders.last() != Some(&(p as u32)) {
                    holders.push(p as u32);
                }
                list.push(id);
            }
            if lists.insert(list.clone()) {
                body.speeches.push(list);
            }
        }
        let mut paragraph = 0;
        for at in (0..body.units.len() as u32).step_by(STRIDE as usize) {
            while body.starts.get(paragraph + 1).is_some_and(|s| *s <= at) {
                paragraph += 1;
            }
            body.near.push(paragraph as u32);
        }
        body
    }

    /// The number of its Han characters.
    pub fn han(&self) -> usize {
        self.units.iter().filter(|u| unit::is_han(**u)).count()
    }

    /// The number of paragraphs.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The place of a paragraph, without the zero behind it.
    pub fn paragraph(&self, id: u32) -> Range<u32> {
        let id = id as usize;
        let end = self.starts.get(id + 1).copied();
        self.starts[id]..end.unwrap_or(self.units.len() as u32) - 1
    }

    /// The units of a place.
    pub fn at(&self, place: &Range<u32>) -> &[u16] {
        &self.units[place.start as usize..place.end as usize]
    }

    /// The paragraph in which a place lies.
    pub fn paragraph_of(&self, at: u32) -> u32 {
        let near = self.near[(at / STRIDE) as usize] as usize;
        let next = self.starts[near + 1..].iter().position(|s| *s > at);
        (near + next.unwrap_or(self.starts.len() - near - 1)) as u32
    }

    /// The words of a paragraph.
    pub fn text<'p>(&self, speeches: &'p [Speech], id: u32) -> &'p str {
        let (speech, passage) = self.first[id as usize];
        speeches[speech as usize].paragraphs[passage as usize].text()
    }

    /// How often the paragraph stands in the documents.
    pub fn weight(&self, paragraph: u32) -> u32 {
        self.weights[paragraph as usize]
    }

    /// The speeches that hold it.
    pub fn holders(&self, paragraph: u32) -> &[u32] {
        &self.holders[paragraph as usize]
    }

    /// How the words at these places are spread over the documents.
    pub fn spread(&self, places: impl Iterator<Item = u32>) -> Spread {
        let mut count = 0;
        let mut docs: Vec<u32> = Vec::new();
        let mut last = u32::MAX;
        for at in places {
            let paragraph = self.paragraph_of(at);
            count += self.weight(paragraph);
            if paragraph != last {
                docs.extend(self.holders(paragraph));
                last = paragraph;
                if docs.len() > 4096 {
                    docs.sort_unstable();
                    docs.dedup();
                }
            }
        }
        docs.sort_unstable();
        docs.dedup();
        Spread {
            count,
            docs: docs.len() as u32,
            since: docs.iter().filter_map(|d| self.dates[*d as usize]).min(),
        }
    }

    /// Where the words at a place stand in the documents: the speech, the offset, and the words as they stand there.
    pub fn surface(&self, speeches: &[Speech], place: &Range<u32>) -> Option<(u32, u32, String)> {
        let paragraph = self.paragraph_of(place.start);
        let (speech, passage) = self.first[paragraph as usize];
        let start = self.starts[paragraph as usize];
        let passage = &speeches[speech as usize].paragraphs[passage as usize];
        let at = place.start - start;
        let words: Option<Vec<char>> = self.at(place).iter().map(|u| unit::char(*u)).collect();
        let (at, words) = match words {
            Some(words) => passage.restore(at, words)?,
            None => passage.surface(at, place.end - place.start)?,
        };
        Some((speech, at, words))
    }

    /// Splits a place at the marks of these classes.
    pub fn split(&self, place: &Range<u32>, at: impl Fn(Class) -> bool) -> Vec<Range<u32>> {
        let mut parts = Vec::new();
        let mut from = place.start;
        for here in place.clone() {
            if at(unit::class(self.units[here as usize])) {
                if here > from {
                    parts.push(from..here);
                }
                from = here + 1;
            }
        }
        if place.end > from {
            parts.push(from..place.end);
        }
        parts
    }
}
