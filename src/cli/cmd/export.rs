use crate::cli::args::{self, Encoding};
use crate::cli::desk::Desk;
use crate::corpus::Manuscript;
use crate::diag::{Diagnostic, Result, both};
use crate::draft::Pace;
use crate::export::Format;
use crate::export::layout::Layout;
use std::path::Path;

/// `nigao export`
pub(super) fn run(args: &args::Export, desk: &mut Desk<'_>) -> Result<u8> {
    let format = format(args)?;
    let layout = Layout::load(&desk.shelf(), args.layout.as_deref(), None)?;
    let mut manuscript = Manuscript::open(desk.world, &args.draft)?;
    desk.warn(manuscript.notes());
    let wrong = manuscript.misnumbered();
    if args.renumber {
        let count = manuscript.renumber();
        desk.remark(
            &format!("改了 {count} 处序号"),
            &format!("numbers changed: {count}"),
        );
    } else {
        desk.insist(&wrong);
    }
    let file = format
        .exporter(&layout)
        .export(&manuscript.draft(Pace::default()));
    let file = encoded(file, args.encoding, format)?;
    if args.output == Path::new("-") {
        desk.print_bytes(&file)?;
    } else {
        desk.write(&args.output, &file, args.force)?;
    }
    Ok(u8::from(!args.renumber && !wrong.is_empty()))
}

fn format(args: &args::Export) -> Result<Format> {
    let is_screen = args.output == Path::new("-");
    let ending = || match args.output.extension() {
        Some(ending) => Format::of_ending(ending.to_str()?),
        None => is_screen.then(Format::default),
    };
    args.format.or_else(ending).ok_or_else(|| {
        let (name, list) = (args.output.display().to_string(), Format::names());
        Diagnostic::error(
            "export.format",
            both!(
                "`{name}` 看不出要什么格式",
                "`{name}` does not tell which format is wanted"
            ),
        )
        .help(both!(
            "加 --format，可以写：{list}",
            "add --format, one of: {list}"
        ))
        .into()
    })
}

/// A file in another encoding than UTF-8, which only text has.
fn encoded(file: Vec<u8>, encoding: Encoding, format: Format) -> Result<Vec<u8>> {
    if encoding == Encoding::Utf8 {
        return Ok(file);
    }
    if format != Format::Text {
        let name = format.name();
        return Err(Diagnostic::error(
            "export.encoding",
            both!(
                "`{name}` 的编码是定好的",
                "`{name}` has an encoding of its own"
            ),
        )
        .help(both!("--encoding 只用于 text", "--encoding is for text"))
        .into());
    }
    let text = String::from_utf8_lossy(&file).replace('\n', "\r\n");
    Ok(match encoding {
        Encoding::Gb18030 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
    })
}
