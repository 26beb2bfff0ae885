use super::counter::{Counter, Numbered};
use super::xml::{Element, Name, Piece, Xml, XmlFault};

/// The text of `document.xml`: paragraphs as lines.
pub(super) fn text(mut xml: Xml<'_>, counter: &mut Counter<'_>) -> Result<String, XmlFault> {
    let mut body = Body {
        counter,
        lines: Vec::new(),
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
        body.lines.push(body.carried);
    }
    Ok(body.lines.join("\n"))
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
    lines: Vec<String>,
    /// The paragraphs and runs that are open; a box of text within a run holds paragraphs of its own.
    frames: Vec<Frame>,
    /// The text of paragraphs whose ends were deleted.
    carried: String,
    letters: Option<Letters>,
}

enum Frame {
    Paragraph(Paragraph),
    Run { is_hidden: bool },
}

#[derive(Default)]
struct Paragraph {
    text: String,
    numbered: Numbered,
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
            ("r", _) => self.frames.push(Frame::Run { is_hidden: false }),
            ("vanish", Some(Frame::Run { is_hidden })) => *is_hidden = element.is_on(),
            ("t", Some(Frame::Run { .. })) => {
                self.letters = Some(Letters {
                    text: String::new(),
                    keeps_blanks: element.attribute("space").as_deref() == Some("preserve"),
                });
            }
            ("tab" | "ptab", Some(Frame::Run { .. })) => self.write("\t"),
            ("br" | "cr", Some(Frame::Run { .. })) => self.write("\n"),
            ("noBreakHyphen", Some(Frame::Run { .. })) => self.write("\u{2011}"),
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
        if let Some(Frame::Run { is_hidden: true }) = self.frames.last() {
            return;
        }
        let paragraph = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Paragraph(paragraph) => Some(paragraph),
            Frame::Run { .. } => None,
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
            self.lines.push(number + &before + &paragraph.text);
        }
    }
}

impl Paragraph {
    /// Reads a property.
    fn open(&mut self, word: &str, element: &Element<'_>) {
        match word {
            "pPr" => self.in_properties = true,
            "pStyle" => self.numbered.style = element.value(),
            "numId" => self.numbered.number = element.value(),
            "ilvl" => self.numbered.level = element.number().map(|n| n as usize),
            "del" | "moveFrom" if self.in_properties => self.is_joined = true,
            _ => {}
        }
    }
}
