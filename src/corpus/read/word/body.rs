use super::counter::{Counter, Numbered};
use super::styles::Styles;
use super::xml::{Element, Name, Piece, Xml, XmlFault};
use crate::corpus::read::{Beside, Styled};

/// The text of `document.xml`, its paragraphs as lines, and what it holds beside.
pub(super) fn read<'n>(
    mut xml: Xml<'_>,
    counter: &mut Counter<'n>,
    styles: &'n Styles,
) -> Result<(String, Vec<Styled>, Beside), XmlFault> {
    let mut body = Body {
        counter,
        styles,
        text: String::new(),
        paragraphs: Vec::new(),
        beside: Beside::default(),
        tables: 0,
        frames: Vec::new(),
        carried: String::new(),
        letters: None,
    };
    // How deep within an element that is left out.
    let mut out = 0_usize;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(_) if out > 0 => out += 1,
            Piece::Close(_) if out > 0 => out -= 1,
            Piece::Text(_) if out > 0 => {}
            Piece::Open(element) => {
                body.open(&element);
                out = usize::from(is_left_out(&element.name));
            }
            Piece::Close(name) => body.close(&name),
            Piece::Text(text) => {
                if let Some(letters) = &mut body.letters {
                    letters.text += &text;
                }
            }
        }
    }
    if !body.carried.is_empty() {
        let text = std::mem::take(&mut body.carried);
        body.line(&text, Styled::default());
    }
    // The end of the last line.
    body.text.pop();
    Ok((body.text, body.paragraphs, body.beside))
}

/// What is not part of the text as it stands: deleted, moved away, how it was before a change, the reading beside a character, and the
/// second form of what some programs cannot show.
fn is_left_out(name: &Name) -> bool {
    match name.word() {
        "" => name.local() == "Fallback",
        "del" | "moveFrom" | "rt" => true,
        word => word.ends_with("Change"),
    }
}

/// The document as far as it was read.
struct Body<'c, 'n> {
    counter: &'c mut Counter<'n>,
    styles: &'n Styles,
    text: String,
    paragraphs: Vec<Styled>,
    beside: Beside,
    /// How many tables are open.
    tables: usize,
    /// The paragraphs and runs that are open; a box of text within a run holds paragraphs of its own.
    frames: Vec<Frame>,
    /// The text of paragraphs whose ends were deleted.
    carried: String,
    letters: Option<Letters>,
}

enum Frame {
    Paragraph(Paragraph),
    Run(Run),
}

#[derive(Default)]
struct Run {
    is_hidden: bool,
    /// Whether it is set otherwise than its style says.
    has_look: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    numbered: Numbered,
    /// Its own outline level, counted from 0.
    outline: Option<u32>,
    /// Whether its properties are being read.
    in_properties: bool,
    /// Whether its end was deleted, so that the next one belongs to it.
    is_joined: bool,
}

/// The characters of a `w:t`.
struct Letters {
    text: String,
    keeps_blanks: bool,
}

impl Body<'_, '_> {
    fn open(&mut self, element: &Element<'_>) {
        match (element.name.word(), self.frames.last_mut()) {
            ("p", _) => self.frames.push(Frame::Paragraph(Paragraph::default())),
            ("r", _) => self.frames.push(Frame::Run(Run::default())),
            ("tbl", _) => {
                self.tables += 1;
                self.beside.tables += 1;
            }
            ("drawing" | "pict" | "object", _) => self.beside.pictures += 1,
            ("sym", _) => self.beside.formulas += 1,
            ("", _) if element.name.local() == "oMath" => self.beside.formulas += 1,
            ("footnoteReference" | "endnoteReference", _) => self.beside.notes += 1,
            ("vanish", Some(Frame::Run(run))) => run.is_hidden = element.is_on(),
            ("b" | "i" | "strike" | "em", Some(Frame::Run(run))) => run.has_look |= element.is_on(),
            ("u" | "highlight", Some(Frame::Run(run))) => {
                run.has_look |= element.value().as_deref() != Some("none");
            }
            ("t", Some(Frame::Run(run))) => {
                self.beside.looks += usize::from(std::mem::take(&mut run.has_look));
                self.letters = Some(Letters {
                    text: String::new(),
                    keeps_blanks: element.attribute("space").as_deref() == Some("preserve"),
                });
            }
            ("tab" | "ptab", Some(Frame::Run(_))) => self.write("\t"),
            ("br" | "cr", Some(Frame::Run(_))) => self.write("\n"),
            ("noBreakHyphen", Some(Frame::Run(_))) => self.write("\u{2011}"),
            (word, Some(Frame::Paragraph(paragraph))) => paragraph.open(word, element),
            _ => {}
        }
    }

    fn close(&mut self, name: &Name) {
        match (name.word(), self.frames.last_mut()) {
            ("p", _) => {
                if let Some(Frame::Paragraph(paragraph)) = self.frames.pop() {
                    self.end(&paragraph);
                }
            }
            ("r", _) => {
                self.frames.pop();
            }
            ("tbl", _) => self.tables = self.tables.saturating_sub(1),
            ("t", _) => {
                if let Some(letters) = self.letters.take() {
                    // A line end in the file is a blank on the page.
                    let text = letters.text.replace(['\n', '\t'], " ");
                    self.write(if letters.keeps_blanks {
                        &text
                    } else {
                        text.trim_matches(' ')
                    });
                }
            }
            ("pPr", Some(Frame::Paragraph(paragraph))) => paragraph.in_properties = false,
            _ => {}
        }
    }

    /// Adds to the innermost paragraph, unless the run is hidden.
    fn write(&mut self, text: &str) {
        if matches!(self.frames.last(), Some(Frame::Run(run)) if run.is_hidden) {
            return;
        }
        let paragraph = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Paragraph(paragraph) => Some(paragraph),
            Frame::Run(_) => None,
        });
        if let Some(paragraph) = paragraph {
            paragraph.text += text;
        }
    }

    fn end(&mut self, paragraph: &Paragraph) {
        let before = std::mem::take(&mut self.carried);
        if paragraph.is_joined {
            self.carried = before + &paragraph.text;
        } else {
            let number = self.counter.next(&paragraph.numbered);
            let id = paragraph.numbered.style.as_deref();
            let outline = paragraph.outline.or_else(|| self.styles.outline(id));
            let styled = Styled {
                style: self.styles.name(id).to_owned(),
                level: outline
                    .filter(|level| *level < 9)
                    .map(|level| level as u8 + 1),
                is_cell: self.tables > 0,
                ..Styled::default()
            };
            self.line(&(number + &before + &paragraph.text), styled);
        }
    }

    /// Adds a paragraph and the end of its line.
    fn line(&mut self, text: &str, styled: Styled) {
        let start = self.text.len();
        self.text += text;
        self.paragraphs.push(Styled {
            range: start..self.text.len(),
            ..styled
        });
        self.text.push('\n');
    }
}

impl Paragraph {
    /// Reads a property.
    fn open(&mut self, word: &str, element: &Element<'_>) {
        match word {
            "pPr" => self.in_properties = true,
            "pStyle" => self.numbered.style = element.value(),
            "outlineLvl" => self.outline = element.number(),
            "numId" => self.numbered.number = element.value(),
            "ilvl" => self.numbered.level = element.number().map(|n| n as usize),
            "del" | "moveFrom" if self.in_properties => self.is_joined = true,
            _ => {}
        }
    }
}
