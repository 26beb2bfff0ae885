//! The shape of the files in `phrases/`. The build script reads them too, so it depends on serde alone.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All files of a bank.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RawBank {
    /// `roles.yaml`
    pub roles: Vec<RawRole>,
    /// `topics.yaml`
    pub topics: Vec<RawTopic>,
    /// `sources.yaml`
    pub sources: Vec<RawDocument>,
    /// The other files, by name.
    pub files: Vec<RawFile>,
}

/// One file of entries.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RawFile {
    /// Its name inside `phrases/`.
    pub name: String,
    /// Its entries, each with its line (from 1).
    pub entries: Vec<(u32, RawEntry)>,
}

/// What an overlay changes in the bank.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawChanges<E, S> {
    /// Entries of its own.
    #[serde(default = "Vec::new")]
    pub add: Vec<E>,
    /// The ids of entries that are not to be used.
    #[serde(default = "Vec::new")]
    pub remove: Vec<S>,
    /// Entries in the place of those of the same id.
    #[serde(default = "Vec::new")]
    pub replace: Vec<E>,
}

/// One entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    /// Unique name, such as `measure.learning.first.01`.
    pub id: String,
    /// Where it fits.
    pub role: String,
    /// What it is about; none where any.
    #[serde(default)]
    pub topic: Option<String>,
    /// Its place in the movement of a paragraph.
    #[serde(default)]
    pub facet: Option<String>,
    /// The one matter it speaks of within its facet; what a template says `together` is of one strand.
    #[serde(default)]
    pub strand: Option<String>,
    /// The words, with `{{ slots }}`.
    pub text: String,
    /// The document it was taken from.
    #[serde(default)]
    pub source: Option<RawOrigin>,
    /// Whether it was written for this bank.
    #[serde(default)]
    pub composed: bool,
    /// First day, month or year of use.
    #[serde(default)]
    pub since: Option<String>,
    /// Last day, month or year of use.
    #[serde(default)]
    pub until: Option<String>,
    /// Whether it waits for somebody to take it: none where it is taken.
    #[serde(default)]
    pub status: Option<RawStatus>,
    /// What a harvest took it for: `phrase`, `fixed`, `pair`, `parallel` or `pattern`.
    #[serde(default)]
    pub kind: Option<String>,
    /// How often a harvest found it.
    #[serde(default)]
    pub count: Option<u32>,
    /// In how many documents.
    #[serde(default)]
    pub docs: Option<u32>,
    /// How good it looked, from 0 to 1.
    #[serde(default)]
    pub score: Option<f64>,
    /// Whether it belongs to one place.
    #[serde(default)]
    pub local: bool,
}

/// Whether an entry may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RawStatus {
    /// Found by a harvest; not drawn.
    Candidate,
    /// Taken by an editor.
    Approved,
}

/// Where in the corpus an entry stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOrigin {
    /// The document's id in `sources.yaml`.
    pub doc: String,
    /// Offset in code points into the raw document.
    pub at: u32,
    /// The words as they stand there.
    pub surface: String,
}

/// One document of the corpus.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDocument {
    /// Its name in `source:`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Author or publisher, where known.
    #[serde(default)]
    pub author: Option<String>,
    /// Day, month or year, where known.
    #[serde(default)]
    pub date: Option<String>,
    /// The name of its file in a corpus folder.
    pub file: String,
}

/// One role: a place in a sentence or a paragraph.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRole {
    /// Its name in `role:` and in `say(of=…)`.
    pub id: String,
    /// Its name among drafters.
    pub name: String,
    /// The sentence it must fit, `□` standing for the entry.
    pub frame: String,
    /// Its facets; none where the role is one pool a topic.
    #[serde(default)]
    pub facets: Vec<String>,
    /// Whether its facets are the aspects of the topic.
    #[serde(default)]
    pub aspects: bool,
    /// Whether each topic has pools of its own.
    #[serde(default)]
    pub topical: bool,
    /// What a template hands it: the names that entries may use in `{{ }}`, each with its name among drafters.
    #[serde(default)]
    pub asks: BTreeMap<String, String>,
    /// Whether fixed expressions may stand in it.
    #[serde(default)]
    pub terms: bool,
    /// What every entry must keep to fit the frame.
    #[serde(default)]
    pub sense: RawSense,
}

/// The grammar of a role, as far as a program can hold an entry against it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawSense {
    /// It begins with one of these.
    pub begins: Vec<String>,
    /// It begins with none of these: the frame has them before it.
    pub after: Vec<String>,
    /// It ends with none of these: the frame goes on with them.
    pub before: Vec<String>,
    /// It holds one of these.
    pub with: Vec<String>,
    /// It holds none of these.
    pub without: Vec<String>,
    /// The least and the most Han characters, each slot counted as one.
    pub han: Option<(u32, u32)>,
}

/// One topic.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTopic {
    /// Its name in `topic:`.
    pub id: String,
    /// Its name among drafters; accepted in outlines too.
    pub name: String,
    /// Other names accepted in outlines.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The fault in this topic, said in a few words: used where the outline gives no claim.
    pub fault: String,
    /// Its sides: the facets of roles that say `aspects: true`.
    pub aspects: Vec<RawAspect>,
}

/// One side of a topic.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAspect {
    /// Its name in `facet:`.
    pub id: String,
    /// Its name among drafters.
    pub name: String,
    /// Words by which a point of an outline is known to be about this side.
    pub keywords: Vec<String>,
}
