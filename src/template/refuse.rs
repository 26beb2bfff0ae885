use crate::diag::{Diagnostic, Message, Result, Source, both};
use crate::draft::{Origin, OriginKind, Span};

/// The place of a template's origin, as a diagnostic shows it.
pub(super) fn fault(code: &'static str, message: Message, origin: &Origin) -> Diagnostic {
    placed(Diagnostic::error(code, message), origin)
}

/// The origin of the template text last passed goes with the fault; `engine` finds its span.
pub(super) fn placed(diagnostic: Diagnostic, origin: &Origin) -> Diagnostic {
    let source = Source::new(&origin.at, "");
    diagnostic.at(source.start())
}

/// A template's own words hold no digit, and nothing of a value that was printed whole.
pub(super) fn own_words(span: &Span) -> Result<()> {
    if span.origin.kind != OriginKind::Template {
        return Ok(());
    }
    if span.text.contains("\\u{e000}") {
        return Err(fault(
            "template.printed-value",
            both!(
                "这里输出的是一个对象或列表，不是文字",
                "a map or list was printed here, not words"
            ),
            &span.origin,
        )
        .help(both!(
            "输出它的一个字段，如 section.claim",
            "print a field of it, such as section.claim"
        ))
        .into());
    }
    if let Some(digit) = span
        .text
        .chars()
        .find(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
    {
        return Err(fault(
            "template.digit",
            both!(
                "模板里写了数字 `{digit}`",
                "the template holds the digit `{digit}`"
            ),
            &span.origin,
        )
        .help(both!(
            "数字由提纲给出；要条数，用 `| chinese`",
            "numbers come from the outline; for a count use `| chinese`"
        ))
        .into());
    }
    Ok(())
}

/// A bracket of alternatives without its other half.
pub(super) fn unpaired(name: &str, origin: &Origin) -> Diagnostic {
    fault(
        "template.unpaired",
        both!("`{name}()` 不成对", "`{name}()` is not paired"),
        origin,
    )
    .help(both!(
        "写成 either() … another() … end_either()、any_order() … end_any_order() 或 together() … end_together()",
        "write either() … another() … end_either(), any_order() … end_any_order() or together() … end_together()"
    ))
}

/// Sides that hold different numbers of ordinals.
pub(super) fn uneven(name: &str, origin: Option<&Origin>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "template.uneven",
        both!(
            "`{name}` 的各支里序号的个数不同，前后的序号就会对不上",
            "the sides of `{name}` hold different numbers of ordinals, so the numbers around it could not be right"
        ),
    )
    .help(both!("让每一支的 item() 一样多", "give each side as many item()"));
    match origin {
        Some(origin) => placed(diagnostic, origin),
        None => diagnostic,
    }
}
