use crate::cli::args;
use crate::cli::desk::Desk;
use crate::diag::Result;
use crate::outline;

/// `nigao schema`
pub(super) fn run(args: &args::Schema, desk: &mut Desk<'_>) -> Result<u8> {
    debug_assert_eq!(args.name, "outline", "clap takes no other name");
    let schema = serde_json::to_string_pretty(&outline::schema()).expect("a schema is plain data");
    desk.print(&format!("{schema}\n"))?;
    Ok(0)
}
