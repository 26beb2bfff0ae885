//! The foot of a page.

use super::parts::W;
use super::run::fonts;
use super::xml::Xml;
use crate::export::layout::{Layout, PageNumber, Part};

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
