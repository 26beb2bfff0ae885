use crate::export::Format;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::str::FromStr;

/// What is to be made of each set.
#[derive(Debug, Clone)]
pub struct Order {
    /// How many drafts of each set.
    pub n: u64,
    /// Another seed is another batch.
    pub seed: u64,
    /// The format of the files.
    pub format: Format,
    /// How they are laid out; where nothing is said, as the office of the place wants it.
    pub layout: Option<String>,
    /// No two drafts of a set may overlap more: a share, 0 to 1.
    pub max_overlap: Option<f64>,
    /// Which pairs are compared.
    pub certify: Certify,
    /// Whether pairs of different sets are compared, too.
    pub across: bool,
    /// Which part of the whole is made here.
    pub shard: Option<Shard>,
}

/// Which pairs are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certify {
    /// All of them.
    All,
    /// Those among some of the drafts, at even distances.
    Sample,
    /// None.
    None,
}

/// The most drafts of a set whose pairs are all compared, unless it is asked for.
pub(super) const MOST_COMPARED: u64 = 10_000;

/// How many drafts a sample has.
const SAMPLED: u64 = 2_000;

/// One of several parts of a batch, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// Which.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Certify {
    /// What is compared where nothing is asked for: all pairs, but of more than 10,000 drafts a sample.
    pub fn of(n: u64) -> Self {
        if n > MOST_COMPARED {
            Self::Sample
        } else {
            Self::All
        }
    }

    /// Which of `n` drafts, by number from 0.
    pub fn numbers(self, n: u64) -> Vec<u64> {
        match self {
            Self::All => (0..n).collect(),
            Self::Sample => {
                let sampled = SAMPLED.min(n);
                (0..sampled).map(|at| at * n / sampled).collect()
            }
            Self::None => Vec::new(),
        }
    }
}

impl Shard {
    /// Which of `total` drafts are its own.
    pub fn range(self, total: u64) -> Range<u64> {
        let cut = |part: u64| {
            let cut = u128::from(total) * u128::from(part) / u128::from(self.of);
            u64::try_from(cut).unwrap_or(total)
        };
        cut(self.part - 1)..cut(self.part)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (part, of) = text.split_once('/').ok_or("2/8")?;
        let number = |text: &str| text.trim().parse::<u64>().map_err(|_| "2/8".to_owned());
        let shard = Self {
            part: number(part)?,
            of: number(of)?,
        };
        if shard.part < 1 || shard.part > shard.of {
            return Err(format!("1/{0} … {0}/{0}", shard.of.max(1)));
        }
        Ok(shard)
    }
}
