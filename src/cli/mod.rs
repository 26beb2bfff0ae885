//! The command line: `args.rs` says what can be asked, `cmd/` does it, one file a verb.

mod args;
mod cmd;
mod desk;
mod progress;

use crate::diag::{Faults, Lang};
use crate::world::{Disk, World};
use args::Args;
use clap::{CommandFactory, FromArgMatches};
use desk::Desk;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Runs the program on the real world. Exit status: 0 done, 1 a bound that cannot be met or findings, 2 bad input or usage.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    ExitCode::from(run_in(&Disk, args, &mut out, &mut err))
}

/// Runs the program in any world, with its two streams.
pub fn run_in(
    world: &dyn World,
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let matches = match Args::command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            // A closed stream is the reader's own doing.
            let _ = if error.use_stderr() {
                write!(err, "{error}")
            } else {
                write!(out, "{error}")
            };
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => {
            let _ = write!(err, "{error}");
            return 2;
        }
    };
    let lang = args
        .lang
        .as_deref()
        .map_or_else(from_environment, Lang::of_locale);
    let mut desk = Desk::new(world, &args, lang, out, err);
    match cmd::run(&args.command, &mut desk) {
        Ok(status) => status,
        Err(faults) => {
            desk.complain(&faults);
            status_of(&faults)
        }
    }
}

fn status_of(faults: &Faults) -> u8 {
    if faults.is_bound() { 1 } else { 2 }
}

fn from_environment() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Lang::English, |value| Lang::of_locale(&value))
}
