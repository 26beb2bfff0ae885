use super::{Node, NodeKind};
use crate::corpus::Paper;
use crate::corpus::marker::opens_with_marker;
use crate::corpus::paper::is_blank;

/// What ends a sentence or a part of one.
const STOPS: [char; 10] = ['。', '！', '？', '；', '：', '!', '?', ';', ':', '\n'];

/// The longest heading that ends as a sentence does, in characters.
const LONGEST: usize = 120;

/// Tells a numbered node how it is printed, and what its heading is.
pub(super) fn of(node: &mut Node, paper: &Paper) {
    let text = paper.source.text();
    let at = paper.paragraphs.partition_point(|p| p.end <= node.start);
    let paragraph = &paper.paragraphs[at.min(paper.paragraphs.len() - 1)];
    if node.kind != NodeKind::Inline {
        let is_child = |start: usize| node.children.first().is_some_and(|c| c.start == start);
        let is_last = paper.paragraphs.get(at + 1).is_none_or(|follows| {
            opens_with_marker(&text[follows.clone()]) && !is_child(follows.start)
        });
        let line = &text[node.marker.end.min(paragraph.end)..paragraph.end];
        node.kind = if is_heading(line, is_last) {
            NodeKind::Heading
        } else {
            NodeKind::RunIn
        };
    }
    let rest = &text[node.marker.end..paragraph.end.max(node.marker.end)];
    let is_stop = |c: char| match node.kind {
        NodeKind::Heading => c == '\n',
        NodeKind::Inline => STOPS.contains(&c) || c == '，' || c == ',',
        _ => STOPS.contains(&c),
    };
    let end = rest.find(is_stop).unwrap_or(rest.len());
    let words = rest[..end].trim_matches(is_blank);
    let words = if node.kind == NodeKind::Heading {
        words.trim_end_matches('。')
    } else {
        words
    };
    let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
    let start = node.marker.end + blanks;
    node.heading = start..start + words.len();
}

/// Whether a paragraph that begins with a marker goes on behind the first sentence.
pub(super) fn has_text(paragraph: &str) -> bool {
    let line = paragraph.trim_end_matches(is_blank);
    line.trim_end_matches('。').contains('。') || line.chars().count() > LONGEST
}

/// Whether the rest of a paragraph is nothing but a heading; `is_last` says that no text of its own follows it.
fn is_heading(line: &str, is_last: bool) -> bool {
    let line = line.trim_matches(is_blank);
    let bare = line.trim_end_matches('。');
    let has_stop =
        bare.contains(['。', '！', '？', '；']) || line.ends_with(['；', ';', '！', '？']);
    if has_stop || line.chars().count() > LONGEST {
        return false;
    }
    if bare.len() == line.len() {
        return !line.ends_with(['”', '：', ':']) || line.chars().count() <= 40;
    }
    // A sentence: a heading only where its text follows in paragraphs of their own.
    !is_last
}
