//! The `nigao` program: see the library for what it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    nigao::cli::run(std::env::args_os())
}
