use super::manifest::{Line, MANIFEST, read_manifest, sha256};
use crate::corpus;
use crate::diag::{Diagnostic, Result, Source, both};
use crate::draft::Letters;
use crate::world::World;
use std::path::{Path, PathBuf};

/// A batch that lies in a folder.
pub struct Issued<'w> {
    world: &'w dyn World,
    folder: &'w Path,
    /// Its drafts, in order.
    pub lines: Vec<Line>,
    /// The SHA-256 of its manifest.
    pub manifest: String,
}

impl<'w> Issued<'w> {
    /// The batch in a folder.
    ///
    /// # Errors
    /// There is no manifest in it, or one that cannot be read.
    pub fn open(world: &'w dyn World, folder: &'w Path) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let name = path.display().to_string();
        let bytes = world.read(&path).map_err(|error| {
            let (folder, reason) = (folder.display().to_string(), error.to_string());
            Diagnostic::error(
                "batch.no-manifest",
                both!(
                    "`{folder}` 里没有完成的批次：{reason}",
                    "there is no finished batch in `{folder}`: {reason}"
                ),
            )
            .at(Source::new(&name, "").start())
            .help(both!(
                "写到一半的批次用 --resume 写完",
                "finish one that was broken off with --resume"
            ))
        })?;
        Ok(Self {
            world,
            folder,
            lines: read_manifest(&name, &bytes)?,
            manifest: sha256(&bytes),
        })
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder
    }

    /// Where a file of it lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// The bytes of a draft's file.
    ///
    /// # Errors
    /// It is not there.
    pub fn bytes(&self, line: &Line) -> Result<Vec<u8>> {
        let path = self.path(&line.file);
        self.world.read(&path).map_err(|error| {
            let (name, reason) = (path.display().to_string(), error.to_string());
            Diagnostic::error(
                "batch.file",
                both!(
                    "读不了 `{name}`：{reason}",
                    "cannot read `{name}`: {reason}"
                ),
            )
            .at(Source::new(&name, "").start())
            .help(both!(
                "补回这个文件，或用 --resume 重新写出",
                "bring the file back, or write it again with --resume"
            ))
            .into()
        })
    }

    /// The letters of a draft, read from its file.
    ///
    /// # Errors
    /// Its file is not there, or is no draft.
    pub fn letters(&self, line: &Line) -> Result<Letters> {
        let bytes = self.bytes(line)?;
        let name = self.path(&line.file).display().to_string();
        Ok(line.letters(&corpus::words(&name, bytes)?))
    }
}
