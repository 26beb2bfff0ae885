use std::io;

/// A folder that drafts are written into; one process holds it at a time.
pub trait Folder: Send + Sync {
    /// Writes a file whole or not at all, over one that is there; it may not be on the disk before [`Folder::sync`].
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Begins a file that is written bit by bit, over one that is there.
    fn begin(&self, name: &str) -> io::Result<Box<dyn io::Write + Send>>;
    /// Gives a file another name, over one that is there.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file; one that is not there is no fault.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// The bytes of a file.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;
    /// The names of its files, sorted; without those by which the folder is held.
    fn list(&self) -> io::Result<Vec<String>>;
    /// Waits until everything is on the disk.
    fn sync(&self) -> io::Result<()>;
}
