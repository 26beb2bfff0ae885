use super::parts::{R, W};
use super::review::{Notes, gaps};
use super::run::{Look, runs};
use super::styles::name;
use super::xml::Xml;
use crate::draft::{Block, BlockKind, Draft};
use crate::export::layout::{Layout, Part};
use crate::export::setting::{Put, puts};

/// `word/document.xml`: the paragraphs of a draft as `write` writes them, the sheet and its grid.
pub(super) fn document(layout: &Layout, write: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new("w:document", &[W, R]);
    xml.open("w:body", &[]);
    write(&mut xml);
    section(&mut xml, layout);
    xml.close("w:body");
    xml.finish("w:document")
}

/// Writes the paragraphs of a draft; with `notes`, each sentence has a comment on where it comes from, and gaps are marked.
pub(super) fn paragraphs(
    xml: &mut Xml,
    draft: &Draft,
    layout: &Layout,
    mut notes: Option<&mut Notes>,
) {
    let mut above = None;
    for block in layout.ordered(&draft.blocks, |b| b.kind) {
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        style(xml, (block.kind, block.level), above, layout);
        xml.close("w:pPr");
        words(xml, block, layout, notes.as_deref_mut());
        xml.close("w:p");
        above = Some(block.kind);
    }
}

/// Names the style of a paragraph, and the blank lines before it where they are others than those of its style.
pub(super) fn style(
    xml: &mut Xml,
    (kind, level): (BlockKind, Option<u8>),
    above: Option<BlockKind>,
    layout: &Layout,
) {
    let part = Part::of(kind, level);
    xml.value("w:pStyle", name(part).0);
    let before = layout.before(above, kind, level);
    if before != layout.style(part).before {
        let before = (before * layout.pitch()).to_string();
        xml.empty("w:spacing", &[("w:before", &before)]);
    }
}

/// Writes the words of a block.
fn words(xml: &mut Xml, block: &Block, layout: &Layout, notes: Option<&mut Notes>) {
    let style = layout.style(Part::of(block.kind, block.level));
    let text = || shown(block.kind, &block.text(), layout);
    let latin = &layout.latin;
    match (notes, block.kind) {
        (Some(notes), BlockKind::Paragraph | BlockKind::Heading) => {
            notes.sentences(xml, block, style, latin);
        }
        (Some(_), _) => gaps(xml, &text(), style, latin),
        (None, _) => runs(xml, &text(), style, latin, Look::default()),
    }
}

/// The words of a block as they are set: a long title in lines, a short name spaced.
pub(super) fn shown(kind: BlockKind, text: &str, layout: &Layout) -> String {
    let puts = puts(kind, text, layout);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        out.extend(
            puts.iter()
                .filter(|(place, _)| *place == at)
                .map(|(_, put)| match put {
                    Put::Line => '\n',
                    Put::Blank => '\u{3000}',
                }),
        );
        // Offices part post and name with an ideographic blank.
        out.push(if kind == BlockKind::Speaker && c == '\u{2003}' {
            '\u{3000}'
        } else {
            c
        });
    }
    out
}

/// The sheet, its margins, the footers and the grid.
fn section(xml: &mut Xml, layout: &Layout) {
    let page = &layout.page;
    xml.open("w:sectPr", &[]);
    xml.empty(
        "w:footerReference",
        &[("w:type", "default"), ("r:id", "rId4")],
    );
    xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")]);
    let twips = |n: i32| n.to_string();
    xml.empty(
        "w:pgSz",
        &[("w:w", &twips(page.width)), ("w:h", &twips(page.height))],
    );
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &twips(page.top)),
            ("w:right", &twips(page.right)),
            ("w:bottom", &twips(page.bottom)),
            ("w:left", &twips(page.left)),
            ("w:header", "851"),
            ("w:footer", &twips(page.footer)),
            ("w:gutter", "0"),
        ],
    );
    // The grid is made by exact lines and the spacing of characters; Word's own stays off, since both together give 21 or 23 lines.
    let body = layout.style(Part::Body).size;
    let space = (f64::from(layout.width()) / f64::from(layout.chars) - f64::from(body.0)) / 20.0;
    xml.empty(
        "w:docGrid",
        &[
            ("w:type", "default"),
            ("w:linePitch", &twips(layout.pitch())),
            (
                "w:charSpace",
                &((space * 4096.0).round() as i32).to_string(),
            ),
        ],
    );
    xml.close("w:sectPr");
}
