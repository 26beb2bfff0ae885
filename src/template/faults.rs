use super::sheet::Sheet;
use super::watch::{Limits, Stopped};
use crate::diag::{Diagnostic, Faults, Message, Source, both, nearest};
use std::sync::Arc;
use tera::{Error, ErrorKind};

/// The diagnostics of a Tera error; `sheets` are the templates by the names Tera knows them by.
///
/// Tera's own drawing misplaces carets after Chinese text, so only its message and its line and column are taken.
pub(super) fn diagnose(error: &Error, sheets: &[Sheet]) -> Faults {
    if let ErrorKind::Msg(text) = error.kind() {
        let found: Vec<Diagnostic> = reports(text, sheets).collect();
        if !found.is_empty() {
            return Faults(found);
        }
    }
    Faults::from(one(error, sheets))
}

/// The errors in a text that Tera has drawn already: a line `error: …`, and a line ` --> name:line:column`.
fn reports<'t>(text: &'t str, sheets: &'t [Sheet]) -> impl Iterator<Item = Diagnostic> + 't {
    text.split("error: ").skip(1).filter_map(|report| {
        let mut lines = report.lines();
        let message = lines.next()?;
        let place = lines.next()?.trim_start().strip_prefix("--> ")?;
        let mut fields = place.rsplitn(3, ':');
        let column: usize = fields.next()?.trim().parse().ok()?;
        let line: usize = fields.next()?.parse().ok()?;
        let name = fields.next()?;
        let sheet = sheets.iter().find(|sheet| sheet.name == name)?;
        let whole = sheet.line(line);
        let from = sheet.text()[whole.clone()]
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(whole.end, |(at, _)| whole.start + at);
        let wide = lines
            .find_map(|l| l.contains('^').then(|| l.matches('^').count()))
            .unwrap_or(1);
        let to = sheet.text()[from..]
            .char_indices()
            .nth(wide)
            .map_or(sheet.text().len(), |(at, _)| from + at);
        let (code, said) = wording(message, true);
        Some(
            Diagnostic::error(code, said)
                .at(sheet.span(from..to))
                .help_maybe(cure(message)),
        )
    })
}

/// The nearest known name, where a message says that a name is unknown.
fn cure(message: &str) -> Option<Message> {
    let name = message.split('`').nth(1)?;
    let near = if message.starts_with("Unknown function") {
        nearest(name, FUNCTIONS)
    } else if message.starts_with("Unknown filter") {
        nearest(name, FILTERS)
    } else {
        None
    };
    match near {
        Some(near) => Some(both!("是不是想写 `{near}`？", "did you mean `{near}`?")),
        None if message.starts_with("Unknown template") => Some(both!(
            "模板只能引用 templates/ 里的文件",
            "a template can only include files of templates/"
        )),
        None => Some(both!(
            "可用的见 docs/templates.md",
            "those known stand in docs/templates.md"
        )),
    }
}

const FUNCTIONS: [&str; 14] = [
    "say",
    "either",
    "another",
    "end_either",
    "any_order",
    "end_any_order",
    "together",
    "end_together",
    "move",
    "item",
    "term",
    "gap",
    "range",
    "throw",
];

const FILTERS: [&str; 22] = [
    "chinese", "ordinal", "list", "date", "plain", "chars", "default", "length", "first", "last",
    "nth", "join", "sort", "unique", "reverse", "trim", "replace", "split", "get", "int", "str",
    "safe",
];

