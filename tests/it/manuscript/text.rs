use super::blocks;
use nigao::corpus::Manuscript;

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
