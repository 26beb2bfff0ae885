use super::{Names, RawNaming};
use crate::diag::{Result, parse_yaml};
use crate::world::{Bundle, Shelf};

/// The naming rules by kind of division.
#[derive(Debug, Clone)]
pub struct Naming {
    kinds: Vec<Names>,
    stamp: String,
}

/// The place a draft is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    names: Names,
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/naming.bin"));

impl Naming {
    /// The rules on this shelf.
    ///
    /// # Errors
    /// A user's `naming.yaml` that is not well formed.
    ///
    /// # Panics
    /// Never: the defaults were written by the build script with the same types.
    pub fn load(shelf: &Shelf<'_>) -> Result<Self> {
        for file in shelf.files(Bundle::Localities, &["naming.yaml"])? {
            if !file.is_default {
                let raw: RawNaming = parse_yaml(&file.source)?;
                return Ok(Self {
                    kinds: raw.kinds,
                    stamp: file.source.text().to_owned(),
                });
            }
        }
        let raw: RawNaming =
            postcard::from_bytes(COMPILED).expect("build.rs wrote these rules with the same types");
        Ok(Self {
            kinds: raw.kinds,
            stamp: String::new(),
        })
    }

    /// The kinds that are known, in the order of the file; the neutral one is left out.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds
            .iter()
            .map(|names| names.kind.as_str())
            .filter(|kind| !kind.is_empty())
    }

    /// The place of this kind; the neutral wording for the empty name; none for an unknown one.
    pub fn of_kind(&self, kind: &str) -> Option<Locality> {
        self.kinds
            .iter()
            .find(|names| names.kind == kind)
            .map(|names| Locality {
                names: names.clone(),
            })
    }

    /// What of a user's own is in the rules: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}

impl Locality {
    /// Its names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// How results name it; empty where no place was given.
    pub fn label(&self) -> &str {
        &self.names.kind
    }

    /// The names by which templates and phrases ask (`loc.whole`), with their values.
    pub fn fields(&self) -> [(&'static str, &str); 9] {
        let n = &self.names;
        [
            ("committee", &n.committee),
            ("department", &n.department),
            ("whole", &n.whole),
            ("own", &n.own),
            ("direct", &n.direct),
            ("government", &n.government),
            ("head", &n.head),
            ("superior", &n.superior),
            ("units", &n.units),
        ]
    }
}
