use super::drive::Bench;
use super::manifest::{Line, MANIFEST};
use super::prove::Proof;
use super::record::RECORD;
use super::{Batch, Certify};
use crate::diag::{Diagnostic, Faults, Result, Source, both};
use crate::draft::Draft;
use crate::export::Format;
use crate::space::Walker;
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
