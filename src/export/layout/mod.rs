//! How a draft is laid out on paper: sheet, grid, fonts and the style of each kind of block, read from `layouts/*.yaml`.

mod judge;
mod load;
mod measure;
mod raw;

pub use measure::Twips;

use crate::draft::BlockKind;

/// A layout. All lengths are twips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The name of its file, without the ending.
    pub id: String,
    /// What it is called among drafters.
    pub name: String,
    /// The sheet.
    pub page: Page,
    /// Lines on a page.
    pub lines: i32,
    /// Han characters in a line.
    pub chars: i32,
    /// Where the number of the page stands.
    pub page_number: PageNumber,
    /// Whether no paragraph is broken over two pages.
    pub whole_paragraphs: bool,
    /// In which order the head stands.
    pub order: Vec<BlockKind>,
    /// The font of Latin letters and digits.
    pub latin: String,
    /// The styles, in the order of [`Part::ALL`].
    styles: [Style; 11],
}

/// The sheet of paper and its margins, in twips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The width of the sheet.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The margin above.
    pub top: i32,
    /// The margin below.
    pub bottom: i32,
    /// The margin on the left.
    pub left: i32,
    /// The margin on the right.
    pub right: i32,
    /// From the lower edge of the sheet to the number of the page.
    pub footer: i32,
}

/// Where the number of the page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageNumber {
    /// On the right of odd pages, on the left of even ones, a character from the edge (GB/T 9704—2012, 7.5).
    Standard,
    /// In the middle.
    Center,
    /// Nowhere.
    None,
}

/// What has a style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The speaker.
    Speaker,
    /// The day.
    Date,
    /// Whom the speech is held to.
    Salutation,
    /// A heading of this level, 1 to 4; deeper ones are set as the fourth.
    Heading(u8),
    /// A paragraph.
    Body,
    /// Who signs.
    Signature,
    /// The number of a page.
    Number,
}

/// How a part is set. All lengths are twips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The name of its font for Han characters.
    pub font: String,
    /// The size of its type.
    pub size: Twips,
    /// Whether it is bold.
    pub bold: bool,
    /// How its lines stand.
    pub align: Align,
    /// By how many of its own characters the first line is indented.
    pub indent: i32,
    /// From line to line.
    pub pitch: Twips,
    /// Blank lines of the grid before it.
    pub before: i32,
    /// Blank lines of the grid behind it.
    pub after: i32,
}

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// On the left.
    Left,
    /// In the middle.
    Center,
    /// On the right.
    Right,
    /// From margin to margin.
    Justify,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Speaker,
        Self::Date,
        Self::Salutation,
        Self::Heading(1),
        Self::Heading(2),
        Self::Heading(3),
        Self::Heading(4),
        Self::Body,
        Self::Signature,
        Self::Number,
    ];

    /// What a block is set as.
    pub fn of(kind: BlockKind, level: Option<u8>) -> Self {
        match kind {
            BlockKind::Title => Self::Title,
            BlockKind::Speaker => Self::Speaker,
            BlockKind::Date => Self::Date,
            BlockKind::Salutation => Self::Salutation,
            BlockKind::Heading => Self::Heading(level.unwrap_or(1)),
            BlockKind::Paragraph => Self::Body,
            BlockKind::Signature => Self::Signature,
        }
    }
}

impl Layout {
    /// The style of a part.
    pub fn style(&self, part: Part) -> &Style {
        &self.styles[match part {
            Part::Title => 0,
            Part::Speaker => 1,
            Part::Date => 2,
            Part::Salutation => 3,
            Part::Heading(level) => 3 + usize::from(level.clamp(1, 4)),
            Part::Body => 8,
            Part::Signature => 9,
            Part::Number => 10,
        }]
    }

    /// Blocks, of which `kind` tells what they are, those of the head in the order of the layout.
    pub fn ordered<'b, B>(&self, blocks: &'b [B], kind: impl Fn(&B) -> BlockKind) -> Vec<&'b B> {
        let mut list: Vec<&B> = blocks.iter().collect();
        let rank = |block: &&B| self.order.iter().position(|head| *head == kind(block));
        // A stable sort of the head alone; what is behind it stays as it is.
        let head = list.iter().position(|b| rank(b).is_none());
        let head = head.unwrap_or(list.len());
        list[..head].sort_by_key(rank);
        list
    }

    /// How many blank lines of the grid stand before a block of this kind, `above` being the kind of the one before it: none between the
    /// lines that sign; where no salutation stands below the head, as many as one would have.
    pub fn before(&self, above: Option<BlockKind>, kind: BlockKind, level: Option<u8>) -> i32 {
        let own = self.style(Part::of(kind, level)).before;
        let is_head = |kind| self.order.contains(&kind);
        match above {
            Some(BlockKind::Signature) if kind == BlockKind::Signature => 0,
            Some(above) if is_head(above) && !is_head(kind) => {
                own.max(self.style(Part::Salutation).before)
            }
            _ => own,
        }
    }

    /// The width between the margins.
    pub fn width(&self) -> i32 {
        self.page.width - self.page.left - self.page.right
    }

    /// The height between the margins.
    pub fn height(&self) -> i32 {
        self.page.height - self.page.top - self.page.bottom
    }

    /// From line to line of the grid.
    pub fn pitch(&self) -> i32 {
        self.height() / self.lines
    }

    /// What is put between characters of this size, so that a line holds as many as it should: nothing where they are of another
    /// size than those of the body.
    pub fn spacing(&self, size: Twips) -> i32 {
        let body = self.style(Part::Body).size;
        if size == body {
            (self.width() / self.chars) - body.0
        } else {
            0
        }
    }
}
