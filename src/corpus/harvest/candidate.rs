use chrono::NaiveDate;

/// What a set of documents has in common, the best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Harvest {
    /// The candidates, by falling score, then by where they stand first, patterns last.
    pub candidates: Vec<Candidate>,
    /// How many were left out since the bank holds them already.
    pub held: usize,
}

/// What an editor may take into the bank.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its words, `{}` standing for a slot.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// How often it occurs, copies of a paragraph counted.
    pub count: u32,
    /// In how many documents.
    pub docs: u32,
    /// How good it looks, from 0 to 1.
    pub score: f64,
    /// Where it stands: some of the places, in the order of the documents.
    pub places: Vec<Place>,
    /// The role it seems to have; none where unsure.
    pub role: Option<String>,
    /// The topic it seems to be about; none where unsure.
    pub topic: Option<String>,
    /// The day of the earliest document that has it, where it holds an expression that is dated.
    pub since: Option<NaiveDate>,
    /// Whether it belongs to one place: its name, or a slogan of its own.
    pub local: bool,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A phrase.
    Phrase,
    /// A fixed expression (固定提法), used whole.
    Fixed,
    /// A verb with its object: 夯实基层基础.
    Pair,
    /// Clauses or items of one length: 谋划在先、部署在前.
    Parallel,
    /// A sentence with slots: 抓{}不放松，提高{}力.
    Pattern,
}

impl Kind {
    /// Its name in a bank file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phrase => "phrase",
            Self::Fixed => "fixed",
            Self::Pair => "pair",
            Self::Parallel => "parallel",
            Self::Pattern => "pattern",
        }
    }
}

/// Where a candidate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document's name.
    pub doc: String,
    /// Offset in code points into the raw document.
    pub at: u32,
    /// The words as they stand there.
    pub surface: String,
    /// What fills the slots of a pattern there, one for each slot.
    pub fillers: Vec<Filler>,
}

/// What stands in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Offset in code points into the raw document.
    pub at: u32,
    /// The words as they stand there.
    pub surface: String,
}
