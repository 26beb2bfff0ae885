use crate::cli::args;
use crate::cli::desk::Desk;
use crate::corpus::{Extractor, Keep, Paper, Tree, findings, not_secret, read};
use crate::diag::Result;

/// `nigao extract`
pub(super) fn run(args: &args::Extract, desk: &mut Desk<'_>) -> Result<u8> {
    let document = read::read(desk.world, &args.document)?;
    not_secret(&document.source)?;
    let paper = Paper::new(&document.source);
    let tree = Tree::new(&paper);
    desk.warn(&document.notes);
    desk.warn(&findings(&paper, &tree));
    if args.json {
        desk.print(&format!("{}\n", tree.json(&paper)))?;
        return Ok(0);
    }
    let keep = match args.keep {
        args::Keep::Skeleton => Keep::Skeleton,
        args::Keep::Points => Keep::Points,
        args::Keep::Text => Keep::Text,
    };
    let library = desk.library()?;
    let outline = Extractor::new(&library.bank).outline(&paper, &tree, keep);
    match &args.output {
        Some(path) => desk.write(path, &outline, args.force)?,
        None => desk.print(&outline)?,
    }
    Ok(0)
}
