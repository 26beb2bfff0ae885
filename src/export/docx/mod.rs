//! A Word file, written part by part (ECMA-376): literal numbers, no theme, no dates, the same bytes for the same draft.

mod body;
mod package;
mod parts;
mod run;
mod title;
mod words;
mod xml;

pub(super) use words::words;

use super::Exporter;
use super::layout::Layout;
use crate::draft::Draft;
use package::Package;

/// Word files of one layout.
pub(super) struct Docx {
    layout: Layout,
    package: Package,
}

impl Docx {
    /// The parts that all files of this layout share are made here.
    pub fn new(layout: &Layout) -> Self {
        let package = Package::new(&[
            ("[Content_Types].xml", parts::content_types(false)),
            ("_rels/.rels", parts::package_relationships()),
            (
                "word/_rels/document.xml.rels",
                parts::document_relationships(false),
            ),
            ("word/styles.xml", parts::styles(layout)),
            ("word/settings.xml", parts::settings(layout)),
            ("word/fontTable.xml", parts::font_table(layout)),
            ("word/footer1.xml", parts::footer(layout, false)),
            ("word/footer2.xml", parts::footer(layout, true)),
            ("docProps/app.xml", parts::app()),
        ]);
        Self {
            layout: layout.clone(),
            package,
        }
    }
}

impl Exporter for Docx {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        self.package.with(&[
            ("docProps/core.xml", parts::core(&draft.title)),
            ("word/document.xml", body::document(draft, &self.layout)),
        ])
    }
}
