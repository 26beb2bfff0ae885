use crate::cli::args::Args;
use crate::cli::desk::Desk;
use crate::diag::Result;
use clap::CommandFactory;
use clap_complete::Shell;

/// `nigao completions`
pub(super) fn run(shell: Shell, desk: &mut Desk<'_>) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "nigao", &mut script);
    desk.print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
