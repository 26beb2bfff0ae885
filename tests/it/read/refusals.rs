//! What is refused, and what is said then.

use super::word::{Docx, item, level, list, number, paragraph};
use super::{SPEECH, document, gb, utf16};
use nigao::corpus::read::{LARGEST_DOCUMENT, read_bytes};
use nigao::diag::{Lang, render};
use std::fmt::Write as _;

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
