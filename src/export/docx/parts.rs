//! The parts of a Word file that do not change from draft to draft.

use super::run::fonts;
use super::xml::Xml;
use crate::export::layout::{Align, Layout, PageNumber, Part, Style};

/// The namespace of `w:`.
pub(super) const W: (&str, &str) = (
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
);

/// The namespace of `r:`.
pub(super) const R: (&str, &str) = (
    "xmlns:r",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
);

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

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

/// `[Content_Types].xml`
pub(super) fn content_types(has_comments: bool) -> Vec<u8> {
    let space = format!("{PACKAGE}/content-types");
    let mut xml = Xml::new("Types", &[("xmlns", &space)]);
    let defaults = [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
    ];
    for (ending, kind) in defaults {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    let mut own = vec![
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    if has_comments {
        own.push(("comments", "comments"));
    }
    for (part, kind) in own {
        let name = format!("/word/{part}.xml");
        let kind = format!("{KIND}.{kind}+xml");
        xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
    }
    let properties = [
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    ];
    for (name, kind) in properties {
        xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    }
    xml.finish("Types")
}

/// A list of relationships: id, kind, target.
fn relationships(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let space = format!("{PACKAGE}/relationships");
    let mut xml = Xml::new("Relationships", &[("xmlns", &space)]);
    for (id, kind, target) in list {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    xml.finish("Relationships")
}

/// `_rels/.rels`
pub(super) fn package_relationships() -> Vec<u8> {
    let (document, extended) = (
        format!("{OFFICE}/officeDocument"),
        format!("{OFFICE}/extended-properties"),
    );
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relationships(&[
        ("rId1", &document, "word/document.xml"),
        ("rId2", &core, "docProps/core.xml"),
        ("rId3", &extended, "docProps/app.xml"),
    ])
}

/// `word/_rels/document.xml.rels`
pub(super) fn document_relationships(has_comments: bool) -> Vec<u8> {
    let kinds = [
        "styles",
        "settings",
        "fontTable",
        "footer",
        "footer",
        "comments",
    ];
    let kinds = kinds.map(|kind| format!("{OFFICE}/{kind}"));
    let targets = [
        "styles.xml",
        "settings.xml",
        "fontTable.xml",
        "footer1.xml",
        "footer2.xml",
        "comments.xml",
    ];
    let ids = ["rId1", "rId2", "rId3", "rId4", "rId5", "rId6"];
    let all: Vec<_> = (0..6)
        .map(|n| (ids[n], kinds[n].as_str(), targets[n]))
        .collect();
    relationships(&all[..if has_comments { 6 } else { 5 }])
}

/// `docProps/app.xml`
pub(super) fn app() -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::new("Properties", &[("xmlns", space)]);
    xml.open("Application", &[]);
    xml.words("nigao");
    xml.close("Application");
    xml.finish("Properties")
}

/// `docProps/core.xml`: the title alone, and no day or person, so that the same draft is the same file.
pub(super) fn core(title: &str) -> Vec<u8> {
    let mut xml = Xml::new(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("dc:title", &[]);
    xml.words(title);
    xml.close("dc:title");
    xml.finish("cp:coreProperties")
}

/// `word/settings.xml`
pub(super) fn settings(layout: &Layout) -> Vec<u8> {
    let mut xml = Xml::new("w:settings", &[W]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.value("w:defaultTabStop", "420");
    if layout.page_number == PageNumber::Standard {
        xml.empty("w:evenAndOddHeaders", &[]);
    }
    // Marks keep their full width, so that a line holds as many characters as the layout says.
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:compat", &[]);
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    xml.empty(
        "w:themeFontLang",
        &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")],
    );
    xml.finish("w:settings")
}

/// `word/fontTable.xml`: each font with its family, by which Word looks for another where it is missing.
pub(super) fn font_table(layout: &Layout) -> Vec<u8> {
    let mut xml = Xml::new("w:fonts", &[W]);
    let mut names: Vec<&str> = Part::ALL
        .iter()
        .map(|p| layout.style(*p).font.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        xml.open("w:font", &[("w:name", name)]);
        // GB2312_CHARSET.
        xml.value("w:charset", "86");
        let family = if name.contains('黑') {
            "swiss"
        } else {
            "roman"
        };
        xml.value("w:family", family);
        xml.value("w:pitch", "default");
        xml.close("w:font");
    }
    xml.open("w:font", &[("w:name", &layout.latin)]);
    xml.value("w:charset", "00");
    xml.value("w:family", "roman");
    xml.value("w:pitch", "variable");
    xml.close("w:font");
    xml.finish("w:fonts")
}

/// `word/styles.xml`
pub(super) fn styles(layout: &Layout) -> Vec<u8> {
    let mut xml = Xml::new("w:styles", &[W]);
    let body = layout.style(Part::Body);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    run_properties(&mut xml, body, layout, true);
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
    run_properties(xml, own, layout, false);
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

/// How the words of a style look.
fn run_properties(xml: &mut Xml, style: &Style, layout: &Layout, names_language: bool) {
    xml.open("w:rPr", &[]);
    fonts(xml, &style.font, &layout.latin, true);
    if style.bold {
        xml.empty("w:b", &[]);
    }
    let spacing = layout.spacing(style.size);
    if spacing != 0 {
        xml.value("w:spacing", &spacing.to_string());
    }
    let size = style.size.half_points().to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
    if names_language {
        xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    }
    xml.close("w:rPr");
}

/// A footer with the number of the page between dashes (GB/T 9704—2012, 7.5). `is_even` is the one of even pages.
pub(super) fn footer(layout: &Layout, is_even: bool) -> Vec<u8> {
    let style = layout.style(Part::Number);
    let mut xml = Xml::new("w:ftr", &[W]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Footer");
    let character = style.size.0.to_string();
    match layout.page_number {
        PageNumber::Standard if is_even => {
            xml.empty("w:ind", &[("w:leftChars", "100"), ("w:left", &character)]);
            xml.value("w:jc", "left");
        }
        PageNumber::Standard => {
            xml.empty("w:ind", &[("w:rightChars", "100"), ("w:right", &character)]);
            xml.value("w:jc", "right");
        }
        PageNumber::Center | PageNumber::None => xml.value("w:jc", "center"),
    }
    xml.close("w:pPr");
    if layout.page_number != PageNumber::None {
        let piece = |xml: &mut Xml, is_han: bool, inner: &mut dyn FnMut(&mut Xml)| {
            xml.open("w:r", &[]);
            xml.open("w:rPr", &[]);
            fonts(xml, &style.font, &style.font, is_han);
            xml.close("w:rPr");
            inner(xml);
            xml.close("w:r");
        };
        let words = |text: &'static str| {
            move |xml: &mut Xml| {
                xml.open("w:t", &[("xml:space", "preserve")]);
                xml.words(text);
                xml.close("w:t");
            }
        };
        let mark = |kind: &'static str| {
            move |xml: &mut Xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)])
        };
        piece(&mut xml, true, &mut words("— "));
        piece(&mut xml, false, &mut mark("begin"));
        piece(&mut xml, false, &mut |xml| {
            xml.open("w:instrText", &[("xml:space", "preserve")]);
            xml.words(" PAGE ");
            xml.close("w:instrText");
        });
        piece(&mut xml, false, &mut mark("separate"));
        piece(&mut xml, false, &mut words("1"));
        piece(&mut xml, false, &mut mark("end"));
        piece(&mut xml, true, &mut words(" —"));
    }
    xml.close("w:p");
    xml.finish("w:ftr")
}
