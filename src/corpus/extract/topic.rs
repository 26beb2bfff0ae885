use crate::phrase::{Bank, Topic};

/// How much a keyword in a claim weighs against one in the text below it.
const CLAIM: usize = 4;

/// How many points of one topic an outline may have; the bank holds enough for these.
const MOST: usize = 2;

/// What a point that tells nothing of its topic may be about, in this order.
const BROAD: [&str; 8] = [
    "responsibility",
    "systems",
    "service",
    "leadership",
    "conduct",
    "innovation",
    "supervision",
    "learning",
];

/// Gives points their topics, none to too many.
#[derive(Debug)]
pub(super) struct Topics<'b> {
    bank: &'b Bank,
    /// How many points have each topic, in the order of the bank.
    used: Vec<usize>,
}

impl<'b> Topics<'b> {
    /// No point has a topic yet.
    pub fn new(bank: &'b Bank) -> Self {
        Self {
            bank,
            used: vec![0; bank.topics().len()],
        }
    }

    /// The topic a point is about: the one whose words its claim and its text hold most of; the first of several. One that
    /// `draws` much takes from what the bank holds.
    pub fn of(&mut self, claim: &str, text: &str, draws: bool) -> Option<&'b str> {
        let topics = self.bank.topics().iter().enumerate();
        let free = topics.filter(|(at, t)| t.id != "general" && (!draws || self.used[*at] < MOST));
        let weighed = free.map(|(at, topic)| (weight(topic, claim, text), at));
        let best = weighed.filter(|(weight, _)| *weight >= CLAIM);
        let best = best.max_by_key(|(weight, at)| (*weight, std::cmp::Reverse(*at)));
        let at = best
            .map(|(_, at)| at)
            .or_else(|| self.broad().filter(|_| draws))?;
        self.used[at] += usize::from(draws);
        Some(&self.bank.topics()[at].id)
    }
}

impl Topics<'_> {
    /// The least used of the topics that anything may be about.
    fn broad(&self) -> Option<usize> {
        let topics = self.bank.topics().iter();
        let at = |name: &&str| topics.clone().position(|t| t.id == **name);
        BROAD.iter().filter_map(at).min_by_key(|at| self.used[*at])
    }
}

fn weight(topic: &Topic, claim: &str, text: &str) -> usize {
    let held = |word: &String, weight: usize| {
        let is_word = word.chars().count() > 1;
        let places = usize::from(claim.contains(word.as_str())) * CLAIM
            + usize::from(text.contains(word.as_str()));
        usize::from(is_word) * weight * places
    };
    let names = std::iter::once(&topic.name).chain(&topic.aliases);
    let by_name: usize = names.map(|name| held(name, 3)).sum();
    let keywords = topic.aspects.iter().flat_map(|a| &a.keywords);
    by_name + keywords.map(|word| held(word, 1)).sum::<usize>()
}
