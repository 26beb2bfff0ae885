use crate::corpus::manuscript::head::{calls, is_date, is_short};
use crate::corpus::marker;
use crate::corpus::read::{Beside, page_text};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A block of Markdown.
pub(super) struct Block {
    /// Of a heading, how many number signs it has.
    pub depth: Option<u8>,
    pub words: String,
    pub range: Range<usize>,
    /// Whether all of its words stand between asterisks; none while there are no words.
    pub leans: Option<bool>,
    /// Whether it is a row of a table.
    pub is_cell: bool,
    /// Whether it stands before the text, for programs.
    pub is_front: bool,
}

/// Markdown as far as it was read.
struct Reading<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    open: Option<Block>,
    depth: Option<u8>,
    /// The number of an item, which opens the next block.
    item: Option<Range<usize>>,
    /// How many emphases are open.
    leaning: usize,
    /// How many elements are open that are left out.
    left_out: usize,
    /// Whether a line ended before what comes.
    broke: bool,
    /// Whether what comes stands before the text, for programs.
    is_front: bool,
    is_table: bool,
    beside: Beside,
    /// How many asterisks open or close nothing.
    loose: usize,
}

/// The blocks of a text, and what no draft can hold.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Beside) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading {
        text,
        blocks: Vec::new(),
        open: None,
        depth: None,
        item: None,
        leaning: 0,
        left_out: 0,
        broke: false,
        is_front: false,
        is_table: false,
        beside: Beside::default(),
        loose: 0,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reading.take(event, range);
    }
    reading.end();
    // Two before and two behind.
    reading.beside.looks += reading.loose.div_ceil(4);
    (reading.blocks, reading.beside)
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.close(tag),
            Event::Text(words) if self.is_front => self.front(&words, range),
            _ if self.left_out > 0 => {}
            Event::Text(_) if self.is_loose_asterisk(&range) => self.loose += 1,
            Event::Text(words) | Event::Code(words) => self.words(&words, range),
            Event::InlineHtml(tag) | Event::Html(tag) => {
                if tag.starts_with("<br") {
                    self.end();
                } else {
                    self.words(&page_text(&tag), range);
                }
            }
            Event::SoftBreak => self.broke = true,
            Event::HardBreak | Event::Rule => self.end(),
            Event::FootnoteReference(_) => self.beside.notes += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => {
                self.leaning += 1;
                self.beside.looks += 1;
            }
            Tag::Strong | Tag::Strikethrough => self.beside.looks += 1,
            Tag::Link { .. } => {}
            Tag::Image { .. } => {
                self.beside.pictures += 1;
                self.left_out += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.end();
                self.left_out += 1;
            }
            Tag::MetadataBlock(_) => self.is_front = true,
            Tag::TableCell => {
                if let Some(open) = &mut self.open {
                    open.words.push('\u{3000}');
                }
            }
            tag => {
                self.end();
                match tag {
                    Tag::Heading { level, .. } => self.depth = Some(*level as u8),
                    Tag::Item => self.item = self.number(range),
                    Tag::Table(_) => {
                        self.beside.tables += 1;
                        self.is_table = true;
                    }
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.leaning = self.leaning.saturating_sub(1),
            TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::TableCell => {}
            TagEnd::Image | TagEnd::FootnoteDefinition => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => self.is_front = false,
            tag => {
                self.end();
                match tag {
                    TagEnd::Heading(_) => self.depth = None,
                    TagEnd::Item => self.item = None,
                    TagEnd::Table => self.is_table = false,
                    _ => {}
                }
            }
        }
    }

    /// The title in what stands before a text for programs: `title: 讲话`.
    fn front(&mut self, words: &str, range: Range<usize>) {
        let title = words.lines().find_map(|line| line.strip_prefix("title:"));
        if let Some(title) = title {
            self.blocks.push(Block {
                depth: Some(1),
                words: title.trim_matches([' ', '"', '\'']).to_owned(),
                range,
                leans: None,
                is_cell: false,
                is_front: true,
            });
        }
    }

    /// The number of an item of a numbered list, as it is written.
    fn number(&self, item: Range<usize>) -> Option<Range<usize>> {
        let text = &self.text[item.clone()];
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        (digits > 0).then(|| item.start..item.start + digits + 1)
    }

    /// Whether this is one of two asterisks that open or close nothing, as in **“讲实话”**是: beside Chinese marks they do not count.
    fn is_loose_asterisk(&self, range: &Range<usize>) -> bool {
        let byte = |at: usize| self.text.as_bytes().get(at).copied();
        let before = range.start.checked_sub(1).and_then(byte);
        &self.text[range.clone()] == "*"
            && before != Some(b'\\')
            && (before == Some(b'*') || byte(range.end) == Some(b'*'))
    }

    /// Adds words to the open block, or opens one with them.
    fn words(&mut self, words: &str, range: Range<usize>) {
        for (at, words) in words.split('\n').enumerate() {
            // Lines of a block of code are lines.
            if at > 0 || self.broke && (begins(words) || self.is_head()) {
                self.end();
            }
            self.push(words, range.clone());
        }
    }

    fn push(&mut self, words: &str, range: Range<usize>) {
        let broke = std::mem::take(&mut self.broke);
        let (leans, depth, is_cell) = (self.leaning > 0, self.depth, self.is_table);
        let item = self.item.take();
        let number = item.clone().map_or("", |item| &self.text[item]);
        let open = self.open.get_or_insert_with(|| Block {
            depth,
            words: number.to_owned(),
            range: item.map_or(range.start, |item| item.start)..range.end,
            leans: None,
            is_cell,
            is_front: false,
        });
        // Words and numbers of two lines do not run together.
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if broke && joins(open.words.chars().next_back()) && joins(words.chars().next()) {
            open.words.push(' ');
        }
        open.words += words;
        open.range.end = range.end;
        open.leans = Some(open.leans.unwrap_or(true) && leans);
    }

    /// Whether all that was read so far may be the head of a speech, in which each line stands for itself.
    fn is_head(&self) -> bool {
        let is_line = |b: &Block| b.depth.is_some() || is_short(&b.words);
        let is_last = |b: &Block| is_line(b) || calls(&b.words);
        self.blocks.iter().all(is_line) && self.open.iter().all(is_last)
    }

    /// Ends the open block.
    fn end(&mut self) {
        self.broke = false;
        self.blocks.extend(self.open.take());
    }
}

/// Whether a line begins a paragraph though no empty line stands before it: it is indented, numbered as headings are, or a day.
fn begins(line: &str) -> bool {
    let is_numbered = || marker(line, true).is_some_and(|m| m.family.heads());
    line.starts_with('\u{3000}') || is_numbered() || is_date(line)
}
