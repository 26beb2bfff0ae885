//! A builder that reads like a sentence: `Nigao::new().file("o.yaml", "…").args(&["draft", "o.yaml"]).fails()`.

use std::path::Path;
use std::process::{Command, Stdio};

/// The program in a folder of its own.
pub struct Nigao {
    folder: tempfile::TempDir,
    args: Vec<String>,
    env: Vec<(String, String)>,
}

/// What the program printed.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// The results.
    pub stdout: String,
    /// The messages.
    pub stderr: String,
    /// The folder it ran in, as long as it is wanted.
    pub folder: tempfile::TempDir,
}

impl Nigao {
    /// In an empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            args: Vec::new(),
            env: Vec::new(),
        }
    }

    /// With this file.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
        std::fs::write(path, content).unwrap();
        self
    }

    /// With a file of the repository, under the same name.
    pub fn own(self, name: &str) -> Self {
        let text = repository(name);
        self.file(name, text)
    }

    /// With this environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Asked for this.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.args = args.iter().map(|&a| a.to_owned()).collect();
        self
    }

    /// Runs.
    pub fn run(self) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_nigao"))
            .args(&self.args)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.env.iter().map(|(n, v)| (n.as_str(), v.as_str())))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder,
        }
    }

    /// Runs, and is done without a fault.
    pub fn succeeds(self) -> Ran {
        let ran = self.run();
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran
    }

    /// Runs into bad input: exit status 2, nothing on stdout; the messages.
    pub fn fails(self) -> String {
        let ran = self.run();
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        ran.stderr
    }
}

/// A file of the repository.
pub fn repository(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    #[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A file, as text.
pub fn read(path: &Path) -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test looks at what was written"
    )]
    std::fs::read_to_string(path).unwrap()
}
