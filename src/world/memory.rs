use super::{Folder, World};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Files held in memory and a fixed date: for tests, fuzzing and pages.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Memory {
    /// A world with these files.
    pub fn new<P: Into<PathBuf>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        Self {
            files: Mutex::new(
                files
                    .into_iter()
                    .map(|(path, bytes)| (path.into(), bytes.into()))
                    .collect(),
            ),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<PathBuf, Vec<u8>>) -> T) -> T {
        act(&mut self
            .files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.with(|files| files.get(path).cloned())
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        self.read(path).map(|bytes| bytes.len() as u64)
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        self.with(|files| {
            files
                .keys()
                .filter(|path| path.parent() == Some(folder))
                .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
                .collect()
        })
    }

    fn walk(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        // The folder that the paths start from has a name as well.
        let folder = if folder == Path::new(".") {
            Path::new("")
        } else {
            folder
        };
        let is_hidden = |path: &Path| {
            path.components()
                .any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
        };
        let below = self.with(|files| {
            files
                .keys()
                .filter_map(|path| Some((path, path.strip_prefix(folder).ok()?)))
                .filter(|(_, inside)| !inside.as_os_str().is_empty())
                .map(|(path, inside)| (path.clone(), is_hidden(inside)))
                .collect::<Vec<_>>()
        });
        if below.is_empty() {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        Ok(below
            .into_iter()
            .filter_map(|(path, is_hidden)| (!is_hidden).then_some(path))
            .collect())
    }

    fn write(&self, path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
        self.with(|files| {
            if !force && files.contains_key(path) {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
            files.insert(path.to_owned(), bytes.to_owned());
            Ok(())
        })
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn hold(&self, _: &Path) -> io::Result<Box<dyn Folder>> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    fn today(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default()
    }
}
