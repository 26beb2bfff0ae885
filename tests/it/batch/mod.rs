//! Many drafts at once: `nigao batch`.

mod bound;
mod certificate;
mod disk;
mod faults;
mod issued;
mod list;
mod lock;
mod pairs;
mod parts;
mod resume;

use crate::genres::GENRES;
use crate::nigao::repository;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with the shipped outlines, in which the program runs as often as is wanted.
pub struct Scene(tempfile::TempDir);

/// What the program said.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// The exit status; none where it was killed.
    pub status: Option<i32>,
    /// The results.
    pub stdout: String,
    /// The messages.
    pub stderr: String,
}

impl Scene {
    /// With nothing but the shipped outlines.
    pub fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        for genre in GENRES {
            scene.put(genre.outline, repository(genre.outline));
        }
        scene
    }

    /// With this file, too.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.put(name, content);
        self
    }

    /// Puts a file there.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
        std::fs::write(path, content).unwrap();
    }

    /// Where something lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        crate::nigao::read(&self.path(name))
    }

    /// The values of the lines of a file of JSON Lines.
    pub fn lines(&self, name: &str) -> Vec<Value> {
        values(&self.read(name))
    }

    /// The value of a file of JSON.
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// The program, asked for this (words parted by blanks), not yet started.
    pub fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nigao"));
        command
            .args(args.split_whitespace())
            .current_dir(self.0.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &str) -> Said {
        Said::of(self.command(args).output().unwrap())
    }

    /// Runs the program, which is done without a fault; what it said on stdout.
    pub fn succeeds(&self, args: &str) -> String {
        let said = self.run(args);
        assert_eq!(said.status, Some(0), "{args}: {}", said.stderr);
        said.stdout
    }

    /// Runs into findings or a bound that cannot be met: exit status 1, nothing on stdout; the messages.
    pub fn falls_short(&self, args: &str) -> String {
        self.stops(args, 1)
    }

    /// Runs into bad input: exit status 2, nothing on stdout; the messages.
    pub fn fails(&self, args: &str) -> String {
        self.stops(args, 2)
    }

    fn stops(&self, args: &str, status: i32) -> String {
        let said = self.run(args);
        assert_eq!(said.status, Some(status), "{args}: {}", said.stderr);
        assert_eq!(said.stdout, "", "{args}");
        said.stderr
    }
}

impl Said {
    /// What a run left.
    pub fn of(output: std::process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// All files of a folder, hidden ones with them.
pub fn folder(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        #[expect(
            clippy::disallowed_methods,
            reason = "a test looks at what was written"
        )]
        let bytes = std::fs::read(entry.path()).unwrap();
        files.insert(entry.file_name().into_string().unwrap(), bytes);
    }
    files
}

/// The folders hold the same files; names only the first that differ.
pub fn assert_same(found: &Path, wanted: &Path) {
    let (found, wanted) = (folder(found), folder(wanted));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&wanted));
    let differing = found.iter().find(|(name, bytes)| wanted[*name] != **bytes);
    assert_eq!(differing.map(|(name, _)| name), None);
}

/// The values of JSON Lines.
pub fn values(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
