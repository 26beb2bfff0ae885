use super::{Block, BlockKind, Lists, Origin, OriginKind, Span, ordinal};
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
pub(super) const HEADINGS: u8 = 4;

/// Makes the blocks of a document and the numbers in it.
pub fn assemble(items: impl IntoIterator<Item = Item>) -> Vec<Block> {
    let items: Vec<Item> = items.into_iter().collect();
    let mut lists = Lists::default();
    let places: Vec<Option<(usize, u32)>> = items
        .iter()
        .map(|item| match item {
            Item::Ordinal { level, series, .. } => Some(lists.item(*level, *series)),
            Item::Move(_) => {
                lists.new_move(HEADINGS);
                None
            }
            _ => None,
        })
        .collect();
    let mut writer = Writer::default();
    for (item, place) in items.into_iter().zip(places) {
        match item {
            Item::Words(span) => writer.words(span),
            Item::Break => writer.close(),
            Item::Begin(kind, level) => {
                writer.close();
                writer.open(kind, level);
            }
            Item::Move(step) => {
                writer.close();
                writer.step = Some(step);
            }
            Item::Ordinal {
                level,
                series,
                marker,
            } => {
                let (list, index) = place.unwrap_or_default();
                match marker {
                    Some(marker) => writer.words(marker),
                    None => writer.number(level, ordinal(series, index, lists.totals()[list])),
                }
            }
        }
    }
    writer.close();
    writer.blocks
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    open: Option<Block>,
    step: Option<String>,
}

impl Writer {
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

    fn words(&mut self, span: Span) {
        if span.text.is_empty() {
            return;
        }
        let spans = &mut self.current().spans;
        match spans.last_mut() {
            Some(last) if last.origin == span.origin => last.text.push_str(&span.text),
            _ => spans.push(span),
        }
    }

    fn number(&mut self, level: u8, text: String) {
        if text.is_empty() {
            return;
        }
        if level <= HEADINGS {
            self.current().number = Some(text);
        } else {
            let origin = Origin::new(OriginKind::Number, "");
            self.words(Span { text, origin });
        }
    }

    fn close(&mut self) {
        if let Some(block) = self.open.take().filter(|b| !b.spans.is_empty()) {
            self.blocks.push(block);
        }
    }
}
