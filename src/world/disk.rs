use super::{Folder, World};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The real file system and clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where files are touched"
)]
impl World for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok(metadata.len())
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let is_file = entry.metadata().ok()?.is_file();
                is_file.then(|| entry.file_name().into_string().ok())?
            })
            .collect();
        names.sort();
        names
    }

    fn write(&self, path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut file = beside(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if force {
            file.persist(path).map_err(|e| e.error)?;
        } else {
            file.persist_noclobber(path).map_err(|e| e.error)?;
        }
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn hold(&self, path: &Path) -> io::Result<Box<dyn Folder>> {
        Ok(Box::new(Held::new(path)?))
    }

    fn today(&self) -> NaiveDate {
        chrono::Local::now().date_naive()
    }
}

/// A temporary file in the folder of the one that is to be written, readable by whom a new file would be.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nigao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes the umask off; without this the file would be for its writer alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The file by whose lock a folder is held.
const LOCK: &str = ".nigao.lock";

/// Files being written begin so.
const UNDONE: &str = ".nigao-";

/// A folder on the disk, held by the lock of a file in it.
#[derive(Debug)]
struct Held {
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
    fn new(path: &Path) -> io::Result<Self> {
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
