//! Drafts as people leave them, in every format: each block by its kind, its level and its words.

use crate::read::Docx;
use nigao::corpus::Manuscript;
use nigao::diag::Lang;
use nigao::draft::Bare;
use std::fmt::Write;

/// The blocks of a draft: `Heading1 一、提高认识`.
fn blocks(name: &str, file: impl AsRef<[u8]>) -> Vec<String> {
    told(&Manuscript::of_file(name, file.as_ref().to_vec()).unwrap())
}

fn told(manuscript: &Manuscript) -> Vec<String> {
    let one = |b: &Bare| {
        let level = b.level.map_or(String::new(), |level| level.to_string());
        format!("{:?}{level} {}", b.kind, b.text)
    };
    manuscript.blocks().iter().map(one).collect()
}

/// What is said of a draft.
fn notes(name: &str, file: impl AsRef<[u8]>) -> String {
    let manuscript = Manuscript::of_file(name, file.as_ref().to_vec()).unwrap();
    let notes = manuscript.notes().iter();
    notes
        .map(|note| note.message.text(Lang::English).to_owned())
        .collect()
}

#[test]
fn texts_tell_their_blocks_by_their_words() {
    let text = "在全县会议上的讲话\n王某\n2026.3.5\n同志们：\n一、提高认识\n要抓落实。\n（一）甲\n二、三季度增长5%。\n县政府办公室\n2026年3月5日\n";
    let expected = [
        "Title 在全县会议上的讲话",
        "Speaker 王某",
        "Date 2026.3.5",
        "Salutation 同志们：",
        "Heading1 一、提高认识",
        "Paragraph 要抓落实。",
        "Heading2 （一）甲",
        "Paragraph 二、三季度增长5%。",
        "Signature 县政府办公室",
        "Signature 2026年3月5日",
    ];
    assert_eq!(blocks("draft.txt", text), expected);
    let heads: [(&str, &[&str]); 5] = [
        (
            "在全县优化营商环境大会上的\n讲话\n\n同志们：\n开会。\n",
            &["Title 在全县优化营商环境大会上的讲话"],
        ),
        (
            "在全市机关党建工作推进会暨\n基层党组织建设经验交流会议上的讲话\n\n同志们：\n开会。\n",
            &["Title 在全市机关党建工作推进会暨基层党组织建设经验交流会议上的讲话"],
        ),
        (
            "在全县大会上的讲话\n县委书记 张三\n\n同志们：\n开会。\n",
            &["Title 在全县大会上的讲话", "Speaker 县委书记\u{2003}张三"],
        ),
        (
            "在全县大会上的讲话\n县委副书记\u{3000}县长\u{3000}李\u{3000}四\n\n同志们：\n开会。\n",
            &[
                "Title 在全县大会上的讲话",
                "Speaker 县委副书记\u{3000}县长\u{2003}李四",
            ],
        ),
        // A line of which nothing is seen.
        (
            "\u{200b}\n在全县大会上的讲话\n县委\u{3000}县政府\n\n同志们：\n开会。\n",
            &["Title 在全县大会上的讲话", "Speaker 县委\u{2003}县政府"],
        ),
    ];
    for (text, head) in heads {
        let expected = [head, &["Salutation 同志们：", "Paragraph 开会。"]].concat();
        assert_eq!(blocks("draft.txt", text), expected, "{text}");
    }
}

