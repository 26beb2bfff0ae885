use super::drive::Bench;
use super::manifest::{Line, MANIFEST};
use super::prove::Proof;
use super::{Batch, Certify, Set, Shard};
use crate::diag::{Diagnostic, Faults, Result, Source, both};
use crate::draft::Draft;
use crate::export::Format;
use crate::space::Walker;
use crate::world::Folder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// The file that says what the batch in a folder is of.
pub(super) const RECORD: &str = "batch.json";

/// A manifest that is not whole yet.
const UNDONE: &str = "manifest.jsonl.part";

/// How long work may be lost where the power fails.
const CHECKPOINT: Duration = Duration::from_secs(5);

/// What the batch in a folder is of: enough to refuse another one in it.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct Record {
    pub nigao: String,
    pub n: u64,
    pub seed: u64,
    pub format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_overlap: Option<f64>,
    pub certify: String,
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
}

impl Batch<'_> {
    pub(super) fn record(&self) -> Record {
        let order = self.order;
        let certify = serde_json::to_value(order.certify).unwrap_or(Value::Null);
        Record {
            nigao: env!("CARGO_PKG_VERSION").to_owned(),
            n: order.n,
            seed: order.seed,
            format: order.format.name().to_owned(),
            max_overlap: order.max_overlap,
            certify: certify.as_str().unwrap_or_default().to_owned(),
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

    /// Writes the drafts into a folder, with manifest, certificate and report; what is there already and right stays.
    ///
    /// # Errors
    /// As of the drafts; a file cannot be written.
    pub fn write(&self, folder: &dyn Folder, path: &Path, proof: Option<&Proof>) -> Result<()> {
        let failed = |name: &str, error: &io::Error| Faults::from(cannot(path, name, error));
        let record = self.record().text();
        folder
            .put(RECORD, record.as_bytes())
            .map_err(|e| failed(RECORD, &e))?;
        let mut manifest = folder.begin(UNDONE).map_err(|e| failed(UNDONE, &e))?;
        let mut synced = Instant::now();
        self.drive(
            |set| self.numbers(set),
            |bench, walker, number, lines: &mut String| {
                let line = self.file(bench, walker, number, folder, path)?;
                lines.push_str(&line.text());
                Ok(())
            },
            |_, lines| {
                manifest
                    .write_all(lines.as_bytes())
                    .map_err(|e| failed(MANIFEST, &e))?;
                if synced.elapsed() > CHECKPOINT {
                    manifest
                        .flush()
                        .and_then(|()| folder.sync())
                        .map_err(|e| failed(MANIFEST, &e))?;
                    synced = Instant::now();
                }
                Ok(())
            },
        )?;
        manifest.flush().map_err(|e| failed(MANIFEST, &e))?;
        drop(manifest);
        if let Some(proof) = proof {
            proof
                .put(folder)
                .map_err(|(name, error)| failed(&name, &error))?;
        }
        folder
            .rename(UNDONE, MANIFEST)
            .map_err(|e| failed(MANIFEST, &e))
    }

    /// Whether the batch may be written into a folder.
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
        let record = self.record();
        let bytes = folder.read(RECORD).unwrap_or_default();
        if bytes == record.text().as_bytes() {
            return Ok(());
        }
        let message = match serde_json::from_slice::<Record>(&bytes) {
            Ok(there) => {
                let differing = record.differing(&there).join(", ");
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

    /// Writes the file of a draft, unless it is there as it should be.
    fn file(
        &self,
        bench: &Bench<'_>,
        walker: &mut Walker<'_>,
        number: u64,
        folder: &dyn Folder,
        path: &Path,
    ) -> Result<Line> {
        let order = self.order;
        let ending = order.format.ending();
        let name = bench.set.file(number + 1, order.n, ending);
        let line = if order.format == Format::Text
            && order.certify == Certify::None
            && bench.residues.is_none()
        {
            let (text, chars) = bench.text(walker, number)?;
            put(folder, path, &name, text.as_bytes())?;
            let id = bench.composition.id(order.seed).with_index(number + 1);
            Line {
                id: id.to_string(),
                index: number + 1,
                seed: order.seed,
                locality: bench.composition.locality().label().to_owned(),
                chars,
                own: None,
                sha256: super::manifest::sha256(text.as_bytes()),
                file: name,
            }
        } else {
            let draft: Draft = bench.draft(walker, order.seed, number)?;
            let letters = (order.certify != Certify::None).then(|| draft.letters());
            let text = order.format.exporter().export(&draft);
            put(folder, path, &name, text.as_bytes())?;
            Line::of(&draft, name, text.as_bytes(), letters.as_ref())
        };
        Ok(line)
    }
}

fn put(folder: &dyn Folder, path: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    if folder.read(name).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    folder
        .put(name, bytes)
        .map_err(|error| cannot(path, name, &error).into())
}

/// What to say where a file of a batch cannot be written.
pub(super) fn cannot(path: &Path, name: &str, error: &io::Error) -> Diagnostic {
    let name = path.join(name).display().to_string();
    let reason = error.to_string();
    let help = if error.kind() == io::ErrorKind::StorageFull {
        both!(
            "腾出空间，再用同样的参数加 --resume 接着写",
            "free some space, then go on with the same options and --resume"
        )
    } else {
        both!(
            "检查文件夹的权限，再用同样的参数加 --resume 接着写",
            "check that the folder may be written, then go on with the same options and --resume"
        )
    };
    Diagnostic::error(
        "batch.write",
        both!(
            "写不了 `{name}`：{reason}",
            "cannot write `{name}`: {reason}"
        ),
    )
    .at(Source::new(&name, "").start())
    .help(help)
}
