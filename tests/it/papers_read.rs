//! Reading documents: every encoding and format that is read, every kind that is refused, and why.

use crate::nigao::repository;
use chrono::NaiveDate;
use nigao::corpus::read::{Document, LARGEST_DOCUMENT, files, read, read_bytes};
use nigao::diag::{Lang, render};
use nigao::world::{Disk, Folder, Memory, World};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SPEECH: &str = "同志们：\n今天召开这次会议，主要任务是总结工作、部署任务。\n一、加强学习\n要坚持以上率下，抓好落实。\n";

fn document(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    read_bytes(name, bytes.as_ref().to_vec()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Text and encoding of a document that has no notes.
fn plain(name: &str, bytes: impl AsRef<[u8]>) -> (String, &'static str) {
    let document = document(name, bytes);
    assert_eq!(document.notes, []);
    (document.source.text().to_owned(), document.encoding)
}

fn code(name: &str, bytes: impl AsRef<[u8]>) -> &'static str {
    match read_bytes(name, bytes.as_ref().to_vec()) {
        Ok(document) => panic!(
            "read as {}: {:?}",
            document.encoding,
            document.source.text()
        ),
        Err(faults) => faults.0[0].code,
    }
}

/// The English message of the first fault.
fn said(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let faults = read_bytes(name, bytes.as_ref().to_vec()).unwrap_err();
    faults.0[0].message.text(Lang::English).to_owned()
}

fn gb(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

// Text.

#[test]
fn text_is_read_in_every_encoding_in_use() {
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let le = || utf16(SPEECH, u16::to_le_bytes);
    let be = || utf16(SPEECH, u16::to_be_bytes);
    for (bytes, encoding) in [
        (SPEECH.as_bytes().to_vec(), "UTF-8"),
        (marked(b"\xef\xbb\xbf", SPEECH.into()), "UTF-8"),
        (le(), "UTF-16LE"),
        (be(), "UTF-16BE"),
        (marked(b"\xff\xfe", le()), "UTF-16LE"),
        (marked(b"\xfe\xff", be()), "UTF-16BE"),
        (gb(SPEECH), "GB18030"),
        (marked(b"\x84\x31\x95\x33", gb(SPEECH)), "GB18030"),
    ] {
        assert_eq!(plain("a.txt", bytes), (SPEECH.to_owned(), encoding));
    }
}

/// Short texts leave a detector little to go by.
#[test]
fn short_texts_in_gb18030_are_read() {
    for text in [
        "讲话",
        "联通",
        "同志们：",
        "在全市大会上的讲话",
        "一、学习\r\n二、落实\r\n",
        "2026年3月5日",
        "要把“严”的主基调长期坚持下去——",
        "中国 China",
        "㐀𠀀镕",
    ] {
        assert_eq!(plain("a.txt", gb(text)), (text.to_owned(), "GB18030"));
    }
}

#[test]
fn text_is_left_as_it_is() {
    let text = "# 标题\r\n\r\n<b>甲</b>\u{a0}&amp;\t乙  丙\r\n";
    assert_eq!(plain("a.md", text).0, text);
    assert_eq!(plain("a.txt", text).0, text);
    assert_eq!(plain("no-ending", text).0, text);
    assert_eq!(plain("a.md", "<html>甲").0, "<html>甲");
}

#[test]
fn a_long_line_is_read() {
    let line = "讲".repeat(8 * 1024 * 1024);
    assert_eq!(plain("a.txt", &line).0, line);
}

#[test]
fn what_does_not_decode_is_refused_with_its_place() {
    let whole = gb(SPEECH);
    let mut cut = whole.clone();
    // The last character before the line end, halved.
    cut.truncate(whole.len() - 2);
    assert_eq!(
        said("a.txt", &cut),
        format!(
            "`a.txt` is cut off: its last character, at byte {}, is not whole in GB18030",
            cut.len() - 1
        )
    );
    let mut broken = whole.clone();
    (broken[21], broken[22]) = (0xff, 0xff);
    assert_eq!(
        said("a.txt", &broken),
        "`a.txt` is not valid GB18030 at byte 21"
    );
    let mut utf8 = SPEECH.as_bytes().to_vec();
    utf8.truncate(SPEECH.len() - 3);
    let at = utf8.len() - 1;
    assert_eq!(code("a.txt", &utf8), "corpus.cut-off");
    assert!(said("a.txt", &utf8).contains(&format!("at byte {at}")));
    let mut utf8 = SPEECH.as_bytes().to_vec();
    utf8.remove(32);
    assert_eq!(
        said("a.txt", &utf8),
        "`a.txt` is not valid UTF-8 at byte 31"
    );
    let mut odd = utf16(SPEECH, u16::to_le_bytes);
    odd.pop();
    assert_eq!(code("a.txt", &odd), "corpus.cut-off");
    let lone = [b"\xff\xfe".as_slice(), b"\x00\xd8", b"a\0b\0"].concat();
    assert_eq!(
        said("a.txt", lone),
        "`a.txt` is not valid UTF-16LE at byte 2"
    );
}

#[test]
fn two_encodings_in_one_file_are_refused_with_the_turn() {
    let (first, second) = ("同志们，今天开会。\n", "会议强调，要抓好落实。\n");
    let turn = |bytes: &[u8]| {
        let said = said("a.txt", bytes);
        assert_eq!(code("a.txt", bytes), "corpus.mixed", "{said}");
        let from = said.find("before byte ").unwrap() + 12;
        let digits: String = said[from..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse::<usize>().unwrap()
    };
    let utf8_first = [first.as_bytes(), &gb(second)].concat();
    assert_eq!(turn(&utf8_first), first.len());
    let gb_first = [gb(first), second.into()].concat();
    assert_eq!(turn(&gb_first), gb(first).len());
    // Without a line end between, and with as many bytes as would decode to something.
    let joined = [gb("会议"), "同志们好".into(), gb("强调")].concat();
    assert_eq!(turn(&joined), 4);
    let marked = [b"\xef\xbb\xbf".as_slice(), first.as_bytes(), &gb(second)].concat();
    assert_eq!(turn(&marked), first.len() + 3);
    let title = [b"\xe8\xae\xb2\xe8\xaf\x9d\n".as_slice(), &gb(SPEECH)].concat();
    assert_eq!(turn(&title), 7);
}

#[test]
fn other_encodings_are_named() {
    let (big5, ..) =
        encoding_rs::BIG5.encode("各位同志，今天召開這次會議，主要任務是總結工作、部署任務。");
    assert_eq!(
        said("a.txt", big5),
        "`a.txt` is not UTF-8, UTF-16 or GB18030; it looks like Big5"
    );
    let (french, ..) =
        encoding_rs::WINDOWS_1252.encode("L'été où les élèves étaient à l'école, déjà.");
    assert_eq!(code("a.txt", french), "corpus.encoding");
}

#[test]
fn what_is_no_text_is_refused() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0".as_slice();
    let controls: Vec<u8> = (1..9).cycle().take(400).collect();
    for (bytes, wanted) in [
        (b"".as_slice(), "corpus.empty"),
        (b"\xef\xbb\xbf", "corpus.empty"),
        (b" \r\n\t\n", "corpus.empty"),
        ("\u{3000}\n".as_bytes(), "corpus.empty"),
        (png, "corpus.binary"),
        (&controls, "corpus.binary"),
        (b"text\0\0\0\0text", "corpus.binary"),
        (b"%PDF-1.7\n", "corpus.pdf"),
        (b"{\\rtf1\\ansi", "corpus.rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "corpus.old-word"),
    ] {
        assert_eq!(code("a.txt", bytes), wanted);
    }
    // A stray one is no reason.
    assert_eq!(plain("a.txt", "甲乙丙\u{1a}").0, "甲乙丙\u{1a}");
}

#[test]
fn characters_lost_before_are_noted() {
    let document = document("a.txt", "同志\u{fffd}，大家\u{fffd}。");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.notes[0].code, "corpus.replaced");
    assert_eq!(
        document.notes[0].span.as_ref().unwrap().line_column(),
        (1, 3)
    );
}

// HTML.

#[test]
fn html_becomes_lines() {
    let html = "<!DOCTYPE html><html><head><title>题目</title><style>p {}</style><script>if (a < b) {}</script></head>\n\
        <body>\n<h1>在大会上的\n讲话</h1><div><p>同志们：</p></div>\
        <p>今天  <b>召开</b>\n会议，<br/>A &amp; B&nbsp;&#20013;&ldquo;好&rdquo;<!-- x -->\n word</p>\
        <noscript>没有</noscript><template><p>没有</p></template>\
        <table><tr><td>一</td><td>二</td></tr></table><ul><li>甲<li>乙</ul><pre>  丙\n  丁</pre></body></html>";
    let text = "在大会上的讲话\n同志们：\n今天 召开会议，\nA & B\u{a0}中“好” word\n一\n二\n甲\n乙\n  丙\n  丁";
    assert_eq!(plain("a.html", html).0, text);
    assert_eq!(plain("a.HTM", html).0, text);
    assert_eq!(plain("a.txt", html).0, text);
}

#[test]
fn html_declares_its_encoding() {
    let page = |meta: &str| format!("<html><head>{meta}</head><body><p>镕基同志</p></body></html>");
    for meta in [
        "<meta charset=gb2312>",
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'>",
        "<meta http-equiv=content-type content='text/html;charset=GBK; x'>",
        "<meta charset=utf-8>",
        "<meta charset=no-such>",
        "",
    ] {
        let wanted = ("镕基同志".to_owned(), "GB18030");
        assert_eq!(plain("a.html", gb(&page(meta))), wanted, "{meta}");
        assert_eq!(plain("a.html", page(meta)).1, "UTF-8");
    }
    let (big5, ..) = encoding_rs::BIG5.encode("<meta charset=big5><p>這次會議");
    assert_eq!(plain("a.htm", big5), ("這次會議".to_owned(), "Big5"));
    assert_eq!(
        code("a.htm", "<title>只有题目</title><script>x</script>"),
        "corpus.empty"
    );
}

// Word.

/// A `.docx` that is put together part by part.
struct Docx(Vec<(String, Vec<u8>)>);

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

impl Docx {
    /// With this between `<w:body>` and `</w:body>`.
    fn new(body: &str) -> Self {
        Self(Vec::new()).part("[Content_Types].xml", TYPES).part(
            "word/document.xml",
            format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        )
    }

    fn part(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(own, _)| own != path);
        self.0.push((path.to_owned(), content.into()));
        self
    }

    fn numbering(self, inner: &str) -> Self {
        self.part(
            "word/numbering.xml",
            format!("<w:numbering {W}>{inner}</w:numbering>"),
        )
    }

    fn styles(self, inner: &str) -> Self {
        self.part(
            "word/styles.xml",
            format!("<w:styles {W}>{inner}</w:styles>"),
        )
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (path, content) in &self.0 {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn text(&self) -> String {
        plain("a.docx", self.bytes()).0
    }
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
fn item(number: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn level(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn list(id: u32, levels: &[String]) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>",
        levels.concat()
    )
}

fn number(id: u32, list: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{list}\"/>{more}</w:num>")
}

/// 一、 （一） 1.
fn official() -> String {
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

// Files and folders.

/// A disk on which nothing may be read.
struct Unread;

impl World for Unread {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        panic!("{} was read", path.display())
    }
    fn size(&self, path: &Path) -> io::Result<u64> {
        Disk.size(path)
    }
    fn list(&self, _: &Path) -> Vec<String> {
        Vec::new()
    }
    fn walk(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }
    fn write(&self, _: &Path, _: &[u8], _: bool) -> io::Result<()> {
        Ok(())
    }
    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn hold(&self, _: &Path) -> io::Result<Box<dyn Folder>> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }
    fn today(&self) -> NaiveDate {
        NaiveDate::default()
    }
}

#[test]
fn a_large_file_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    #[expect(clippy::disallowed_methods, reason = "a test sets its scene")]
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(500 * 1024 * 1024).unwrap();
    let faults = read(&Unread, &path).unwrap_err();
    assert_eq!(faults.0[0].code, "corpus.too-large");
    assert_eq!(
        code("a.txt", vec![b'a'; LARGEST_DOCUMENT as usize + 1]),
        "corpus.too-large"
    );
}

#[test]
fn a_file_is_read_from_the_world() {
    let world = Memory::new([("a/speech.txt", gb(SPEECH))]);
    let document = read(&world, Path::new("a/speech.txt")).unwrap();
    assert_eq!(document.source.text(), SPEECH);
    assert_eq!(document.source.name(), "a/speech.txt");
    let missing = read(&world, Path::new("b.txt")).unwrap_err();
    assert_eq!(missing.0[0].code, "corpus.unreadable");
    let folder = read(&Disk, Path::new("src")).unwrap_err();
    assert_eq!(folder.0[0].code, "corpus.unreadable");
}

const SCENE: [&str; 7] = [
    "b.txt",
    "a/2.docx",
    "a/1.md",
    "a/~$2.docx",
    ".hidden/c.txt",
    "a/.hidden.txt",
    "a/deep/er/d.html",
];
const SEEN: [&str; 4] = ["a/1.md", "a/2.docx", "a/deep/er/d.html", "b.txt"];

#[test]
fn the_files_of_a_folder_in_memory() {
    let world = Memory::new(SCENE.map(|path| (format!("corpus/{path}"), "x")));
    let seen = SEEN.map(|path| Path::new("corpus").join(path));
    assert_eq!(files(&world, Path::new("corpus")).unwrap(), seen);
    assert_eq!(files(&world, Path::new(".")).unwrap(), seen);
    assert_eq!(
        files(&world, Path::new("no")).unwrap_err().0[0].code,
        "corpus.folder"
    );
}

#[cfg(unix)]
#[test]
fn the_files_of_a_folder_that_links_to_itself() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for path in SCENE {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        Disk.write(&root.join(path), b"x", false).unwrap();
    }
    symlink(root, root.join("a/loop")).unwrap();
    symlink("nowhere", root.join("a/broken.txt")).unwrap();
    symlink(root.join("b.txt"), root.join("c.txt")).unwrap();
    let mut seen = SEEN.map(|path| root.join(path)).to_vec();
    seen.push(root.join("c.txt"));
    assert_eq!(files(&Disk, root).unwrap(), seen);
    assert_eq!(
        files(&Disk, &root.join("no")).unwrap_err().0[0].code,
        "corpus.folder"
    );
}

