//! The parts of a Word file that do not change from draft to draft.

use super::xml::Xml;
use crate::export::layout::{Layout, PageNumber, Part};

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
    for name in &names {
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
    if !names.contains(&layout.latin.as_str()) {
        xml.open("w:font", &[("w:name", &layout.latin)]);
        xml.value("w:charset", "00");
        xml.value("w:family", "roman");
        xml.value("w:pitch", "variable");
        xml.close("w:font");
    }
    xml.finish("w:fonts")
}
