use super::held::Held;
use super::{Folder, World};
use chrono::NaiveDate;
use std::ffi::OsStr;
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

    fn walk(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let named = |error: io::Error| {
                io::Error::new(error.kind(), format!("{}: {error}", folder.display()))
            };
            for entry in std::fs::read_dir(&folder).map_err(named)? {
                let entry = entry.map_err(named)?;
                if is_hidden(&entry.file_name()) {
                    continue;
                }
                let (path, kind) = (entry.path(), entry.file_type().map_err(named)?);
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() || kind.is_symlink() && path.is_file() {
                    files.push(path);
                }
            }
        }
        files.sort();
        Ok(files)
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

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
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
