//! The `nigao` program: see the library for what it does.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A draft is made of very many small pieces; the system's allocator takes a third of the time for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    nigao::cli::run(std::env::args_os())
}
