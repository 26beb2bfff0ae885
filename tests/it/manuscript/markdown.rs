use super::blocks;

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
