use super::{has, python};
use crate::nigao::Nigao;
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// A page as it was laid out; places in points from its upper left corner.
#[derive(Deserialize)]
struct Page {
    width: f64,
    height: f64,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    middle: f64,
    left: f64,
    right: f64,
    text: String,
}

/// The pages of a Word file as LibreOffice lays them out.
fn pages(file: &Path) -> Vec<Page> {
    let folder = file.parent().unwrap();
    let home = format!(
        "-env:UserInstallation=file://{}",
        folder.join("office").display()
    );
    let status = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    let pdf = file.with_extension("pdf");
    serde_json::from_str(&python("page.py", &[pdf.to_str().unwrap()])).unwrap()
}

fn laid_out(layout: &str) -> Option<Vec<Page>> {
    if !has("soffice", &["--version"]) || !has("pdftotext", &["-v"]) {
        return None;
    }
    // Paragraphs of which no line ends in a mark that a program may let hang over the edge.
    let text = "抓落实要一件一件抓一项一项改一步一步走到底".repeat(70);
    let outline = format!(
        "genre: verbatim\ntitle: 在座谈会上的讲话\ndate: 2026-03-05\nsalutation: 同志们\nsections:\n- move: tasks\n  text: {text}\n- move: tasks\n  text: {text}\n"
    );
    let scene = Nigao::new().file("o.yaml", outline);
    let ran = scene
        .args(&["draft", "o.yaml", "--layout", layout, "-o", "o.docx"])
        .succeeds();
    Some(pages(&ran.folder.path().join("o.docx")))
}

fn near(left: f64, right: f64, most: f64) {
    assert!((left - right).abs() <= most, "{left} is not {right}");
}

/// GB/T 9704—2012, 5.2: 22 lines of 28 characters within 156 × 225 mm; 7.5: the number of the page 7 mm below.
#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let Some(pages) = laid_out("speech-gbt9704") else {
        return;
    };
    assert!(pages.len() > 3);
    for (at, page) in pages[1..pages.len() - 1].iter().enumerate() {
        let number = at + 2;
        near(page.width, 210.0 * MM, 0.5);
        near(page.height, 297.0 * MM, 0.5);
        let (foot, lines) = page.lines.split_last().unwrap();
        assert_eq!(lines.len(), 22, "page {number}");
        for line in lines.iter().filter(|line| line.text.chars().count() > 26) {
            assert_eq!(line.text.chars().count(), 28);
            near(line.left, 28.0 * MM, MM);
            near(page.width - line.right, 26.0 * MM, MM);
        }
        near(lines[0].middle, 37.0 * MM + 28.95 / 2.0, 6.0);
        near(lines[21].middle - lines[0].middle, 21.0 * 28.95, 1.0);
        assert_eq!(foot.text, format!("—{number}—"));
        // One character of the number's size from the edge: on the left of even pages, on the right of odd ones.
        if number % 2 == 0 {
            near(foot.left, 28.0 * MM + 14.0, MM);
        } else {
            near(page.width - foot.right, 26.0 * MM + 14.0, MM);
        }
        near(foot.middle - (page.height - 35.0 * MM), 7.0 * MM, 2.0 * MM);
    }
}

#[test]
fn a_reading_copy_has_fewer_and_larger_ones() {
    let Some(pages) = laid_out("speech-podium") else {
        return;
    };
    let full = pages
        .iter()
        .map(|page| &page.lines)
        .max_by_key(|lines| lines.len())
        .unwrap();
    assert_eq!(full.len(), 21, "20 lines and the number of the page");
    let longest = full.iter().map(|line| line.text.chars().count()).max();
    assert_eq!(longest, Some(24));
}
