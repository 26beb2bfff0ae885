use super::drive::Bench;
use super::manifest::{Line, MANIFEST};
use super::press::Press;
use super::prove::Proof;
use super::record::RECORD;
use super::{Batch, Certify};
use crate::diag::{Diagnostic, Faults, Result, Source, both};
use crate::export::Format;
use crate::world::Folder;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// A manifest that is not whole yet.
const UNDONE: &str = "manifest.jsonl.part";

/// How long work may be lost where the power fails.
const CHECKPOINT: Duration = Duration::from_secs(5);

impl Batch<'_> {
    /// Writes the drafts into a folder, with manifest, certificate and report; what is there already and right stays.
    ///
    /// # Errors
    /// As of the drafts; a file cannot be written.
    pub fn write(&self, folder: &dyn Folder, path: &Path, proof: Option<&Proof>) -> Result<()> {
        let failed = |name: &str, error: &io::Error| Faults::from(cannot(path, name, error));
        let files = folder.list().map_err(|e| failed("", &e))?;
        let into = Target {
            folder,
            path,
            is_fresh: files.is_empty(),
        };
        let record = self.record().text();
        folder
            .put(RECORD, record.as_bytes())
            .map_err(|e| failed(RECORD, &e))?;
        let mut manifest = folder.begin(UNDONE).map_err(|e| failed(UNDONE, &e))?;
        let mut synced = Instant::now();
        self.drive(
            |set| self.numbers(set),
            |bench, press, numbers, lines: &mut String| {
                self.files(bench, press, numbers, &into, lines)
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

    /// Writes the files of some drafts, unless they are there as they should be, and their lines of the manifest.
    fn files(
        &self,
        bench: &Bench<'_>,
        press: &mut Press<'_>,
        numbers: &[u64],
        into: &Target<'_>,
        lines: &mut String,
    ) -> Result<()> {
        let order = self.order;
        let name = |number: u64| bench.set.file(number + 1, order.n, order.format.ending());
        let composition = bench.composition;
        let certifies = order.certify != Certify::None;
        if order.format == Format::Text && !certifies && bench.residues.is_none() {
            for (number, text, chars) in press.texts(bench, numbers)? {
                into.put(&name(number), text.as_bytes())?;
                let line = Line {
                    id: composition
                        .id(order.seed)
                        .with_index(number + 1)
                        .to_string(),
                    index: number + 1,
                    seed: order.seed,
                    locality: composition.locality().label().to_owned(),
                    chars,
                    own: None,
                    sha256: super::manifest::sha256(text.as_bytes()),
                    file: name(number),
                };
                lines.push_str(&line.text());
            }
            return Ok(());
        }
        for number in numbers {
            let draft = bench.draft(&mut press.walker, order.seed, *number)?;
            let letters = certifies.then(|| draft.letters());
            let file = bench.exporter.export(&draft);
            into.put(&name(*number), &file)?;
            let line = Line::of(&draft, name(*number), &file, letters.as_ref());
            lines.push_str(&line.text());
        }
        Ok(())
    }
}

/// Where drafts are written to.
struct Target<'f> {
    folder: &'f dyn Folder,
    path: &'f Path,
    /// Whether there was nothing in it.
    is_fresh: bool,
}

impl Target<'_> {
    /// Writes a file that is not there as it should be.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        if !self.is_fresh && self.folder.read(name).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        self.folder
            .put(name, bytes)
            .map_err(|error| cannot(self.path, name, &error).into())
    }
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