fn one(error: &Error, sheets: &[Sheet]) -> Diagnostic {
    let named = |name: &str| sheets.iter().find(|s| s.name == name);
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (code, message) = wording(
                report.message(),
                matches!(error.kind(), ErrorKind::SyntaxError(_)),
            );
            let span = named(report.filename()).map(|sheet| {
                let at = report.span();
                let line = sheet.line(at.start_line);
                let text = &sheet.text()[line.clone()];
                let column =
                    |col: usize| text.char_indices().nth(col).map_or(text.len(), |(i, _)| i);
                let start = line.start + column(at.start_col);
                let end = if at.end_line == at.start_line {
                    line.start + column(at.end_col)
                } else {
                    line.end
                };
                sheet.span(start..end.max(start))
            });
            Diagnostic::error(code, message).at_maybe(span)
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let chain = include_chain.join(" → ");
            Diagnostic::error(
                "template.circle",
                both!(
                    "模板 `{tpl}` 绕回了自己：{chain}",
                    "the template `{tpl}` includes itself: {chain}"
                ),
            )
            .at_maybe(named(tpl).map(|s| find(s, "include")))
            .help(both!(
                "去掉其中一个 include",
                "take one of the includes out"
            ))
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => {
            let chain = inheritance_chain.join(" → ");
            Diagnostic::error(
                "template.circle",
                both!(
                    "模板 `{tpl}` 继承了自己：{chain}",
                    "the template `{tpl}` extends itself: {chain}"
                ),
            )
            .at_maybe(named(tpl).map(|s| find(s, "extends")))
            .help(both!(
                "改写时用 `{{% extends \"up\" %}}`",
                "to change a shipped template write `{{% extends \"up\" %}}`"
            ))
        }
        ErrorKind::MissingParent { current, parent } => Diagnostic::error(
            "template.parent",
            both!("没有模板 `{parent}`", "there is no template `{parent}`"),
        )
        .at_maybe(named(current).map(|s| find(s, parent)))
        .help(both!(
            "改写自带模板时用 \"up\"",
            "to change a shipped template extend \"up\""
        )),
        _ => {
            let text = error.to_string();
            let (code, message) = wording(text.lines().next().unwrap_or(""), true);
            let place = culprit(&text, sheets);
            Diagnostic::error(code, message).at_maybe(place)
        }
    }
}

/// Finds the name in backticks or quotes that an error without a place complains of.
fn culprit(text: &str, sheets: &[Sheet]) -> Option<crate::diag::Span> {
    let names = text.split(['`', '\'', '"']).skip(1).step_by(2);
    names.filter(|n| !n.is_empty()).find_map(|name| {
        sheets
            .iter()
            .filter(|sheet| sheet.name != name)
            .find(|sheet| sheet.text().contains(name))
            .map(|sheet| find(sheet, name))
    })
}

fn find(sheet: &Sheet, word: &str) -> crate::diag::Span {
    let at = sheet.text().find(word).unwrap_or(0);
    sheet.span(at..at + word.len())
}

fn wording(message: &str, syntax: bool) -> (&'static str, Message) {
    // Our own functions speak both languages, parted by a bar.
    if let Some((zh, en)) = message.split_once(" | ") {
        return ("template.value", Message::new(zh, en));
    }
    if syntax {
        (
            "template.syntax",
            both!(
                "模板有语法错误：{message}",
                "syntax error in a template: {message}"
            ),
        )
    } else {
        (
            "template.render",
            both!("模板运行出错：{message}", "a template failed: {message}"),
        )
    }
}

/// The diagnostic of a render that was stopped.
pub(super) fn stopped(why: Stopped, limits: Limits, source: &Arc<Source>) -> Diagnostic {
    let (seconds, megabytes) = (limits.time.as_secs_f32(), limits.memory / 1024 / 1024);
    let diagnostic = match why {
        Stopped::Time => Diagnostic::error(
            "template.time",
            both!(
                "模板运行超过 {seconds} 秒，已停下",
                "the template ran for more than {seconds} s and was stopped"
            ),
        )
        .help(both!(
            "检查循环有没有尽头",
            "look for a loop that does not end"
        )),
        Stopped::Memory => Diagnostic::error(
            "template.memory",
            both!(
                "模板占用内存超过 {megabytes} MB，已停下",
                "the template took more than {megabytes} MB and was stopped"
            ),
        )
        .help(both!(
            "检查循环和反复拼接的文字",
            "look for loops and for text that doubles"
        )),
        Stopped::Panic => Diagnostic::error(
            "template.panic",
            both!(
                "模板引擎在这个模板上出错停下",
                "the template engine broke down on this template"
            ),
        )
        .help(both!(
            "把模板改简单些，并报告这个问题",
            "simplify the template, and report this"
        )),
    };
    diagnostic.at(source.start())
}
