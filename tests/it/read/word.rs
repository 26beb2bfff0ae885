//! Word's files, put together part by part.

use super::{code, document, plain, utf16};
use nigao::corpus::read::read_bytes;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A `.docx` that is put together part by part.
pub(crate) struct Docx(Vec<(String, Vec<u8>)>);

pub(super) const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

pub(super) const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

impl Docx {
    /// With this between `<w:body>` and `</w:body>`.
    pub(crate) fn new(body: &str) -> Self {
        Self(Vec::new()).part("[Content_Types].xml", TYPES).part(
            "word/document.xml",
            format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        )
    }

    pub(crate) fn part(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(own, _)| own != path);
        self.0.push((path.to_owned(), content.into()));
        self
    }

    pub(super) fn numbering(self, inner: &str) -> Self {
        self.part(
            "word/numbering.xml",
            format!("<w:numbering {W}>{inner}</w:numbering>"),
        )
    }

    pub(crate) fn styles(self, inner: &str) -> Self {
        self.part(
            "word/styles.xml",
            format!("<w:styles {W}>{inner}</w:styles>"),
        )
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (path, content) in &self.0 {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(super) fn text(&self) -> String {
        plain("a.docx", self.bytes()).0
    }
}

pub(super) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
pub(super) fn item(number: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

pub(super) fn level(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

pub(super) fn list(id: u32, levels: &[String]) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>",
        levels.concat()
    )
}

pub(super) fn number(id: u32, list: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{list}\"/>{more}</w:num>")
}

/// 一、 （一） 1.
pub(super) fn official() -> String {
    list(
        0,
        &[
            level(0, "chineseCountingThousand", "%1、", ""),
            level(1, "chineseCounting", "（%2）", ""),
            level(2, "decimal", "%3.", ""),
        ],
    )
}

#[test]
fn word_paragraphs_are_lines() {
    let body = [
        &paragraph("在大会上的讲话"),
        "<w:p/>",
        "<w:p><w:r><w:t>同志</w:t></w:r><w:hyperlink><w:r><w:t>们</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t xml:space=\"preserve\"> A &amp; B&#x4E2D; </w:t><w:br/><w:t> 好 </w:t></w:r></w:p>",
        "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r><w:r><w:t>去</w:t></w:r></w:del>\
         <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>不藏</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>两段</w:t></w:r></w:p><w:p><w:r><w:t>并一段</w:t></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>框外</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r></w:p>",
    ]
    .concat();
    let docx = Docx::new(&body)
        .part("word/footnotes.xml", paragraph("脚注"))
        .part("word/header1.xml", paragraph("页眉"))
        .part("word/comments.xml", paragraph("批注"));
    assert_eq!(
        docx.text(),
        "在大会上的讲话\n\n同志们\t A & B中 \n好\n新增移来\n甲\n乙\n不藏\n两段并一段\n框里\n框外"
    );
    // By its content, whatever its name.
    assert_eq!(plain("speech.txt", docx.bytes()).0, docx.text());
}

#[test]
fn word_numbers_are_written_out() {
    let body = [
        item(1, 0, "学习"),
        item(1, 1, "理论"),
        item(1, 2, "读书"),
        item(1, 2, "研讨"),
        item(1, 1, "业务"),
        item(1, 2, "培训"),
        paragraph("正文"),
        item(1, 0, "落实"),
        item(1, 1, "责任"),
        // Another use of the list: it goes on, unless it says where to start.
        item(2, 0, "监督"),
        item(3, 0, "第一"),
        item(3, 0, "第二"),
        item(0, 0, "没有编号"),
    ]
    .concat();
    let numbering = [
        official(),
        number(1, 0, ""),
        number(2, 0, ""),
        number(
            3,
            0,
            "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>",
        ),
    ]
    .concat();
    assert_eq!(
        Docx::new(&body).numbering(&numbering).text(),
        "一、学习\n（一）理论\n1. 读书\n2. 研讨\n（二）业务\n1. 培训\n正文\n二、落实\n（一）责任\n三、监督\n一、第一\n二、第二\n没有编号"
    );
}

#[test]
fn word_numbers_may_go_on_and_hold_others() {
    let levels = [
        level(0, "japaneseCounting", "第%1章", "<w:suff w:val=\"space\"/>"),
        level(
            1,
            "decimal",
            "%2．",
            "<w:lvlRestart w:val=\"0\"/><w:suff w:val=\"nothing\"/>",
        ),
        level(2, "decimalEnclosedCircle", "%3", ""),
        level(3, "decimalFullWidth", "%1.%2.%4", "<w:isLgl/>"),
        level(4, "bullet", "\u{f06c}", ""),
    ];
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "甲"),
        item(1, 0, "乙"),
        item(1, 1, "乙"),
        item(1, 2, "丙"),
        item(1, 3, "丁"),
        item(1, 4, "戊"),
        item(1, 9, "己"),
    ]
    .concat();
    assert_eq!(
        Docx::new(&body)
            .numbering(&[list(0, &levels), number(1, 0, "")].concat())
            .text(),
        "第一章 甲\n1．甲\n第二章 乙\n2．乙\n①丙\n2.2.1 丁\n• 戊\n己"
    );
}

