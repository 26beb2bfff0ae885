use super::{explain, read_outline};
use crate::check::Residues;
use crate::cli::args;
use crate::cli::desk::Desk;
use crate::compose::{self, Composition, Id};
use crate::diag::{Diagnostic, Faults, Result, both};
use crate::draft::{Draft, Shares};
use crate::export::Format;
use crate::export::layout::Layout;
#[cfg(feature = "docx")]
use crate::{
    corpus::Manuscript,
    export::{reviewed, revised},
};
use std::path::Path;

/// `nigao draft`
pub(super) fn run(args: &args::Draft, desk: &mut Desk<'_>) -> Result<u8> {
    let id = args.id.as_deref().map(Id::parse).transpose()?;
    let outline = read_outline(desk, &args.outline, &args.wishes.set)?;
    let library = desk
        .library()?
        .at(Some(&outline), args.wishes.locality.as_deref())?;
    let wishes = compose::Wishes {
        redraws: args.redraw.clone(),
        ..args.wishes.with_pace(args.pace)
    };
    let composition = Composition::new(&library, &outline, &wishes)?;
    let seed = id.as_ref().map_or(args.seed, Id::seed);
    if let Some(id) = &id {
        id.same_content(&composition.id(seed))?;
    }
    let draft = match id.as_ref().and_then(Id::index) {
        Some(index) => {
            let spread = composition.spread(seed)?;
            composition.spread_draft(&mut spread.walker(), seed, index)?
        }
        None => composition.draft(seed)?,
    };
    // Nothing that is shipped names a place, so only what is the office's own can have brought one in.
    if library.has_own()? {
        let residues = Residues::new(library.table()?);
        let found = residues.in_draft(&draft, composition.locality());
        Faults::unless_empty(found)?;
    }
    let file = if args.explain {
        explain::explain(&draft).into_bytes()
    } else {
        let format = format(args);
        if !format.is_text() && args.output.is_none() {
            return Err(needs_file(format).into());
        }
        let wanted = args.layout.as_deref();
        let layout = Layout::load(&library.shelf, wanted, library.layout.as_ref())?;
        written(args, format, &draft, &layout, desk)?
    };
    match &args.output {
        Some(path) if path != Path::new("-") => desk.write(path, &file, args.force)?,
        _ => {
            desk.print_bytes(&file)?;
        }
    }
    desk.warn(composition.warnings());
    remark(&draft, desk);
    Ok(0)
}

fn format(args: &args::Draft) -> Format {
    let ending = || args.output.as_ref()?.extension()?.to_str();
    args.format
        .or_else(|| Format::of_ending(ending()?))
        .unwrap_or_default()
}

/// The draft as a file, with the aids for review that are asked for.
#[cfg_attr(
    not(feature = "docx"),
    expect(unused_variables, reason = "only Word files have such aids")
)]
fn written(
    args: &args::Draft,
    format: Format,
    draft: &Draft,
    layout: &Layout,
    desk: &Desk<'_>,
) -> Result<Vec<u8>> {
    if !args.review && args.revise.is_none() {
        return Ok(format.exporter(layout).export(draft));
    }
    #[cfg(feature = "docx")]
    if format == Format::Docx {
        return match &args.revise {
            Some(old) => {
                let old = Manuscript::open(desk.world, old)?;
                Ok(revised(draft, &old.blocks(), layout))
            }
            None => Ok(reviewed(draft, layout)),
        };
    }
    Err(Diagnostic::error(
        "draft.review",
        both!(
            "批注和修订只有 Word 文件才有",
            "only Word files have comments and tracked changes"
        ),
    )
    .help(both!("写 -o 讲话稿.docx", "write -o speech.docx"))
    .into())
}

/// A file that is no text is nothing for a screen.
fn needs_file(format: Format) -> Diagnostic {
    let (name, ending) = (format.name(), format.ending());
    Diagnostic::error(
        "draft.output",
        both!(
            "`{name}` 不是文本，不能打在屏幕上",
            "`{name}` is no text, and is not printed"
        ),
    )
    .help(both!(
        "加 -o 讲话稿.{ending}；要送给别的程序，写 -o -",
        "add -o speech.{ending}; to hand it to another program, -o -"
    ))
}

/// The one line after a draft: length, time, whose words, gaps.
fn remark(draft: &Draft, desk: &mut Desk<'_>) {
    let (chars, minutes, gaps, id) = (draft.chars, draft.minutes, draft.gaps(), &draft.id);
    let own = Shares::of(draft).own_percent();
    let genre = 100 - own;
    desk.remark(
        &format!("{chars} 字，约 {minutes} 分钟；提纲自有内容 {own}%，套用内容 {genre}%；待补 {gaps} 处；编号 {id}"),
        &format!(
            "{chars} characters, {minutes} minutes; {own}% the outline's own, {genre}% the genre's; {gaps} gaps; id {id}"
        ),
    );
}
