use super::Line;
use super::plain::{HEAD, calls, headed, introduces, is_date, is_short, line, says};
use crate::corpus::marker;
use crate::corpus::paper::is_blank;
use crate::corpus::read::{Beside, page_text};
use crate::draft::BlockKind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The lines of a Markdown file: `#` is the title, `##` to `#####` are headings, words between asterisks below the title say who speaks
/// and when, and every other block is a paragraph; with what no draft can hold.
pub(super) fn lines(text: &str) -> (Vec<Line>, Beside) {
    let mut lines: Vec<Line> = Vec::new();
    let (mut blocks, mut beside) = blocks(text);
    let mut looks = 0;
    // The title for programs counts where there is none for people.
    if blocks.iter().any(|b| b.depth == Some(1) && !b.is_front) {
        blocks.retain(|b| !b.is_front);
    }
    for block in blocks {
        let is_unseen = |c: char| c.is_whitespace() || is_blank(c);
        let (words, range) = (block.words.trim_matches(is_unseen), block.range);
        if words.is_empty() {
            continue;
        }
        let leans = block.leans == Some(true) && lines.iter().all(is_head);
        if leans {
            // How the head is written, not a look.
            looks += 1;
        }
        if block.depth == Some(1) && lines.len() == 1 && lines[0].kind == BlockKind::Title {
            lines[0].text += words;
            continue;
        }
        lines.push(match block.depth {
            Some(1) if lines.is_empty() => line(BlockKind::Title, words, range),
            Some(depth) => headed(words, Some((depth - 1).clamp(1, 4)), range),
            None if leans => introduces(words, range),
            None => Line {
                is_cell: block.is_cell,
                ..line(BlockKind::Paragraph, words, range)
            },
        });
    }
    beside.looks -= looks;
    head(&mut lines);
    sign(&mut lines);
    (lines, beside)
}

fn is_head(line: &Line) -> bool {
    matches!(
        line.kind,
        BlockKind::Title | BlockKind::Speaker | BlockKind::Date
    )
}

fn is_text(line: &Line) -> bool {
    line.kind == BlockKind::Paragraph
}

/// Tells the salutation, and what stands between it and the title.
fn head(lines: &mut [Line]) {
    let known = lines.iter().take_while(|l| is_head(l)).count();
    let rest = &mut lines[known..];
    let called = |l: &Line| is_text(l) && calls(&l.text);
    if let Some(called) = rest.iter().take(HEAD + 1).position(called) {
        // Without a sign the first line is the title.
        let is_untitled = known == 0 && called > 0 && is_text(&rest[0]) && is_short(&rest[0].text);
        if is_untitled {
            rest[0].kind = BlockKind::Title;
        }
        let (between, called) = rest.split_at_mut(called);
        let between = &mut between[usize::from(is_untitled)..];
        if between.iter().all(|l| is_text(l) && says(&l.text)) {
            for line in between {
                *line = introduces(&line.text, line.range.clone());
            }
            called[0].kind = BlockKind::Salutation;
        }
    } else if let Some(first) = rest.first_mut().filter(|l| is_text(l))
        && first.text.ends_with(['：', ':'])
        && first.text.chars().count() <= 60
    {
        first.kind = BlockKind::Salutation;
    }
}

/// Tells who signs: the last line in brackets, or a day, with a short line above it.
fn sign(lines: &mut [Line]) {
    let is_bracketed = |l: &Line| l.text.starts_with('（') && l.text.ends_with('）');
    match lines {
        [.., name, day] if is_text(day) && is_date(&day.text) => {
            day.kind = BlockKind::Signature;
            if is_text(name) && is_short(&name.text) {
                name.kind = BlockKind::Signature;
            }
        }
        [.., last] if is_text(last) && is_bracketed(last) => last.kind = BlockKind::Signature,
        _ => {}
    }
}

/// A block of Markdown.
struct Block {
    /// Of a heading, how many number signs it has.
    depth: Option<u8>,
    words: String,
    range: Range<usize>,
    /// Whether all of its words stand between asterisks; none while there are no words.
    leans: Option<bool>,
    /// Whether it is a row of a table.
    is_cell: bool,
    /// Whether it stands before the text, for programs.
    is_front: bool,
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

fn blocks(text: &str) -> (Vec<Block>, Beside) {
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
