use super::{blocks, notes};
use crate::read::Docx;
use nigao::corpus::Manuscript;
use std::fmt::Write;

/// The numbers in a table are its own.
#[test]
fn tables_are_not_numbered() {
    let text = "## 一、甲\n\n## 二、乙\n\n| 一、子 | 1 |\n|---|---|\n| 二、丑 | 2 |\n\n## 三、丙\n";
    let manuscript = Manuscript::of_file("draft.md", text.into()).unwrap();
    assert_eq!(manuscript.misnumbered(), []);
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("", "一、子")
    );
    let body = [
        paragraph("", "讲话"),
        paragraph("h", "一、甲"),
        paragraph("h", "二、乙"),
        cell,
        paragraph("h", "三、丙"),
    ];
    let file = Docx::new(&body.concat())
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>")
        .bytes();
    let manuscript = Manuscript::of_file("draft.docx", file).unwrap();
    assert_eq!(manuscript.misnumbered(), []);
}

/// Words of a paragraph in a style.
fn paragraph(style: &str, text: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Styles by their ids and names.
fn styles(all: &[(&str, &str)]) -> String {
    all.iter().fold(String::new(), |mut out, (id, name)| {
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>"
        );
        out
    })
}

/// Word in Chinese gives styles ids of its own when it saves: `a3` for Title, `1` for heading 1.
#[test]
fn a_file_of_ours_is_known_by_the_names_of_its_styles() {
    let body = [
        paragraph("a3", "在全县会议上的</w:t><w:br/><w:t>讲话"),
        paragraph("a5", "县委书记\u{3000}王\u{3000}某"),
        paragraph("1", "一、提高认识"),
        paragraph("a7", "\u{3000}\u{3000}要抓落实。"),
        paragraph("", "另加一段</w:t><w:br/><w:t>又加一段"),
        paragraph("2", "（一）带头。"),
    ];
    let names = [
        ("a", "Normal"),
        ("a3", "Title"),
        ("a5", "Subtitle"),
        ("1", "heading 1"),
        ("2", "Heading 2"),
        ("a7", "Body Text"),
    ];
    let file = Docx::new(&body.concat()).styles(&styles(&names)).bytes();
    let expected = [
        "Title 在全县会议上的讲话",
        "Speaker 县委书记\u{2003}王某",
        "Heading1 一、提高认识",
        "Paragraph 要抓落实。",
        "Paragraph 另加一段",
        "Paragraph 又加一段",
        "Heading2 （一）带头。",
    ];
    assert_eq!(blocks("draft.docx", file), expected);
}

/// A file with our title and body, and the rest in no style or another's, tells the rest by its words.
#[test]
fn what_is_in_no_style_of_ours_is_known_by_its_words() {
    let body = [
        paragraph("t", "在全县大会上的"),
        paragraph("t", "讲话"),
        paragraph("", "县委书记 张三"),
        paragraph("", "同志们："),
        paragraph("b", "开会。"),
        paragraph("c", "一、提高认识\u{3000}1"),
        paragraph("", "一、提高认识"),
        paragraph("b", "要抓落实。"),
    ];
    let names = [("t", "Title"), ("b", "Body Text"), ("c", "toc 1")];
    let file = Docx::new(&body.concat()).styles(&styles(&names)).bytes();
    let expected = [
        "Title 在全县大会上的讲话",
        "Speaker 县委书记\u{2003}张三",
        "Salutation 同志们：",
        "Paragraph 开会。",
        "Heading1 一、提高认识",
        "Paragraph 要抓落实。",
    ];
    assert_eq!(blocks("draft.docx", file), expected);
}

/// In another's file headings are those that stand in its outline, where it has one; nothing in a table is one.
#[test]
fn another_s_file_is_known_by_its_outline() {
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("", "项目名称")
    );
    let outlined =
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>抓整改</w:t></w:r></w:p>";
    let bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>要抓落实。</w:t></w:r></w:p>";
    let body = [
        &paragraph("", "在全县会议上的讲话"),
        &paragraph("", "同志们："),
        &paragraph("h", "提高认识"),
        bold,
        outlined,
        &table,
        &paragraph("", "短的一行"),
        &paragraph("", "（一）带头"),
        &paragraph("", "完了。"),
    ];
    let file = Docx::new(&body.concat())
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:name w:val=\"公文标题\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>")
        .bytes();
    let expected = [
        "Title 在全县会议上的讲话",
        "Salutation 同志们：",
        "Heading1 提高认识",
        "Paragraph 要抓落实。",
        "Heading2 抓整改",
        "Paragraph 项目名称",
        "Paragraph 短的一行",
        "Paragraph （一）带头",
        "Paragraph 完了。",
    ];
    assert_eq!(blocks("draft.docx", &file), expected);
    assert_eq!(
        notes("draft.docx", &file),
        "`draft.docx` holds what a draft cannot (tables: 1; bold, italic, underlined: 1); only the words of the text and of tables are kept"
    );
}
