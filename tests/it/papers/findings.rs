//! What is taken away, what is told, what is refused.

use super::ours;
use crate::nigao::Nigao;
use nigao::corpus::{Paper, Tree, findings};
use nigao::diag::{Lang, Source, render};
use std::fmt::Write as _;

/// What a user is told of a document, and what is refused.
#[test]
fn findings_name_their_places() {
    let mut all = String::new();
    for paper in ours() {
        if !["broken.txt", "misnumbered.txt", "web-page.txt"].contains(&paper.name.as_str()) {
            continue;
        }
        let taken = Paper::new(&Source::new(&paper.name, &paper.text));
        for lang in [Lang::Chinese, Lang::English] {
            for finding in findings(&taken, &Tree::new(&taken)) {
                let _ = writeln!(all, "{}\n", render(&finding, lang));
            }
        }
    }
    let text = "在会上的讲话\n\n同志们：\n\n\u{3000}\u{3000}202x年，某市要学习**届**全会精神，X同志（电话13812345678）来过××县。大家要认真学习领会，抓好贯彻落实。\n";
    let seen = Nigao::new()
        .file("讲话.txt", text)
        .args(&["extract", "讲话.txt"])
        .succeeds();
    let _ = writeln!(all, "{}\n{}", seen.stderr, seen.stdout);
    for (name, text) in [
        (
            "机密.txt",
            "机密★1年\n\n在会上的讲话\n\n同志们：\n今天开会。\n",
        ),
        ("密.txt", "\u{3000}秘密\n在会上的讲话\n今天开会。\n"),
        ("密级.txt", "000001\n\n密级：机　密\n特急\n\n在会上的讲话\n"),
        ("括号.txt", "在会上的讲话\n（机密）\n今天开会。\n"),
    ] {
        let said = Nigao::new()
            .file(name, text)
            .args(&["extract", name, "--lang", "zh"])
            .fails();
        let _ = writeln!(all, "{said}\n");
    }
    insta::assert_snapshot!(all);
}

/// Words that only look like an advert, a mask, a page number or a mark of secrecy stay.
#[test]
fn a_speech_keeps_its_own_words() {
    let text = "在全市打击侵权假冒工作会议上的讲话\n\n同志们：\n\n\u{3000}\u{3000}今天的会议很重要，请大家认真学习领会，抓好各项工作的落实。\n\n（一）打击侵权假冒\n\n\u{3000}\u{3000}要做好7×24小时值守，查看X光检查记录，完善“415X”集群，规范某市场主体的行为。\n\n（二）推行限时办结\n\n\u{3000}\u{3000}有事请打电话13812345678，QQ：123456789，我们随时在线，一定把大家的事办好办实。\n";
    let paper = Paper::new(&Source::new("讲话.txt", text));
    assert_eq!(paper.removed, []);
    let words: String = paper.paragraphs.iter().map(|p| paper.clean(p)).collect();
    assert!(!words.contains("〔待补"), "{words}");
    assert_eq!(Tree::new(&paper).nodes().len(), 2);
    assert!(paper.title.is_some() && paper.salutation.is_some());
}
