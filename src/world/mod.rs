//! The outside: files and today's date, as an argument that can be faked.
//!
//! [`World`] is what a caller supplies; [`Shelf`] lays a user's folder over the defaults that are built into the
//! program, file by file. Nothing else in the library touches the file system or the clock.

mod disk;
mod embedded;
mod folder;
mod held;
mod memory;
mod shelf;

pub use disk::Disk;
pub use embedded::{Bundle, embedded};
pub use folder::Folder;
pub use memory::Memory;
pub use shelf::{Resource, Shelf};

use crate::diag::{Diagnostic, Result, Source, both};
use chrono::NaiveDate;
use std::io;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// Files and the date.
pub trait World: Send + Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The size of a file in bytes.
    fn size(&self, path: &Path) -> io::Result<u64>;
    /// The names of the files in a folder, sorted; empty if there is no such folder.
    fn list(&self, folder: &Path) -> Vec<String>;
    /// The files in a folder and in those below it, sorted; hidden files and folders are left out, linked folders not entered.
    ///
    /// # Errors
    /// No such folder, or one in it that cannot be listed.
    fn walk(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Writes a file whole or not at all; an existing one is replaced only if `force`.
    ///
    /// # Errors
    /// `AlreadyExists` where a file would be lost; otherwise what the system says.
    fn write(&self, path: &Path, bytes: &[u8], force: bool) -> io::Result<()>;
    /// Makes a folder and those above it, where they are not there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes hold of a folder to write into; it is made where it is not there.
    ///
    /// # Errors
    /// `WouldBlock` where another process holds it; otherwise what the system says.
    fn hold(&self, path: &Path) -> io::Result<Box<dyn Folder>>;
    /// Today's date, for commands that need one; no draft depends on it.
    fn today(&self) -> NaiveDate;
}

/// Reads a text file of the user's.
///
/// # Errors
/// No such file, a folder, more than [`LARGEST_FILE`] bytes, not UTF-8 (with the place of the first bad byte).
pub fn read_text(world: &dyn World, path: &Path) -> Result<std::sync::Arc<Source>> {
    decode(&path.display().to_string(), read_whole(world, path)?)
}

/// Reads a file of the user's, whatever it holds.
///
/// # Errors
/// No such file, a folder, more than [`LARGEST_FILE`] bytes.
pub fn read_whole(world: &dyn World, path: &Path) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let unreadable = |error: io::Error| {
        let reason = error.to_string();
        let at = Source::new(&name, "").start();
        Diagnostic::error(
            "world.read",
            both!("读不了 `{name}`：{reason}", "cannot read `{name}`: {reason}"),
        )
        .at(at)
        .help(both!(
            "检查路径和权限；`nigao list` 列出自带的提纲",
            "check the path and its permissions; `nigao list` names the outlines that come with the program"
        ))
    };
    let size = world.size(path).map_err(unreadable)?;
    if size > LARGEST_FILE {
        let (mb, most) = (size / 1024 / 1024, LARGEST_FILE / 1024 / 1024);
        return Err(Diagnostic::error(
            "world.too-large",
            both!(
                "`{name}` 有 {mb} MB，超过上限 {most} MB",
                "`{name}` has {mb} MB, more than the {most} MB that are read"
            ),
        )
        .at(Source::new(&name, "").start())
        .help(both!(
            "提纲和语料条目都很短；是不是给错了文件？",
            "outlines and banks are short; is this the right file?"
        ))
        .into());
    }
    Ok(world.read(path).map_err(unreadable)?)
}

/// The source of a file's bytes.
///
/// # Errors
/// Not UTF-8, with the place of the first bad byte.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<std::sync::Arc<Source>> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            };
            Ok(Source::new(name, text))
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Err(Diagnostic::error(
                "world.encoding",
                both!("`{name}` 不是 UTF-8 编码", "`{name}` is not UTF-8"),
            )
            .at(Source::new(name, shown).span(good..good + 1))
            .help(both!(
                "在编辑器里另存为 UTF-8（旧文件多为 GBK/GB18030）",
                "save it as UTF-8 in the editor (old files are often GBK or GB18030)"
            ))
            .into())
        }
    }
}
