use super::write::cannot;
use super::{Batch, Certify, Set, Shard};
use crate::diag::{Diagnostic, Result, Source, both};
use crate::world::Folder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;

/// The file that says what the batch in a folder is of.
pub(super) const RECORD: &str = "batch.json";

/// What the batch in a folder is of: enough to refuse another one in it.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct Record {
    pub nigao: String,
    pub n: u64,
    pub seed: u64,
    pub format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_overlap: Option<f64>,
    pub certify: Certify,
    pub across: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<(u64, u64)>,
    /// The outlines at their places.
    pub sets: Vec<RecordSet>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct RecordSet {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// The SHA-256 of the outline, with what the list sets in it.
    pub outline: String,
}

impl Record {
    /// Whether two records are of one batch, whatever part of it.
    pub fn same_batch(a: &Self, b: &Self) -> bool {
        let whole = |record: &Self| {
            serde_json::to_value(record).map(|mut value| {
                value
                    .as_object_mut()
                    .map(|o| o.remove("shard"))
                    .map(|_| value)
            })
        };
        matches!((whole(a), whole(b)), (Ok(a), Ok(b)) if a == b)
    }

    /// What another record says otherwise: the keys, with what is said here and there where that is short.
    fn differing(&self, there: &Self) -> Vec<String> {
        let object = |record: &Self| match serde_json::to_value(record) {
            Ok(Value::Object(object)) => object,
            _ => serde_json::Map::new(),
        };
        let (here, there) = (object(self), object(there));
        let keys = here
            .keys()
            .chain(there.keys().filter(|k| !here.contains_key(*k)));
        let differing = keys.filter(|key| here.get(*key) != there.get(*key));
        let said = |value: Option<&Value>| value.map_or("-".to_owned(), Value::to_string);
        differing
            .map(|key| match (here.get(key), there.get(key)) {
                (Some(Value::Array(_) | Value::Object(_)), Some(_)) => key.clone(),
                (here, there) => format!("{key} {} / {}", said(here), said(there)),
            })
            .collect()
    }

    /// How many drafts are made here.
    pub fn drafts(&self) -> u64 {
        let total = self.n.saturating_mul(self.sets.len() as u64);
        let own = self.shard.map_or(0..total, |(part, of)| {
            // One that nobody can have asked for has nothing to do.
            let is_one = part >= 1 && part <= of;
            if is_one {
                Shard { part, of }.range(total)
            } else {
                0..0
            }
        });
        own.end - own.start
    }

    /// As it is written.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a record is plain data");
        text.push('\n');
        text
    }

    /// Whether its batch may be written into a folder.
    ///
    /// # Errors
    /// The folder holds another batch, or, without `resume`, anything.
    pub fn fits(&self, folder: &dyn Folder, path: &Path, resume: bool) -> Result<()> {
        let files = folder.list().map_err(|e| cannot(path, "", &e))?;
        let name = path.display().to_string();
        let at = Source::new(&name, "").start();
        if files.is_empty() {
            return Ok(());
        }
        if !resume {
            return Err(Diagnostic::error(
                "batch.not-empty",
                both!(
                    "文件夹 `{name}` 不是空的",
                    "the folder `{name}` is not empty"
                ),
            )
            .at(at)
            .help(both!(
                "换一个文件夹；要接着写没写完的批次，加 --resume",
                "name another one; to go on with a batch that was broken off, add --resume"
            ))
            .into());
        }
        let bytes = folder.read(RECORD).unwrap_or_default();
        if bytes == self.text().as_bytes() {
            return Ok(());
        }
        let message = match serde_json::from_slice::<Record>(&bytes) {
            Ok(there) => {
                let differing = self.differing(&there).join(", ");
                both!(
                    "文件夹 `{name}` 里是另一个批次，不同的是：{differing}",
                    "the folder `{name}` holds another batch; not the same: {differing}"
                )
            }
            Err(_) => both!(
                "文件夹 `{name}` 里的文件不是批次",
                "the files in `{name}` are not those of a batch"
            ),
        };
        Err(Diagnostic::error("batch.another", message)
        .at(at)
        .help(both!(
            "提纲、名单和各项参数要和上次一样（见其中的 batch.json），或换一个文件夹",
            "outlines, list and options must be those of then (see its batch.json), or name another folder"
        ))
        .into())
    }
}

impl Batch<'_> {
    pub(super) fn record(&self) -> Record {
        let order = self.order;
        Record {
            nigao: env!("CARGO_PKG_VERSION").to_owned(),
            n: order.n,
            seed: order.seed,
            format: order.format.name().to_owned(),
            layout: order.layout.clone(),
            max_overlap: order.max_overlap,
            certify: order.certify,
            across: order.across,
            length: self.wishes.length.map(|l| l.to_string()),
            date: self.wishes.date.map(|d| d.to_string()),
            pins: self
                .wishes
                .pins
                .iter()
                .map(|pin| (pin.slot.clone(), pin.entry.clone()))
                .collect(),
            shard: order.shard.map(|shard| (shard.part, shard.of)),
            sets: self.sets.iter().map(|set| self.record_of(set)).collect(),
        }
    }

    fn record_of(&self, set: &Set) -> RecordSet {
        RecordSet {
            name: set.name.clone(),
            locality: set
                .locality
                .clone()
                .or_else(|| self.wishes.locality.clone()),
            outline: super::manifest::sha256(set.outline.source.text().as_bytes()),
        }
    }

    /// Whether the batch may be written into a folder.
    ///
    /// # Errors
    /// The folder holds another batch, or, without `resume`, anything.
    pub fn fits(&self, folder: &dyn Folder, path: &Path, resume: bool) -> Result<()> {
        self.record().fits(folder, path, resume)
    }
}
