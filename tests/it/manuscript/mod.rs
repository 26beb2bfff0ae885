//! Drafts as people leave them, in every format: each block by its kind, its level and its words.

mod markdown;
mod text;
mod word;

use crate::read::Docx;
use nigao::corpus::Manuscript;
use nigao::diag::Lang;
use nigao::draft::Bare;

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
