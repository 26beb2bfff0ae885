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

/// What makes pages of a file.
#[derive(Clone, Copy)]
enum Program {
    Office,
    Browser,
}

impl Program {
    /// Whether it is there, and what measures its pages.
    fn is_there(self) -> bool {
        let is_there = match self {
            Self::Office => has("soffice", &["--version"]),
            Self::Browser => has("chromium", &["--version"]),
        };
        is_there && has("pdftotext", &["-v"])
    }

    /// The ending of the files it takes.
    fn ending(self) -> &'static str {
        match self {
            Self::Office => "docx",
            Self::Browser => "html",
        }
    }

    /// The pages of a file as it lays them out.
    fn pages(self, file: &Path) -> Vec<Page> {
        let folder = file.parent().unwrap().display().to_string();
        let (pdf, file) = (
            file.with_extension("pdf").display().to_string(),
            file.display(),
        );
        let (program, args) = match self {
            Self::Office => (
                "soffice",
                vec![
                    format!("-env:UserInstallation=file://{folder}/office"),
                    "--headless".to_owned(),
                    "--convert-to".to_owned(),
                    "pdf".to_owned(),
                    "--outdir".to_owned(),
                    folder.clone(),
                    file.to_string(),
                ],
            ),
            Self::Browser => (
                "chromium",
                vec![
                    format!("--user-data-dir={folder}/browser"),
                    "--headless".to_owned(),
                    "--no-sandbox".to_owned(),
                    "--disable-gpu".to_owned(),
                    "--no-pdf-header-footer".to_owned(),
                    format!("--print-to-pdf={pdf}"),
                    format!("file://{file}"),
                ],
            ),
        };
        let output = Command::new(program).args(args).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_str(&python("page.py", &[&pdf])).unwrap()
    }
}

fn laid_out(layout: &str, program: Program) -> Option<Vec<Page>> {
    if !program.is_there() {
        return None;
    }
    // Paragraphs of which no line ends in a mark that a program may let hang over the edge.
    let text = "抓落实要一件一件抓一项一项改一步一步走到底".repeat(70);
    let outline = format!(
        "genre: verbatim\ntitle: 在座谈会上的讲话\ndate: 2026-03-05\nsalutation: 同志们\nsections:\n- move: tasks\n  text: {text}\n- move: tasks\n  text: {text}\n"
    );
    let scene = Nigao::new().file("o.yaml", outline);
    let file = format!("o.{}", program.ending());
    let ran = scene
        .args(&["draft", "o.yaml", "--layout", layout, "-o", &file])
        .succeeds();
    Some(program.pages(&ran.folder.path().join(file)))
}

fn near(left: f64, right: f64, most: f64) {
    assert!((left - right).abs() <= most, "{left} is not {right}");
}

/// GB/T 9704—2012, 5.2: 22 lines of 28 characters within 156 × 225 mm; 7.5: the number of the page 7 mm below.
#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    for program in [Program::Office, Program::Browser] {
        if let Some(pages) = laid_out("speech-gbt9704", program) {
            full(&pages);
        }
    }
}

fn full(pages: &[Page]) {
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
    let Some(pages) = laid_out("speech-podium", Program::Office) else {
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
