use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A part of a Word file while it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

/// Attributes, in their order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

const WRITES: &str = "a vector takes everything";

impl Xml {
    /// A part with this root element and its attributes.
    pub fn new(root: &str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml.open(root, attributes);
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect(WRITES);
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    /// Closes it.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    /// An element with one value: `<w:sz w:val="32"/>`.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Words, escaped where XML needs it.
    pub fn words(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(text)));
    }

    /// The part, its root closed.
    pub fn finish(mut self, root: &str) -> Vec<u8> {
        self.close(root);
        self.0.into_inner()
    }
}
