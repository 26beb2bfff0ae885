use super::Exporter;
use crate::draft::{BlockKind, Draft, HEADINGS, Origin, Sink};

/// Plain text: a line a block, paragraphs and headings indented by two characters (GB/T 9704—2012, 7.3.3), a blank line
/// around the head.
pub(super) struct Text;

impl Exporter for Text {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        to_text(draft).into_bytes()
    }
}

/// A draft as plain text.
pub fn to_text(draft: &Draft) -> String {
    let mut out = String::new();
    let mut lines = Lines::new(&mut out);
    for block in &draft.blocks {
        lines.begin(block.kind, block.level);
        lines.number(1, block.number.as_deref().unwrap_or(""));
        for span in &block.spans {
            lines.words(&span.text, || span.origin.clone());
        }
        lines.close();
    }
    out
}

/// Whether a block belongs to the head, which a blank line ends.
pub fn heads(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title | BlockKind::Speaker | BlockKind::Date
    )
}

/// What stands before the words of a block.
pub fn indent(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph | BlockKind::Heading => "\u{3000}\u{3000}",
        _ => "",
    }
}

/// The plain text of a document, written as it is told.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t mut String,
    open: Option<Open>,
    /// Whether the last line belongs to the head.
    among_head: bool,
}

/// A line being written.
#[derive(Debug)]
struct Open {
    /// Where it begins in the text, with what is put before it.
    from: usize,
    heads: bool,
    has_words: bool,
}

impl<'t> Lines<'t> {
    /// Writes behind what is there.
    pub fn new(text: &'t mut String) -> Self {
        Self {
            text,
            open: None,
            among_head: false,
        }
    }

    fn current(&mut self) -> &mut Open {
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph, None);
        }
        self.open.as_mut().expect("begun just above")
    }
}

impl Sink for Lines<'_> {
    fn words(&mut self, text: &str, _: impl FnOnce() -> Origin) {
        if !text.is_empty() {
            self.current().has_words = true;
            self.text.push_str(text);
        }
    }

    fn number(&mut self, level: u8, text: &str) {
        if !text.is_empty() {
            self.current().has_words |= level > HEADINGS;
            self.text.push_str(text);
        }
    }

    fn begin(&mut self, kind: BlockKind, _: Option<u8>) {
        self.close();
        let heads = heads(kind);
        self.open = Some(Open {
            from: self.text.len(),
            heads,
            has_words: false,
        });
        if self.among_head && !heads {
            self.text.push('\n');
        }
        self.text.push_str(indent(kind));
    }

    fn close(&mut self) {
        match self.open.take() {
            Some(open) if open.has_words => {
                self.text.push('\n');
                self.among_head = open.heads;
            }
            Some(open) => self.text.truncate(open.from),
            None => {}
        }
    }

    fn step(&mut self, _: &str) {
        self.close();
    }
}
