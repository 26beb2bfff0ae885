use super::{Block, BlockKind, Origin, OriginKind, Sink, Span};
use crate::terms::Series;

/// What a document is made from, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Words.
    Words(Span),
    /// The end of a paragraph or heading.
    Break,
    /// A block that is not a paragraph begins.
    Begin(BlockKind, Option<u8>),
    /// A move begins.
    Move(String),
    /// An ordinal, to be made; or the marker to be printed in its place.
    Ordinal {
        /// Its level: 1 to 4 for headings, 5 for items of a running text.
        level: u8,
        /// The series.
        series: Series,
        /// A marker written by hand.
        marker: Option<Span>,
    },
}

/// The number of heading levels; items of a running text lie below them.
pub const HEADINGS: u8 = 4;

/// The blocks of a document, as it is told.
#[derive(Debug, Default)]
pub struct Blocks {
    done: Vec<Block>,
    open: Option<Block>,
    step: Option<String>,
}

impl Blocks {
    /// All of them.
    pub fn finish(mut self) -> Vec<Block> {
        self.close();
        self.done
    }

    fn open(&mut self, kind: BlockKind, level: Option<u8>) -> &mut Block {
        let step = self.step.clone();
        self.open.insert(Block {
            kind,
            level,
            number: None,
            step,
            spans: Vec::new(),
        })
    }

    fn current(&mut self) -> &mut Block {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph, None);
        }
        self.open.as_mut().expect("opened just above")
    }
}

impl Sink for Blocks {
    fn words(&mut self, text: &str, origin: impl FnOnce() -> Origin) {
        if text.is_empty() {
            return;
        }
        let origin = origin();
        let spans = &mut self.current().spans;
        match spans.last_mut() {
            Some(last) if last.origin == origin => last.text.push_str(text),
            _ => spans.push(Span {
                text: text.to_owned(),
                origin,
            }),
        }
    }

    fn number(&mut self, level: u8, text: &str) {
        if text.is_empty() {
            return;
        }
        if level <= HEADINGS {
            self.current().number = Some(text.to_owned());
        } else {
            self.words(text, || Origin::new(OriginKind::Number, ""));
        }
    }

    fn begin(&mut self, kind: BlockKind, level: Option<u8>) {
        self.close();
        self.open(kind, level);
    }

    fn close(&mut self) {
        if let Some(block) = self.open.take().filter(|b| !b.spans.is_empty()) {
            self.done.push(block);
        }
    }

    fn step(&mut self, name: &str) {
        self.close();
        self.step = Some(name.to_owned());
    }
}
