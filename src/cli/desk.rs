use super::args::Args;
use crate::compose::Library;
use crate::diag::{Diagnostic, Faults, Lang, Result, Source, both, render};
use crate::world::{Shelf, World};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What every verb works with: the world, the project's folder, the language and the two streams.
pub(super) struct Desk<'w> {
    /// Files and the date.
    pub world: &'w dyn World,
    /// Where the user's own files lie.
    pub project: PathBuf,
    /// The language of messages.
    pub lang: Lang,
    /// Whether to leave out what is only said in passing.
    pub quiet: bool,
    out: &'w mut dyn Write,
    err: &'w mut dyn Write,
}

impl<'w> Desk<'w> {
    /// A desk for these arguments.
    pub fn new(
        world: &'w dyn World,
        args: &Args,
        lang: Lang,
        out: &'w mut dyn Write,
        err: &'w mut dyn Write,
    ) -> Self {
        Self {
            world,
            project: args.project.clone().unwrap_or_default(),
            lang,
            quiet: args.quiet,
            out,
            err,
        }
    }

    /// The shelf of the project.
    pub fn shelf(&self) -> Shelf<'w> {
        Shelf::new(self.world, &self.project)
    }

    /// Everything on the shelf.
    ///
    /// # Errors
    /// Faults of the user's own files.
    pub fn library(&self) -> Result<Library<'w>> {
        Library::load(self.shelf())
    }

    /// Writes a result to stdout. A reader that has gone is no fault of ours.
    ///
    /// # Errors
    /// stdout cannot be written for another reason.
    pub fn print(&mut self, text: &str) -> Result<()> {
        self.print_bytes(text.as_bytes()).map(|_| ())
    }

    /// Writes a part of a result to stdout; false where its reader has gone.
    ///
    /// # Errors
    /// stdout cannot be written for another reason.
    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<bool> {
        match self.out.write_all(bytes).and_then(|()| self.out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => {
                let reason = error.to_string();
                Err(Diagnostic::error(
                    "cli.stdout",
                    both!("写不出结果：{reason}", "cannot write the result: {reason}"),
                )
                .into())
            }
        }
    }

    /// Says something in passing on stderr, unless asked to be quiet.
    pub fn remark(&mut self, zh: &str, en: &str) {
        if !self.quiet {
            let text = match self.lang {
                Lang::Chinese => zh,
                Lang::English => en,
            };
            let _ = writeln!(self.err, "{text}");
        }
    }

    /// Shows warnings, unless asked to be quiet.
    pub fn warn(&mut self, warnings: &[Diagnostic]) {
        if !self.quiet {
            self.insist(warnings);
        }
    }

    /// Shows warnings that an exit status stands for.
    pub fn insist(&mut self, warnings: &[Diagnostic]) {
        for warning in warnings {
            let _ = writeln!(self.err, "{}\n", render(warning, self.lang));
        }
    }

    /// Shows faults.
    pub fn complain(&mut self, faults: &Faults) {
        for (number, fault) in faults.0.iter().enumerate() {
            let gap = if number > 0 { "\n" } else { "" };
            let _ = writeln!(self.err, "{gap}{}", render(fault, self.lang));
        }
    }

    /// Makes the folder that a file is to lie in, where it is not there.
    ///
    /// # Errors
    /// The system refuses.
    pub fn make_folder(&self, path: &Path) -> Result<()> {
        let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) else {
            return Ok(());
        };
        self.world.make_folder(folder).map_err(|error| {
            let (name, reason) = (folder.display().to_string(), error.to_string());
            Diagnostic::error(
                "cli.folder",
                both!(
                    "建不了文件夹 `{name}`：{reason}",
                    "cannot make the folder `{name}`: {reason}"
                ),
            )
            .into()
        })
    }

    /// Writes a file whole or not at all.
    ///
    /// # Errors
    /// It exists and `force` is not given; it is a folder; the system refuses.
    pub fn write(&self, path: &Path, content: impl AsRef<[u8]>, force: bool) -> Result<()> {
        self.world
            .write(path, content.as_ref(), force)
            .map_err(|error| {
                let name = path.display().to_string();
                let at = Source::new(&name, "").start();
                let (message, help) = match error.kind() {
                    io::ErrorKind::AlreadyExists => (
                        both!("`{name}` 已经有了", "`{name}` exists already"),
                        both!(
                            "换个文件名，或加 --force 覆盖",
                            "choose another name, or add --force to overwrite it"
                        ),
                    ),
                    io::ErrorKind::IsADirectory => (
                        both!("`{name}` 是个文件夹", "`{name}` is a folder"),
                        both!("写上文件名", "name a file in it"),
                    ),
                    io::ErrorKind::NotFound => (
                        both!(
                            "写不了 `{name}`：没有这个文件夹",
                            "cannot write `{name}`: there is no such folder"
                        ),
                        both!(
                            "先建文件夹，或换个地方",
                            "make the folder first, or choose another place"
                        ),
                    ),
                    kind => {
                        let reason = kind.to_string();
                        (
                            both!(
                                "写不了 `{name}`：{reason}",
                                "cannot write `{name}`: {reason}"
                            ),
                            both!(
                                "检查文件夹是否存在、有无权限",
                                "check that the folder exists and may be written"
                            ),
                        )
                    }
                };
                Diagnostic::error("cli.write", message)
                    .at(at)
                    .help(help)
                    .into()
            })
    }
}
