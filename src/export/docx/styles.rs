//! The paragraph styles of a layout, one for each part of a speech.

use super::parts::W;
use super::run::fonts;
use super::xml::Xml;
use crate::export::layout::{Align, Layout, Part, Style};

/// The id and the name of the paragraph style of a part; the names are Word's own, which it shows in the user's language: 标题 1.
pub(super) fn name(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Title => ("Title", "Title"),
        Part::Speaker => ("Subtitle", "Subtitle"),
        Part::Date => ("Date", "Date"),
        Part::Salutation => ("Salutation", "Salutation"),
        Part::Heading(1) => ("Heading1", "heading 1"),
        Part::Heading(2) => ("Heading2", "heading 2"),
        Part::Heading(3) => ("Heading3", "heading 3"),
        Part::Heading(_) => ("Heading4", "heading 4"),
        Part::Body => ("BodyText", "Body Text"),
        Part::Signature => ("Signature", "Signature"),
        Part::Number => ("Footer", "footer"),
    }
}

/// `word/styles.xml`
pub(super) fn styles(layout: &Layout) -> Vec<u8> {
    let mut xml = Xml::new("w:styles", &[W]);
    let body = layout.style(Part::Body);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    // What a style does not say is not said here either, but for the type.
    defaults(&mut xml, body, layout);
    xml.close("w:rPrDefault");
    xml.open("w:pPrDefault", &[]);
    xml.close("w:pPrDefault");
    xml.close("w:docDefaults");
    xml.open(
        "w:style",
        &[
            ("w:type", "paragraph"),
            ("w:default", "1"),
            ("w:styleId", "Normal"),
        ],
    );
    xml.value("w:name", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:snapToGrid", "0");
    xml.close("w:pPr");
    xml.close("w:style");
    xml.open(
        "w:style",
        &[
            ("w:type", "character"),
            ("w:default", "1"),
            ("w:styleId", "DefaultParagraphFont"),
        ],
    );
    xml.value("w:name", "Default Paragraph Font");
    xml.value("w:uiPriority", "1");
    xml.empty("w:semiHidden", &[]);
    xml.close("w:style");
    for part in Part::ALL {
        style(&mut xml, part, layout);
    }
    xml.finish("w:styles")
}

fn style(xml: &mut Xml, part: Part, layout: &Layout) {
    let (id, name) = name(part);
    let own = layout.style(part);
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", id)]);
    xml.value("w:name", name);
    xml.value("w:basedOn", "Normal");
    if part != Part::Body && part != Part::Number {
        xml.value("w:next", "BodyText");
    }
    if part != Part::Number {
        xml.empty("w:qFormat", &[]);
    }
    paragraph_properties(xml, part, own, layout);
    run_properties(xml, own, layout);
    xml.close("w:style");
}

/// How the paragraphs of a style stand.
fn paragraph_properties(xml: &mut Xml, part: Part, style: &Style, layout: &Layout) {
    let is_heading = matches!(part, Part::Heading(_) | Part::Title);
    xml.open("w:pPr", &[]);
    if is_heading {
        xml.empty("w:keepNext", &[]);
    }
    if is_heading || layout.whole_paragraphs {
        xml.empty("w:keepLines", &[]);
    }
    // A page is full to its last line; nothing is moved for the sake of a single line.
    xml.value("w:widowControl", "0");
    // No mark hangs over the edge of the text (版心).
    xml.value("w:overflowPunct", "0");
    xml.value("w:autoSpaceDE", "0");
    xml.value("w:autoSpaceDN", "0");
    xml.value("w:snapToGrid", "0");
    let lines = |n: i32| (n * layout.pitch()).to_string();
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &lines(style.before)),
            ("w:after", &lines(style.after)),
            ("w:line", &style.pitch.0.to_string()),
            ("w:lineRule", "exact"),
        ],
    );
    let indent = style.indent;
    if indent > 0 {
        xml.empty(
            "w:ind",
            &[
                ("w:firstLineChars", &(indent * 100).to_string()),
                ("w:firstLine", &(indent * style.size.0).to_string()),
            ],
        );
    }
    let align = match style.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    xml.value("w:jc", align);
    if let Part::Heading(level) = part {
        xml.value("w:outlineLvl", &(level - 1).to_string());
    }
    xml.close("w:pPr");
}

/// The type and the language of what has no style.
fn defaults(xml: &mut Xml, body: &Style, layout: &Layout) {
    xml.open("w:rPr", &[]);
    fonts(xml, &body.font, &layout.latin, true);
    size(xml, body);
    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    xml.close("w:rPr");
}

fn size(xml: &mut Xml, style: &Style) {
    let size = style.size.half_points().to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
}

/// How the words of a style look.
fn run_properties(xml: &mut Xml, style: &Style, layout: &Layout) {
    xml.open("w:rPr", &[]);
    fonts(xml, &style.font, &layout.latin, true);
    if style.bold {
        xml.empty("w:b", &[]);
    }
    let spacing = layout.spacing(style.size);
    if spacing != 0 {
        xml.value("w:spacing", &spacing.to_string());
    }
    size(xml, style);
    xml.close("w:rPr");
}