#[test]
fn word_styles_number_their_paragraphs() {
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"3\"><w:basedOn w:val=\"1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:basedOn w:val=\"loop\"/></w:style>\
        <w:style w:type=\"numbering\" w:styleId=\"official\"><w:pPr><w:numPr><w:numId w:val=\"6\"/></w:numPr></w:pPr></w:style>";
    let numbering = [
        list(
            0,
            &[
                level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"1\"/>"),
                level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"2\"/>"),
            ],
        ),
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"official\"/></w:abstractNum>"
            .to_owned(),
        number(5, 1, ""),
        number(6, 0, ""),
    ]
    .concat();
    let body = [
        styled("1", "甲"),
        styled("2", "乙"),
        styled("3", "丙"),
        styled("loop", "丁"),
        styled("none", "戊"),
        item(0, 0, "己"),
    ]
    .concat();
    assert_eq!(
        Docx::new(&body).styles(styles).numbering(&numbering).text(),
        "一、甲\n（一）乙\n二、丙\n丁\n戊\n己"
    );
}

#[test]
fn an_unknown_format_is_noted() {
    let numbering = [list(0, &[level(0, "hebrew1", "%1)", "")]), number(1, 0, "")].concat();
    let docx = Docx::new(&[item(1, 0, "甲"), item(1, 0, "乙")].concat()).numbering(&numbering);
    let document = document("a.docx", docx.bytes());
    assert_eq!(document.source.text(), "1) 甲\n2) 乙");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.notes[0].code, "corpus.number-format");
}

#[test]
fn hostile_packages_are_refused() {
    let ok = || Docx::new(&paragraph("甲"));
    let types = |kind: &str| {
        TYPES.replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            kind,
        )
    };
    let doctype = "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let external = format!(
        "{doctype}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    );
    let undeclared = format!(
        "<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    );
    let bomb = format!("<w:document {W}><w:body>{}", " ".repeat(100 * 1024 * 1024));
    // None of the parts alone is too much.
    let half = format!("<w:styles {W}>{}</w:styles>", " ".repeat(40 * 1024 * 1024));
    let crowd = (0..10_001).fold(ok(), |docx, n| {
        let mut docx = docx;
        docx.0.push((format!("word/media/{n}"), Vec::new()));
        docx
    });
    for (docx, wanted) in [
        (ok().part("word/vbaProject.bin", "x"), "corpus.macros"),
        (
            ok().part(
                "[Content_Types].xml",
                types("vnd.ms-word.document.macroEnabled.main"),
            ),
            "corpus.macros",
        ),
        (ok().part("word/document.xml", external), "corpus.declares"),
        (
            ok().part("word/document.xml", undeclared),
            "corpus.declares",
        ),
        (ok().part("word/styles.xml", doctype), "corpus.declares"),
        (ok().part("word/numbering.xml", doctype), "corpus.declares"),
        (ok().part("[Content_Types].xml", doctype), "corpus.declares"),
        (ok().part("word/document.xml", bomb), "corpus.unpacks"),
        (
            ok().part("word/styles.xml", half.clone())
                .part("word/numbering.xml", half),
            "corpus.unpacks",
        ),
        (crowd, "corpus.entries"),
        (
            ok().part("word/document.xml", "<a><b></a>"),
            "corpus.damaged",
        ),
        (ok().part("word/document.xml", "<a><b>"), "corpus.damaged"),
        (
            ok().part("word/document.xml", b"<a>\xff</a>".as_slice()),
            "corpus.damaged",
        ),
        (
            Docx(Vec::new()).part("xl/workbook.xml", "<a/>"),
            "corpus.not-word",
        ),
        (Docx::new("<w:p/>"), "corpus.empty"),
    ] {
        assert_eq!(code("a.docx", docx.bytes()), wanted);
    }
    let many = (0..300_000).fold(String::new(), |mut names, n| {
        let _ = write!(names, " a{n}=\"\"");
        names
    });
    let wide = format!("<w:p><w:r><w:t{many}>甲</w:t></w:r></w:p>");
    assert_eq!(Docx::new(&wide).text(), "甲");
    // Nothing here goes down by recursion; the parser stops at 65,535.
    let deep = |levels| {
        let (open, close) = ("<w:sdt>".repeat(levels), "</w:sdt>".repeat(levels));
        Docx::new(&format!("{open}{}{close}", paragraph("甲")))
    };
    assert_eq!(deep(60_000).text(), "甲");
    assert_eq!(code("a.docx", deep(200_000).bytes()), "corpus.damaged");
}

#[test]
fn damaged_packages_are_refused() {
    let whole = Docx::new(&paragraph("甲")).bytes();
    for length in 4..whole.len() {
        assert_eq!(code("a.docx", &whole[..length]), "corpus.damaged");
    }
    // Whatever byte is turned, it ends with text or a fault.
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read_bytes("a.docx", bytes);
    }
    assert_eq!(code("a.docx", "甲"), "corpus.not-word");
    let stream = utf16("EncryptedPackage", u16::to_le_bytes);
    let protected = [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
        &[0; 512],
        &stream,
    ]
    .concat();
    assert_eq!(code("a.docx", protected), "corpus.protected");
}
