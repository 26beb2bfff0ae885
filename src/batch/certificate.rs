use super::{Certify, Examined};
use serde::Serialize;

/// What is proved of the drafts of a batch: `certificate.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Certificate {
    /// The version of the program that wrote it.
    pub nigao: &'static str,
    /// How many drafts there are of each outline and place.
    pub n: u64,
    /// How many drafts there are in all.
    pub drafts: u64,
    /// The bound that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_overlap: Option<f64>,
    /// The length of a shingle in characters.
    pub shingle: usize,
    /// Which pairs were compared.
    pub examined: Certify,
    /// How many drafts of each outline and place were compared.
    pub compared: u64,
    /// All pairs of the same outline and place.
    #[serde(flatten)]
    pub all: Part,
    /// By outline and place.
    pub groups: Vec<Group>,
    /// Pairs of different outlines or places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<Across>,
    /// Pairs with drafts issued earlier.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Against>,
}

/// Pairs of different outlines or places.
#[derive(Debug, Clone, Serialize)]
pub struct Across {
    /// How many drafts were compared; of more than 10,000 some, at even distances.
    pub compared: u64,
    /// The pairs.
    #[serde(flatten)]
    pub part: Part,
}

/// Pairs with the drafts of another batch.
#[derive(Debug, Clone, Serialize)]
pub struct Against {
    /// The SHA-256 of its manifest.
    pub manifest: String,
    /// How many drafts it has.
    pub drafts: u64,
    /// The pairs.
    #[serde(flatten)]
    pub part: Part,
}

/// The drafts of one outline at one place.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// What their files begin with.
    pub name: String,
    /// Their pairs.
    #[serde(flatten)]
    pub part: Part,
}

/// Some pairs.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// How many.
    pub pairs: u64,
    /// What was compared: the whole texts.
    pub text: &'static str,
    /// How much they overlap.
    pub overlap: Overlap,
    /// Their mean cannot be less.
    pub lower_bound: f64,
    /// The same pairs without what the outline gave.
    pub generated: Box<Generated>,
}

/// Pairs without what the outline gave.
#[derive(Debug, Clone, Serialize)]
pub struct Generated {
    /// How much they overlap.
    pub overlap: Overlap,
    /// Their mean cannot be less.
    pub lower_bound: f64,
}

/// How much pairs overlap: shares, to a millionth.
#[derive(Debug, Clone, Serialize)]
pub struct Overlap {
    /// The most.
    pub max: f64,
    /// The mean.
    pub mean: f64,
    /// The files of the first pair with the most; none where there is no pair.
    pub worst: Vec<String>,
}

/// Its name.
pub(super) const CERTIFICATE: &str = "certificate.json";

impl Certificate {
    /// As it is written.
    pub(super) fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a certificate is plain data");
        text.push('\n');
        text
    }
}

impl Part {
    /// What came of comparing the whole texts, and the generated ones, of drafts with these files.
    pub(super) fn new(whole: &Examined, generated: &Examined, files: &[String]) -> Self {
        Self {
            pairs: whole.pairs,
            text: "whole",
            overlap: Overlap::new(whole, files),
            lower_bound: millionths(whole.lower_bound),
            generated: Box::new(Generated {
                overlap: Overlap::new(generated, files),
                lower_bound: millionths(generated.lower_bound),
            }),
        }
    }

    /// The pairs of all groups together.
    pub(super) fn all(groups: &[Group]) -> Self {
        let parts = || groups.iter().map(|group| &group.part);
        let pairs: u64 = parts().map(|part| part.pairs).sum();
        let mean = |of: &dyn Fn(&Part) -> f64| {
            let sum: f64 = parts().map(|part| of(part) * part.pairs as f64).sum();
            millionths(sum / pairs.max(1) as f64)
        };
        let overlap = |of: &dyn Fn(&Part) -> &Overlap| {
            // The first of the worst.
            let worst = parts()
                .map(of)
                .reduce(|a, b| if b.max > a.max { b } else { a });
            Overlap {
                max: worst.map_or(0.0, |o| o.max),
                mean: mean(&|part| of(part).mean),
                worst: worst.map_or_else(Vec::new, |o| o.worst.clone()),
            }
        };
        Self {
            pairs,
            text: "whole",
            overlap: overlap(&|part| &part.overlap),
            lower_bound: mean(&|part| part.lower_bound),
            generated: Box::new(Generated {
                overlap: overlap(&|part| &part.generated.overlap),
                lower_bound: mean(&|part| part.generated.lower_bound),
            }),
        }
    }
}

impl Overlap {
    fn new(examined: &Examined, files: &[String]) -> Self {
        let worst = examined.worst.map(|(a, b)| [a, b]);
        Self {
            max: millionths(examined.max),
            mean: millionths(examined.mean),
            worst: worst
                .into_iter()
                .flatten()
                .map(|draft| files[draft].clone())
                .collect(),
        }
    }
}

fn millionths(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}
