//! What is put into the words of the head where they are set on paper: ends of lines in a long title, a blank in a short name.

use super::layout::Layout;
use super::title::breaks;
use crate::draft::BlockKind;

/// What is put in before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// The end of a line.
    Line,
    /// An ideographic blank.
    Blank,
}

/// What is put into the words of a block, each with its place in characters.
pub(super) fn puts(kind: BlockKind, text: &str, layout: &Layout) -> Vec<(usize, Put)> {
    match kind {
        BlockKind::Title => {
            let breaks = breaks(text, layout).into_iter();
            breaks.map(|at| (at, Put::Line)).collect()
        }
        BlockKind::Speaker => inside_name(text)
            .map(|at| (at, Put::Blank))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The place within a name of two characters, so that it is as wide as one of three: 王　某.
fn inside_name(speaker: &str) -> Option<usize> {
    let (post, name) = speaker.rsplit_once('\u{2003}')?;
    (name.chars().count() == 2).then(|| post.chars().count() + 2)
}
