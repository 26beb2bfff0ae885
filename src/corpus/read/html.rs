use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use unicode_width::UnicodeWidthChar;

/// A page declares its encoding within so many bytes.
const HEAD: usize = 4096;

/// Elements that begin and end lines.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements nothing of which is shown in the page.
const UNSHOWN: &[&str] = &["noscript", "script", "style", "template", "title"];

/// The encoding that a page declares in a `meta` element. `gb2312` stands for GBK there, as the WHATWG's labels have it.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    tokens(&bytes[..bytes.len().min(HEAD)]).find_map(|token| match token {
        Token::StartTag(tag) if &**tag.name == b"meta" => declared(&tag),
        _ => None,
    })
}

fn declared(meta: &StartTag<()>) -> Option<&'static Encoding> {
    let value = |key: &[u8]| {
        let value = meta.attributes.get(key)?;
        Some(String::from_utf8_lossy(value).to_ascii_lowercase())
    };
    let label = value(b"charset").or_else(|| {
        let content = value(b"content")?;
        let (_, after) = content.split_once("charset")?;
        let label = after.trim_start().strip_prefix('=')?;
        Some(label.trim_matches([' ', '"', '\'']).to_owned())
    })?;
    let label = label.split([';', ' ']).next()?;
    // A page whose declaration can be read is in neither of these, and was found not to be the third.
    Encoding::for_label(label.as_bytes()).filter(|e| ![UTF_16LE, UTF_16BE, UTF_8].contains(e))
}

/// The text of a page: its blocks as lines, white space closed up as browsers do.
pub(in crate::corpus) fn text(html: &str) -> String {
    let mut page = Page::default();
    for token in tokens(html.as_bytes()) {
        match token {
            Token::StartTag(tag) => page.open(&String::from_utf8_lossy(&tag.name)),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.out.truncate(page.out.trim_end_matches('\n').len());
    page.out
}

/// The tokens of a page.
pub(in crate::corpus) fn tokens(html: &[u8]) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

/// A page as far as it was read.
#[derive(Default)]
struct Page {
    out: String,
    /// White space that is written if something follows it on the line; whether there was a line end in it.
    blank: Option<bool>,
    /// How many elements are open that are not shown.
    unshown: usize,
    /// How many elements are open in which white space counts.
    kept: usize,
}

impl Page {
    fn open(&mut self, name: &str) {
        if UNSHOWN.contains(&name) {
            self.unshown += 1;
        } else if name == "br" && self.unshown == 0 {
            self.blank = None;
            self.out.push('\n');
        } else if BLOCKS.contains(&name) {
            self.end_line();
            self.kept += usize::from(name == "pre");
        }
    }

    fn close(&mut self, name: &str) {
        if UNSHOWN.contains(&name) {
            self.unshown = self.unshown.saturating_sub(1);
        } else if BLOCKS.contains(&name) {
            self.end_line();
            self.kept = self.kept.saturating_sub(usize::from(name == "pre"));
        }
    }

    fn end_line(&mut self) {
        self.blank = None;
        if self.unshown == 0 && !self.is_at_start() {
            self.out.push('\n');
        }
    }

    fn is_at_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    fn text(&mut self, text: &str) {
        if self.unshown > 0 {
            return;
        }
        if self.kept > 0 {
            self.out += text;
            return;
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                self.blank = Some(self.blank.unwrap_or(false) || c == '\n');
                continue;
            }
            if let Some(has_line_end) = self.blank.take()
                && !self.is_at_start()
                && !(has_line_end && self.is_wide_before(c))
            {
                self.out.push(' ');
            }
            self.out.push(c);
        }
    }

    /// Whether a line end before `c` stands between two wide characters: it is no blank then (CSS Text 3, 4.1.3).
    fn is_wide_before(&self, c: char) -> bool {
        let is_wide = |c: char| c.width() == Some(2);
        is_wide(c) && self.out.chars().next_back().is_some_and(is_wide)
    }
}
