use super::{Diagnostic, Lang, Severity, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

/// Lines longer than this many columns are not shown: they are data, not something a person wrote.
const WIDEST: usize = 400;

/// Draws a diagnostic: the sentence, `file:line:column`, the line with the caret under the character, the cure.
pub fn render(diagnostic: &Diagnostic, lang: Lang) -> String {
    let level = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::English) => Level::ERROR,
        (Severity::Error, Lang::Chinese) => Level::ERROR.with_name("错误"),
        (Severity::Warning, Lang::English) => Level::WARNING,
        (Severity::Warning, Lang::Chinese) => Level::WARNING.with_name("提醒"),
    };
    let message = diagnostic.message.text(lang);
    let help = diagnostic.help.as_ref().map(|h| h.text(lang));
    let cure = match lang {
        Lang::English => Level::HELP,
        Lang::Chinese => Level::HELP.with_name("改法"),
    };
    let shown = diagnostic.span.as_ref().map(Excerpt::of);
    let mut group = level
        .primary_title(message)
        .elements(shown.as_ref().and_then(Excerpt::snippet));
    if let Some(help) = help {
        group = group.element(cure.message(help));
    }
    let drawn = Renderer::plain()
        .decor_style(DecorStyle::Ascii)
        .render(&[group]);
    match shown {
        Some(excerpt) if excerpt.snippet().is_none() => excerpt.without_line(&drawn),
        _ => drawn,
    }
}

/// The line of the file that a message shows.
struct Excerpt<'a> {
    name: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    from: usize,
    to: usize,
}

impl<'a> Excerpt<'a> {
    fn of(span: &'a Span) -> Self {
        let (line, column) = span.line_column();
        let source = span.source();
        let whole = source.line(line);
        let range = span.range();
        let text = &source.text()[whole.clone()];
        let from = range.start.clamp(whole.start, whole.end) - whole.start;
        let mut to = range.end.clamp(whole.start, whole.end) - whole.start;
        if to <= from {
            to = from + text[from..].chars().next().map_or(0, char::len_utf8);
        }
        Self {
            name: source.name(),
            line,
            column,
            text,
            from,
            to,
        }
    }

    /// The drawn line; none where there is nothing to show (an empty line, or one no screen is wide enough for).
    fn snippet(&self) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        (!self.text.is_empty() && self.text.width() <= WIDEST).then(|| {
            Snippet::source(self.text)
                .path(self.name)
                .line_start(self.line)
                .fold(false)
                .annotation(AnnotationKind::Primary.span(self.from..self.to))
        })
    }

    /// The message with the place alone, put where the drawn line would have stood.
    fn without_line(&self, drawn: &str) -> String {
        let place = format!(" --> {}:{}:{}", self.name, self.line, self.column);
        match drawn.split_once('\n') {
            Some((title, rest)) => format!("{title}\n{place}\n{rest}"),
            None => format!("{drawn}\n{place}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, both};

    #[test]
    fn the_caret_stands_under_the_chinese_character() {
        let source = Source::new("o.yaml", "genre: rectification\ntitel: 讲话 # 标题\n");
        let at = source.text().find('#').unwrap();
        let diagnostic = Diagnostic::error("x", both!("不对", "wrong"))
            .at(source.span(at..at + 1))
            .help(both!("改一改", "mend it"));
        assert_eq!(
            render(&diagnostic, Lang::Chinese),
            "错误: 不对\n --> o.yaml:2:11\n  |\n2 | titel: 讲话 # 标题\n  |             ^\n  |\n  = 改法: 改一改"
        );
    }
}
