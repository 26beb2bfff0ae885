mod sheet;

use super::Exporter;
use super::layout::Layout;
use super::setting::{Put, puts};
use crate::draft::{Block, BlockKind, Draft, Shares, Span};
use std::fmt::Write;

/// One page, in print on the sheet of its layout; the origin of every word on hover.
pub(super) struct Html {
    layout: Layout,
    sheet: String,
}

impl Html {
    pub fn new(layout: &Layout) -> Self {
        Self {
            layout: layout.clone(),
            sheet: sheet::sheet(layout),
        }
    }
}

impl Exporter for Html {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        let mut out = String::new();
        let title = escape(&draft.title);
        let shares = Shares::of(draft);
        let (chars, minutes, own) = (draft.chars, draft.minutes, shares.own_percent());
        out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        let _ = writeln!(out, "<title>{title}</title>");
        let _ = writeln!(
            out,
            "<style>\n{}</style>\n</head>\n<body>\n<main>",
            self.sheet
        );
        for block in self.layout.ordered(&draft.blocks, |b| b.kind) {
            write_block(&mut out, block, &self.layout);
        }
        let id = escape(&draft.id);
        let _ = writeln!(
            out,
            "</main>\n<footer>草稿 {id} · {chars} 字 · 约 {minutes} 分钟 · 提纲自有内容 {own}%<br>\n\
             <span class=\"outline\">提纲</span> <span class=\"phrase\">语料</span> <span class=\"template\">模板</span> \
             <span class=\"term\">固定提法</span> <span class=\"locality\">地方</span> <span class=\"number\">序号</span></footer>"
        );
        out.push_str("</body>\n</html>\n");
        out.into_bytes()
    }
}

fn write_block(out: &mut String, block: &Block, layout: &Layout) {
    let (open, close) = match block.kind {
        BlockKind::Title => ("<h1>".to_owned(), "</h1>".to_owned()),
        BlockKind::Heading => {
            let level = block.level.unwrap_or(1) + 1;
            (format!("<h{level}>"), format!("</h{level}>"))
        }
        BlockKind::Speaker => ("<p class=\"speaker\">".to_owned(), "</p>".to_owned()),
        BlockKind::Date => ("<p class=\"date\">".to_owned(), "</p>".to_owned()),
        BlockKind::Salutation => ("<p class=\"salutation\">".to_owned(), "</p>".to_owned()),
        BlockKind::Signature => ("<p class=\"signature\">".to_owned(), "</p>".to_owned()),
        BlockKind::Paragraph => ("<p>".to_owned(), "</p>".to_owned()),
    };
    out.push_str(&open);
    if let Some(number) = &block.number {
        let _ = write!(out, "<span class=\"number\">{}</span>", escape(number));
    }
    let puts = puts(block.kind, &block.text(), layout);
    let mut from = 0;
    for span in &block.spans {
        let chars = span.text.chars().count();
        write_span(out, span, |at| {
            let put = puts.iter().find(|(place, _)| *place == from + at);
            put.map(|(_, put)| *put)
        });
        from += chars;
    }
    let _ = writeln!(out, "{close}");
}

/// Writes a span, with what is put before its characters.
fn write_span(out: &mut String, span: &Span, put: impl Fn(usize) -> Option<Put>) {
    let class = span.origin.kind.name();
    let mut title = span.origin.at.clone();
    if let Some(source) = &span.origin.source {
        let _ = write!(title, "（{source}）");
    }
    let _ = write!(out, "<span class=\"{class}\" title=\"{}\">", escape(&title));
    let mut done = 0;
    for (number, (at, _)) in span.text.char_indices().enumerate() {
        if let Some(put) = put(number) {
            out.push_str(&escape(&span.text[done..at]));
            out.push_str(match put {
                Put::Line => "<br>",
                Put::Blank => "\u{3000}",
            });
            done = at;
        }
    }
    let _ = write!(out, "{}</span>", escape(&span.text[done..]));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
