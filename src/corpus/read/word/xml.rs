use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

/// The namespaces of Word's elements: the common one, and that of the strict form.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// What is wrong with an XML part.
#[derive(Debug)]
pub(super) enum XmlFault {
    /// It declares a document type, or refers to an entity that only a declaration can bring.
    Declares,
    /// It is not well formed, in the parser's words.
    Broken(String),
}

/// What an XML part is made of.
pub(super) enum Piece<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// An element ends.
    Close(Name),
    /// Characters.
    Text(String),
}

/// The name of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    is_word: bool,
    local: String,
}

impl Name {
    /// The name within Word's namespace; empty for an element of another.
    pub fn word(&self) -> &str {
        if self.is_word { &self.local } else { "" }
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        &self.local
    }
}

/// An element as it begins.
pub(super) struct Element<'x> {
    pub name: Name,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// The value of an attribute, whatever its prefix.
    pub fn attribute(&self, local: &str) -> Option<String> {
        // Whether a name stands there twice is not asked: for very many names that takes very long.
        self.start
            .attributes()
            .with_checks(false)
            .filter_map(std::result::Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == local)
            .and_then(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                Some(value.into_owned())
            })
    }

    /// The value of `w:val`.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The number in `w:val`.
    pub fn number(&self) -> Option<u32> {
        self.value()?.parse().ok()
    }

    /// Whether a property that can be switched is on (17.17.4): it is where no value says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// An XML part, piece by piece. An empty element opens and closes.
pub(super) struct Xml<'x> {
    reader: NsReader<&'x [u8]>,
    open: usize,
}

impl<'x> Xml<'x> {
    /// A part from its text.
    pub fn new(text: &'x str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: 0 }
    }

    /// The next piece; none at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'x>>, XmlFault> {
        loop {
            let (space, event) = self
                .reader
                .read_resolved_event()
                .map_err(|error| XmlFault::Broken(error.to_string()))?;
            let is_word = matches!(space, ResolveResult::Bound(Namespace(n)) if WORD.contains(&n));
            let piece = match event {
                Event::Start(start) => {
                    self.open += 1;
                    Piece::Open(Element {
                        name: name(is_word, start.local_name().as_ref()),
                        start,
                    })
                }
                Event::End(end) => {
                    self.open -= 1;
                    Piece::Close(name(is_word, end.local_name().as_ref()))
                }
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let c = reference
                        .resolve_char_ref()
                        .map_err(|error| XmlFault::Broken(error.to_string()))?;
                    let c = c.or(match &*reference.xml10_content() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    });
                    Piece::Text(c.ok_or(XmlFault::Declares)?.into())
                }
                Event::DocType(_) => return Err(XmlFault::Declares),
                Event::Eof if self.open > 0 => {
                    return Err(XmlFault::Broken("it ends within an element".to_owned()));
                }
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(piece));
        }
    }
}

fn name(is_word: bool, local: &str) -> Name {
    let local = local.to_owned();
    Name { is_word, local }
}
