use crate::cli::desk::Desk;
use crate::diag::{Lang, Result};
use crate::export::layout::Layout;
use crate::world::Bundle;
use std::fmt::Write;

/// `nigao list`
pub(super) fn run(desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let zh = desk.lang == Lang::Chinese;
    let mut out = String::new();
    let heading = |out: &mut String, c: &str, e: &str| {
        let _ = writeln!(out, "{}", if zh { c } else { e });
    };
    heading(&mut out, "体裁", "genres");
    for genre in &library.genres {
        let _ = writeln!(
            out,
            "  {:<16} {}  {}",
            genre.name, genre.front.title, genre.front.about
        );
    }
    heading(&mut out, "提纲", "outlines");
    for file in desk.shelf().files(Bundle::Outlines, &[".yaml"])? {
        let _ = writeln!(out, "  {}", file.source.name());
    }
    heading(&mut out, "版式", "layouts");
    for (id, layout) in Layout::all(&desk.shelf()) {
        let name = layout.map_or_else(|_| "—".to_owned(), |layout| layout.name);
        let _ = writeln!(out, "  {id:<16} {name}");
    }
    heading(&mut out, "题材", "topics");
    for topic in library.bank.topics() {
        let _ = writeln!(out, "  {:<16} {}", topic.id, topic.name);
    }
    heading(&mut out, "地方", "localities");
    let kinds: Vec<&str> = library.naming.kinds().collect();
    let _ = writeln!(out, "  {}", kinds.join(" "));
    let as_of = library.terms.as_of();
    heading(
        &mut out,
        &format!("固定提法（截至 {as_of}）"),
        &format!("fixed expressions (as of {as_of})"),
    );
    for expression in library.terms.expressions() {
        let _ = writeln!(out, "  {:<22} {}", expression.id, expression.head);
    }
    desk.print(&out)?;
    Ok(0)
}
