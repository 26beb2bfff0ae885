use crate::corpus::Paper;
use crate::corpus::paper::day;
use crate::corpus::yaml::{Writer, scalar};
use crate::terms::is_han;

/// Writes what stands above the sections: title, day, speaker, salutation.
pub(super) fn write(paper: &Paper, out: &mut Writer) {
    let title = paper.title.as_ref().map(|t| paper.clean(t));
    out.pair(0, "title", title.as_deref().unwrap_or("〔待补：标题〕"));
    let mut who = Vec::new();
    let mut has_day = false;
    for line in &paper.byline {
        let words = paper.clean(line);
        match day(&words) {
            Some(_) if has_day => {}
            Some(day) => {
                has_day = true;
                out.line(0, &format!("date: {day}"));
            }
            None if is_circumstance(&words) => {}
            None => who.push(words),
        }
    }
    let is_name = |words: &String| words.chars().count() <= 4 && words.chars().all(is_han);
    match &who[..] {
        [] => {}
        [name] if is_name(name) => out.line(0, &format!("speaker: {{name: {name}}}")),
        _ => out.line(
            0,
            &format!("speaker: {{post: {}}}", scalar(&who.join("　"))),
        ),
    }
    if let Some(salutation) = &paper.salutation {
        let words = paper.clean(salutation);
        out.pair(0, "salutation", words.trim_end_matches(['：', '！']));
    }
    if let Some(last) = paper.signature.last() {
        out.pair(0, "signature", &paper.clean(last));
    }
}

/// Whether a line tells when or where, not who.
fn is_circumstance(words: &str) -> bool {
    let is_day = words.trim_matches(['（', '）']).ends_with('日');
    is_day
        || words.contains('年') && words.contains('月')
        || words.starts_with("时间")
        || words.starts_with("地点")
        || words.starts_with('—')
}