/// Lines that were taken for something else: blocks that a text should be told as.
#[test]
fn lines_that_look_like_others_are_told_apart() {
    let cases: [(&str, &str, &[&str]); 8] = [
        (
            "draft.txt",
            "在会上的讲话\n同志们：\n一、深刻领悟“两个确立”\n好。\n二、怎么干？\n好。",
            &[
                "Title 在会上的讲话",
                "Salutation 同志们：",
                "Heading1 一、深刻领悟“两个确立”",
                "Paragraph 好。",
                "Heading1 二、怎么干？",
                "Paragraph 好。",
            ],
        ),
        (
            "draft.txt",
            "让党旗飘扬\n——在全市会议上的讲话\n王某\n\n同志们：\n一、认识\n好。",
            &[
                "Title 让党旗飘扬——在全市会议上的讲话",
                "Speaker 王某",
                "Salutation 同志们：",
                "Heading1 一、认识",
                "Paragraph 好。",
            ],
        ),
        (
            "draft.txt",
            "在会上的讲话\n\n市委书记 王 某 某\n\n〔2025年3月5日〕\n\n会议重要。\n\n一、认识\n好。",
            &[
                "Title 在会上的讲话",
                "Speaker 市委书记\u{2003}王某某",
                "Date 〔2025年3月5日〕",
                "Paragraph 会议重要。",
                "Heading1 一、认识",
                "Paragraph 好。",
            ],
        ),
        (
            "draft.txt",
            "讲\u{200b}话\n同志们：\n一\u{2060}、甲\n好。",
            &[
                "Title 讲话",
                "Salutation 同志们：",
                "Heading1 一、甲",
                "Paragraph 好。",
            ],
        ),
        (
            "draft.txt",
            "讲话\n同志们：\n好。\n市委办公室\n2025年3月5日\n（此件公开发布）",
            &[
                "Title 讲话",
                "Salutation 同志们：",
                "Paragraph 好。",
                "Signature 市委办公室",
                "Signature 2025年3月5日",
                "Signature （此件公开发布）",
            ],
        ),
        (
            "draft.md",
            "# 在全市优化营商环境\n# 推进会上的讲话\n\n王某\n\n同志们：\n\n好。",
            &[
                "Title 在全市优化营商环境推进会上的讲话",
                "Speaker 王某",
                "Salutation 同志们：",
                "Paragraph 好。",
            ],
        ),
        (
            "draft.md",
            "---\ntitle: 元数据\n---\n\n# 讲话\n\n好。",
            &["Title 讲话", "Paragraph 好。"],
        ),
        (
            "draft.md",
            "在会上的讲话\n\n王某\n\n同志们：\n\n好。",
            &[
                "Title 在会上的讲话",
                "Speaker 王某",
                "Salutation 同志们：",
                "Paragraph 好。",
            ],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(blocks(name, text), expected, "{text}");
    }
}

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

#[test]
fn markdown_tells_its_blocks_by_its_signs() {
    let cases: [(&str, &[&str]); 16] = [
        (
            "# 讲话\r\n\r\n各位同志：\r\n\r\n今年完成12\r\n34件\r\n- 项一\r\n- 项二\r\n",
            &[
                "Title 讲话",
                "Salutation 各位同志：",
                "Paragraph 今年完成12 34件",
                "Paragraph 项一",
                "Paragraph 项二",
            ],
        ),
        ("*强调*文字", &["Paragraph 强调文字"]),
        (
            "*县委书记*\n\n*2026年3月5日*\n\n好。",
            &["Speaker 县委书记", "Date 2026年3月5日", "Paragraph 好。"],
        ),
        (
            "# 讲话\n市委书记 王某\n2026年3月5日\n同志们：\n开会了，\n请听。\n\n县政府办\n2026年3月5日",
            &[
                "Title 讲话",
                "Speaker 市委书记\u{2003}王某",
                "Date 2026年3月5日",
                "Salutation 同志们：",
                "Paragraph 开会了，请听。",
                "Signature 县政府办",
                "Signature 2026年3月5日",
            ],
        ),
        (
            "# 讲话\n\n**县委书记**\n\n各位代表：\n\n开会。",
            &[
                "Title 讲话",
                "Speaker 县委书记",
                "Salutation 各位代表：",
                "Paragraph 开会。",
            ],
        ),
        (
            "---\ntitle: \"讲话\"\nlang: zh\n---\n\n开会。",
            &["Title 讲话", "Paragraph 开会。"],
        ),
        ("增长\\~\\~5\\~\\~个点。", &["Paragraph 增长~~5~~个点。"]),
        // Beside Chinese marks two asterisks open and close nothing.
        (
            "**注意：**请看；**“讲实话”**是要求，2\\*3。",
            &["Paragraph 注意：请看；“讲实话”是要求，2*3。"],
        ),
        (
            "见[《办法》](https://example.com)。",
            &["Paragraph 见《办法》。"],
        ),
        (
            "1. 甲\n2. 乙\n\n3. 丙",
            &["Paragraph 1.甲", "Paragraph 2.乙", "Paragraph 3.丙"],
        ),
        (
            "| 项目 | 数 |\n|---|---|\n| 甲 | 1 |",
            &["Paragraph 项目\u{3000}数", "Paragraph 甲\u{3000}1"],
        ),
        (
            "    同志们，开会。\n    散会。",
            &["Paragraph 同志们，开会。", "Paragraph 散会。"],
        ),
        (
            "\u{3000}\u{3000}第一段。\n\u{3000}\u{3000}第二段。",
            &["Paragraph 第一段。", "Paragraph 第二段。"],
        ),
        (
            "## 一、甲\n（一）乙。\n（二）丙。",
            &[
                "Heading1 一、甲",
                "Paragraph （一）乙。",
                "Paragraph （二）丙。",
            ],
        ),
        (
            "> 引一句。\n\n---\n\n```\n甲\n乙\n```",
            &["Paragraph 引一句。", "Paragraph 甲", "Paragraph 乙"],
        ),
        (
            "第一行。<br>第二行。&amp;",
            &["Paragraph 第一行。", "Paragraph 第二行。&"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(blocks("draft.md", text), expected, "{text}");
    }
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

/// A page of ours that a browser or an editor saved: in another encoding, its lines wrapped.
#[test]
fn a_page_of_ours_may_be_saved_anew() {
    let page = "<html><head><meta charset=\"gb2312\"></head><body><main>\n<h1><span>在全县大会上<br>的讲话</span>\n</h1>\n\
        <p class=\"salutation wide\">同志们：</p>\n<h2>一、提高\n      认识</h2><p>AI 工具，要\n   用好。</p></main><footer>草稿</footer></body></html>";
    let (page, ..) = encoding_rs::GB18030.encode(page);
    let expected = [
        "Title 在全县大会上的讲话",
        "Salutation 同志们：",
        "Heading1 一、提高认识",
        "Paragraph AI 工具，要用好。",
    ];
    assert_eq!(blocks("draft.html", page), expected);
}

/// Levels beyond those of a draft, and line ends inside of words.
#[test]
fn odd_json_is_made_even() {
    let json = r#"{"blocks": [{"kind": "title", "spans": [{"text": "讲\n话"}]}, {"kind": "heading", "level": 255, "number": "一、", "spans": [{"text": "甲"}]}]}"#;
    assert_eq!(
        blocks("draft.json", json),
        ["Title 讲话", "Heading4 一、甲"]
    );
}

/// A long file takes as long as it is.
#[test]
fn a_long_draft_is_read_in_one_go() {
    let text = format!("讲话\n同志们：\n{}", "一、甲\n三、乙。\n".repeat(20_000));
    let mut manuscript = Manuscript::of_file("draft.txt", text.into_bytes()).unwrap();
    assert!(manuscript.renumber() > 20_000);
    let draft = manuscript.draft(nigao::draft::Pace::default());
    assert_eq!(
        draft.blocks.last().unwrap().spans[0].origin.at,
        "draft.txt:40002"
    );
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

/// What is not in a draft is told, in Word files and in Markdown.
#[test]
fn what_a_draft_cannot_hold_is_told() {
    let run = "<w:p><w:r><w:t>好。</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:drawing/></w:r><w:r><w:sym w:char=\"F0B7\"/></w:r></w:p>";
    assert_eq!(
        notes("draft.docx", Docx::new(run).bytes()),
        "`draft.docx` holds what a draft cannot (pictures: 1; footnotes: 1; formulas, symbols: 1); only the words of the text and of tables are kept"
    );
    let text =
        "# 讲话\n\n**好**[^1]，**“妙”**是。![图](a.png)\n\n[^1]: 注。\n\n| a |\n|---|\n| b |\n";
    assert_eq!(
        notes("draft.md", text),
        "`draft.md` holds what a draft cannot (tables: 1; pictures: 1; footnotes: 1; bold, italic, underlined: 2); only the words of the text and of tables are kept"
    );
    assert_eq!(blocks("draft.md", text)[1], "Paragraph 好，“妙”是。");
}

/// JSON that is no draft is refused with its place.
#[test]
fn json_that_is_no_draft_is_refused() {
    let faults = Manuscript::of_file(
        "draft.json",
        b"{\"blocks\": [{\"kind\": \"poem\"}]}".to_vec(),
    )
    .unwrap_err();
    insta::assert_snapshot!(faults, @r#"
    error: `draft.json` is no draft that nigao wrote: unknown variant `poem`, expected one of `title`, `speaker`, `date`, `salutation`, `heading`, `paragraph`, `signature`
     --> draft.json:1:27
      |
    1 | {"blocks": [{"kind": "poem"}]}
      |                           ^
      |
      = help: give a file that `nigao draft -f json` wrote
    "#);
}
