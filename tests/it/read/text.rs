//! Text in every encoding in use.

use super::{SPEECH, code, document, gb, plain, said, utf16};
use crate::nigao::repository;

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
