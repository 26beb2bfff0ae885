//! Word files, looked at from the outside: by python-docx and lxml, and as pages that LibreOffice lays out.

mod aids;
mod pages;
mod saved;
mod schema;
mod structure;

use std::path::Path;
use std::process::{Command, Stdio};

/// A script of this folder, run; what it printed.
fn python(script: &str, args: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/word")
        .join(script);
    let output = Command::new("python3")
        .arg(script)
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a program is there, as this asks; where nothing may be skipped, it must be.
fn has(program: &str, args: &[&str]) -> bool {
    let mut asked = Command::new(program);
    asked.args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let found = asked.status().is_ok_and(|status| status.success());
    assert!(
        found || std::env::var_os("NIGAO_NO_SKIP").is_none(),
        "{program} {args:?} does not run; see CONTRIBUTING.md"
    );
    if !found {
        eprintln!("skipped: {program} {args:?} does not run");
    }
    found
}
