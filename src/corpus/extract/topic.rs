use crate::phrase::{Bank, Topic};
use aho_corasick::AhoCorasick;

/// How much a word in a claim weighs against one in the text below it.
const CLAIM: usize = 4;

/// How much a topic's name weighs against one of its keywords.
const NAME: usize = 3;

/// How many points of one topic an outline may have; the bank holds enough for these.
const MOST: usize = 2;

/// How many points of one topic the bank holds enough for, where nothing else is left.
const FULL: usize = 3;

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

/// The words that tell a topic: its names, and the keywords of its sides.
#[derive(Debug)]
pub(super) struct Vocabulary<'b> {
    topics: &'b [Topic],
    finder: AhoCorasick,
    /// What each word tells: topics by their places in the bank, with how much it weighs.
    tells: Vec<Vec<(usize, usize)>>,
}

impl<'b> Vocabulary<'b> {
    /// The words of a bank's topics.
    pub fn new(bank: &'b Bank) -> Self {
        let topics = bank.topics();
        let mut words: Vec<&str> = Vec::new();
        let mut tells: Vec<Vec<(usize, usize)>> = Vec::new();
        for (at, topic) in topics.iter().enumerate().filter(|(_, t)| t.id != "general") {
            let names = std::iter::once(&topic.name)
                .chain(&topic.aliases)
                .map(|w| (w, NAME));
            let keywords = topic
                .aspects
                .iter()
                .flat_map(|a| &a.keywords)
                .map(|w| (w, 1));
            for (word, weight) in names.chain(keywords).filter(|(w, _)| w.chars().count() > 1) {
                let place = words.iter().position(|w| w == word).unwrap_or_else(|| {
                    words.push(word);
                    tells.push(Vec::new());
                    words.len() - 1
                });
                tells[place].push((at, weight));
            }
        }
        let finder = AhoCorasick::new(words).expect("a bank's words are few and short");
        Self {
            topics,
            finder,
            tells,
        }
    }

    /// Adds what the words of a text tell, each once.
    fn weigh(&self, text: &str, weight: usize, weights: &mut [usize]) {
        let mut seen = vec![false; self.tells.len()];
        for found in self.finder.find_overlapping_iter(text) {
            let word = found.pattern().as_usize();
            if !std::mem::replace(&mut seen[word], true) {
                for (topic, own) in &self.tells[word] {
                    weights[*topic] += own * weight;
                }
            }
        }
    }
}

/// What a point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject<'v> {
    /// This topic.
    Topic(&'v str),
    /// Nothing that the bank has a name for.
    Unknown,
    /// It draws from the bank, which holds no more.
    Spent,
}

/// Gives the points of one outline their topics, none to too many.
#[derive(Debug)]
pub(super) struct Topics<'v> {
    vocabulary: &'v Vocabulary<'v>,
    /// How many points have each topic.
    used: Vec<usize>,
}

impl<'v> Topics<'v> {
    /// No point has a topic yet.
    pub fn new(vocabulary: &'v Vocabulary<'v>) -> Self {
        Self {
            vocabulary,
            used: vec![0; vocabulary.topics.len()],
        }
    }

    /// The topic a point is about: the one whose words its claim and its text hold most of; the first of several. One that
    /// `draws` takes from what the bank holds.
    pub fn of(&mut self, claim: &str, text: &str, draws: bool) -> Subject<'v> {
        let mut weights = vec![0; self.used.len()];
        self.vocabulary.weigh(claim, CLAIM, &mut weights);
        self.vocabulary.weigh(text, 1, &mut weights);
        let free = |at: &usize| weights[*at] >= CLAIM && (!draws || self.used[*at] < MOST);
        let best = (0..weights.len()).filter(free);
        let best = best.max_by_key(|at| (weights[*at], std::cmp::Reverse(*at)));
        let Some(at) = best.or_else(|| self.broad().filter(|_| draws)) else {
            return if draws {
                Subject::Spent
            } else {
                Subject::Unknown
            };
        };
        self.used[at] += usize::from(draws);
        Subject::Topic(&self.vocabulary.topics[at].id)
    }

    /// The least used of the topics that anything may be about, as long as the bank holds enough for it.
    fn broad(&self) -> Option<usize> {
        let topics = self.vocabulary.topics.iter();
        let at = |name: &&str| topics.clone().position(|t| t.id == **name);
        let free = BROAD
            .iter()
            .filter_map(at)
            .filter(|at| self.used[*at] < FULL);
        free.min_by_key(|at| self.used[*at])
    }
}
