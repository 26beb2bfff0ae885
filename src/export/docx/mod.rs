//! A Word file, written part by part (ECMA-376): literal numbers, no theme, no dates, the same bytes for the same draft.

mod body;
mod footer;
mod package;
mod parts;
mod review;
mod revise;
mod run;
mod styles;

mod xml;

use super::Exporter;
use super::layout::Layout;
use crate::draft::{Bare, Draft};
use package::Package;
use review::Notes;

/// Word files of one layout.
pub(super) struct Docx {
    layout: Layout,
    package: Package,
}

/// The parts that do not change from draft to draft.
fn package(layout: &Layout, has_comments: bool) -> Package {
    Package::new(&[
        ("[Content_Types].xml", parts::content_types(has_comments)),
        ("_rels/.rels", parts::package_relationships()),
        (
            "word/_rels/document.xml.rels",
            parts::document_relationships(has_comments),
        ),
        ("word/styles.xml", styles::styles(layout)),
        ("word/settings.xml", parts::settings(layout)),
        ("word/fontTable.xml", parts::font_table(layout)),
        ("word/footer1.xml", footer::footer(layout, false)),
        ("word/footer2.xml", footer::footer(layout, true)),
        ("docProps/app.xml", parts::app()),
    ])
}

impl Docx {
    /// The parts that all files of this layout share are made here.
    pub fn new(layout: &Layout) -> Self {
        Self {
            layout: layout.clone(),
            package: package(layout, false),
        }
    }
}

impl Exporter for Docx {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        let document = body::document(&self.layout, |xml| {
            body::paragraphs(xml, draft, &self.layout, None);
        });
        self.package.with(&[
            ("docProps/core.xml", parts::core(&draft.title)),
            ("word/document.xml", document),
        ])
    }
}

/// A draft as a Word file for review: a comment on each generated sentence tells where its words come from, and every gap is marked.
pub fn reviewed(draft: &Draft, layout: &Layout) -> Vec<u8> {
    let mut notes = Notes::default();
    let document = body::document(layout, |xml| {
        body::paragraphs(xml, draft, layout, Some(&mut notes));
    });
    package(layout, true).with(&[
        ("docProps/core.xml", parts::core(&draft.title)),
        ("word/document.xml", document),
        ("word/comments.xml", notes.part()),
    ])
}

/// A draft as a Word file in which what was changed since an earlier one, whose blocks are `before`, is tracked.
pub fn revised(draft: &Draft, before: &[Bare], layout: &Layout) -> Vec<u8> {
    let document = body::document(layout, |xml| {
        revise::paragraphs(xml, draft, before, layout);
    });
    package(layout, false).with(&[
        ("docProps/core.xml", parts::core(&draft.title)),
        ("word/document.xml", document),
    ])
}
