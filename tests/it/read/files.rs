//! Files and folders.

use super::{SPEECH, code, gb};
use chrono::NaiveDate;
use nigao::corpus::read::{LARGEST_DOCUMENT, files, read};
use nigao::world::{Disk, Folder, Memory, World};
use std::io;
use std::path::{Path, PathBuf};

/// A disk on which nothing may be read.
struct Unread;

impl World for Unread {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        panic!("{} was read", path.display())
    }
    fn size(&self, path: &Path) -> io::Result<u64> {
        Disk.size(path)
    }
    fn list(&self, _: &Path) -> Vec<String> {
        Vec::new()
    }
    fn walk(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }
    fn write(&self, _: &Path, _: &[u8], _: bool) -> io::Result<()> {
        Ok(())
    }
    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn hold(&self, _: &Path) -> io::Result<Box<dyn Folder>> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }
    fn today(&self) -> NaiveDate {
        NaiveDate::default()
    }
}

#[test]
fn a_large_file_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    #[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(500 * 1024 * 1024).unwrap();
    let faults = read(&Unread, &path).unwrap_err();
    assert_eq!(faults.0[0].code, "corpus.too-large");
    assert_eq!(
        code("a.txt", vec![b'a'; LARGEST_DOCUMENT as usize + 1]),
        "corpus.too-large"
    );
}

#[test]
fn a_file_is_read_from_the_world() {
    let world = Memory::new([("a/speech.txt", gb(SPEECH))]);
    let document = read(&world, Path::new("a/speech.txt")).unwrap();
    assert_eq!(document.source.text(), SPEECH);
    assert_eq!(document.source.name(), "a/speech.txt");
    let missing = read(&world, Path::new("b.txt")).unwrap_err();
    assert_eq!(missing.0[0].code, "corpus.unreadable");
    let folder = read(&Disk, Path::new("src")).unwrap_err();
    assert_eq!(folder.0[0].code, "corpus.unreadable");
}

const SCENE: [&str; 7] = [
    "b.txt",
    "a/2.docx",
    "a/1.md",
    "a/~$2.docx",
    ".hidden/c.txt",
    "a/.hidden.txt",
    "a/deep/er/d.html",
];
const SEEN: [&str; 4] = ["a/1.md", "a/2.docx", "a/deep/er/d.html", "b.txt"];

#[test]
fn the_files_of_a_folder_in_memory() {
    let world = Memory::new(SCENE.map(|path| (format!("corpus/{path}"), "x")));
    let seen = SEEN.map(|path| Path::new("corpus").join(path));
    assert_eq!(files(&world, Path::new("corpus")).unwrap(), seen);
    assert_eq!(files(&world, Path::new(".")).unwrap(), seen);
    assert_eq!(
        files(&world, Path::new("no")).unwrap_err().0[0].code,
        "corpus.folder"
    );
}

#[cfg(unix)]
#[test]
fn the_files_of_a_folder_that_links_to_itself() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for path in SCENE {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        Disk.write(&root.join(path), b"x", false).unwrap();
    }
    symlink(root, root.join("a/loop")).unwrap();
    symlink("nowhere", root.join("a/broken.txt")).unwrap();
    symlink(root.join("b.txt"), root.join("c.txt")).unwrap();
    let mut seen = SEEN.map(|path| root.join(path)).to_vec();
    seen.push(root.join("c.txt"));
    assert_eq!(files(&Disk, root).unwrap(), seen);
    assert_eq!(
        files(&Disk, &root.join("no")).unwrap_err().0[0].code,
        "corpus.folder"
    );
}
