use super::Folder;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file by whose lock a folder is held.
const LOCK: &str = ".nigao.lock";

/// Files being written begin so.
const UNDONE: &str = ".nigao-";

/// A folder on the disk, held by the lock of a file in it.
#[derive(Debug)]
pub(super) struct Held {
    path: PathBuf,
    lock: File,
    /// Whether it was made for this.
    is_new: bool,
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files are touched"
)]
impl Held {
    /// Takes hold of a folder; it is made where it is not there.
    pub fn new(path: &Path) -> io::Result<Self> {
        let is_new = !path.exists();
        std::fs::create_dir_all(path)?;
        let file = path.join(LOCK);
        loop {
            let lock = File::create(&file)?;
            match lock.try_lock() {
                // Who held it before may have removed it after it was opened here; then it locks nothing.
                Ok(()) if !is_at(&lock, &file)? => {}
                Ok(()) => {
                    return Ok(Self {
                        path: path.to_owned(),
                        lock,
                        is_new,
                    });
                }
                Err(std::fs::TryLockError::WouldBlock) => {
                    return Err(io::Error::from(io::ErrorKind::WouldBlock));
                }
                Err(std::fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    fn undone(&self, name: &str) -> PathBuf {
        self.path.join(format!("{UNDONE}{name}"))
    }
}

/// Whether an open file is the one that lies at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let here = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(there) => Ok((here.dev(), here.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether an open file is the one that lies at a path.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
    Ok(path.exists())
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files are touched"
)]
impl Folder for Held {
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let undone = self.undone(name);
        let written = std::fs::write(&undone, bytes)
            .and_then(|()| std::fs::rename(&undone, self.path.join(name)));
        if written.is_err() {
            // What is half written must not stay; that it cannot be removed is said by the first fault already.
            let _ = std::fs::remove_file(&undone);
        }
        written
    }

    fn begin(&self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let file = File::create(self.path.join(name))?;
        Ok(Box::new(io::BufWriter::new(file)))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        std::fs::rename(self.path.join(from), self.path.join(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match std::fs::remove_file(self.path.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.path.join(name))
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.path)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != LOCK && !name.starts_with(UNDONE) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    #[cfg(target_os = "linux")]
    fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::syncfs(&self.lock)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn sync(&self) -> io::Result<()> {
        for name in self.list()? {
            File::open(self.path.join(name))?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // The lock ends with the process anyway; its file is only in the reader's way.
        let _ = std::fs::remove_file(self.path.join(LOCK));
        let _ = self.lock.unlock();
        if self.is_new {
            // Nothing came of it: one with files in it stays.
            let _ = std::fs::remove_dir(&self.path);
        }
    }
}