// Messages.

#[test]
fn every_refusal_has_a_cure_in_both_languages() {
    let ok = || Docx::new(&paragraph("甲"));
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    let protected = [ole, &utf16("EncryptedPackage", u16::to_le_bytes)].concat();
    let mut broken = gb(SPEECH);
    (broken[21], broken[22]) = (0xff, 0xff);
    let mut cut = gb(SPEECH);
    cut.truncate(cut.len() - 2);
    let (big5, ..) =
        encoding_rs::BIG5.encode("各位同志，今天召開這次會議，主要任務是總結工作、部署任務。");
    let doctype = ok().part("word/document.xml", "<!DOCTYPE a>");
    let bomb = ok().part("word/document.xml", " ".repeat(65 * 1024 * 1024));
    let mut said = String::new();
    for (name, bytes) in [
        ("empty.txt", Vec::new()),
        ("blank.html", b"<p></p>".to_vec()),
        ("picture.txt", b"\x89PNG\0\0\0\r".to_vec()),
        ("paper.pdf", b"%PDF-1.7".to_vec()),
        ("paper.rtf", b"{\\rtf1".to_vec()),
        ("old.doc", ole.to_vec()),
        ("secret.docx", protected),
        ("broken.txt", broken),
        ("cut.txt", cut),
        (
            "mixed.txt",
            ["会议要求：\n".as_bytes(), &gb("要抓好落实，务求实效。\n")].concat(),
        ),
        ("taiwan.txt", big5.into_owned()),
        ("text.docx", b"text".to_vec()),
        ("macro.docx", ok().part("word/vbaProject.bin", "x").bytes()),
        ("entity.docx", doctype.bytes()),
        ("bomb.docx", bomb.bytes()),
        ("half.docx", ok().bytes()[..100].to_vec()),
        ("large.txt", vec![b'a'; LARGEST_DOCUMENT as usize + 1]),
    ] {
        let fault = read_bytes(name, bytes).unwrap_err().0.swap_remove(0);
        assert!(fault.help.is_some(), "{name}");
        for lang in [Lang::English, Lang::Chinese] {
            let _ = writeln!(said, "{}\n", render(&fault, lang));
        }
    }
    let numbering = [list(0, &[level(0, "hebrew1", "%1)", "")]), number(1, 0, "")].concat();
    let odd = Docx::new(&item(1, 0, "同志\u{fffd}")).numbering(&numbering);
    for note in document("odd.docx", odd.bytes()).notes {
        for lang in [Lang::English, Lang::Chinese] {
            let _ = writeln!(said, "{}\n", render(&note, lang));
        }
    }
    insta::assert_snapshot!(said);
}

/// The shipped speeches in all the ways an office may keep them.
#[test]
fn the_examples_come_back_from_every_encoding() {
    for genre in [
        "rectification",
        "conference",
        "study",
        "article",
        "exchange",
    ] {
        let text = repository(&format!("examples/{genre}.txt"));
        assert_eq!(plain("a.txt", gb(&text)).0, text);
        assert_eq!(plain("a.txt", utf16(&text, u16::to_le_bytes)).0, text);
        assert_eq!(plain("a.txt", utf16(&text, u16::to_be_bytes)).0, text);
    }
}
