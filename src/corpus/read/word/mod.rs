//! A `.docx`: its paragraphs as lines, the numbers that Word makes for them written in front.
//!
//! What was inserted counts, what was deleted or hidden does not; neither do headers, footers, notes and comments, which lie in parts
//! of their own. ISO/IEC 29500-1 (2016) is the rule; clauses stand where they are followed.

mod body;
mod counter;
mod numbering;
mod numeral;
mod package;
mod styles;
mod xml;

use super::kind::not_word;
use super::{Document, refusal};
use crate::diag::{Diagnostic, Result, Source, both};
use counter::Counter;
use numbering::Numbering;
use package::Package;
use styles::Styles;
use xml::{Xml, XmlFault};

/// A Word file as text, with its paragraphs and notes on it.
///
/// # Errors
/// Not a package, or one without a document in it; damaged; protected; with macros, too many parts, or more than is unpacked; with
/// declarations (DOCTYPE) in its XML.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document> {
    let mut package = Package::open(name, bytes)?;
    let main = package.main()?;
    let Some(document) = package.part(&main)? else {
        return Err(not_word(name).into());
    };
    let beside = |part: &str| match main.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{part}"),
        None => part.to_owned(),
    };
    let parse = |part: &str, fault: XmlFault| wrong_xml(name, part, fault);
    let styles = match package.part(&beside("styles.xml"))? {
        Some(part) => Styles::read(Xml::new(&part)).map_err(|e| parse("styles.xml", e))?,
        None => Styles::default(),
    };
    let numbering = match package.part(&beside("numbering.xml"))? {
        Some(part) => Numbering::read(Xml::new(&part)).map_err(|e| parse("numbering.xml", e))?,
        None => Numbering::default(),
    };
    let mut counter = Counter::new(&numbering, &styles);
    let body =
        body::read(Xml::new(&document), &mut counter, &styles).map_err(|e| parse(&main, e))?;
    let notes = counter.unknown().iter().map(|format| {
        Diagnostic::warning(
            "corpus.number-format",
            both!(
                "不认识编号格式 `{format}`，写成了阿拉伯数字",
                "unknown number format `{format}`; it was written in Arabic figures"
            ),
        )
        .at(Source::new(name, "").start())
        .help(both!(
            "对照原件核对编号",
            "compare the numbers with those in the original"
        ))
    });
    let notes = notes.collect();
    let (text, paragraphs, beside) = body;
    Ok(Document {
        source: Source::new(name, text),
        encoding: "UTF-8",
        notes,
        paragraphs,
        beside,
    })
}

fn wrong_xml(name: &str, part: &str, fault: XmlFault) -> Diagnostic {
    match fault {
        XmlFault::Declares => refusal(
            name,
            "corpus.declares",
            both!(
                "`{name}` 的 `{part}` 里有 DOCTYPE 或自定义实体，Word 不会这样写，不读",
                "`{part}` of `{name}` declares a DOCTYPE or entities, which Word never does; it is not read"
            ),
            both!(
                "确认来源可靠；在 WPS 或 Word 里打开，另存为 .docx",
                "make sure where it is from; open it in Word or WPS and save it as .docx"
            ),
        ),
        XmlFault::Broken(reason) => package::damaged(name, &format!("{part}: {reason}")),
    }
}
