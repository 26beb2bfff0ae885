use super::Exporter;
use crate::draft::{BlockKind, Draft};

/// Plain text: a line a block, paragraphs and headings indented by two characters (GB/T 9704—2012, 7.3.3), a blank line
/// around the head.
pub(super) struct Text;

impl Exporter for Text {
    fn export(&self, draft: &Draft) -> String {
        let mut out = String::new();
        let mut among_head = false;
        for block in &draft.blocks {
            let heads = matches!(
                block.kind,
                BlockKind::Title | BlockKind::Speaker | BlockKind::Date
            );
            if among_head && !heads {
                out.push('\n');
            }
            among_head = heads;
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) {
                out.push_str("\u{3000}\u{3000}");
            }
            out.push_str(&block.text());
            out.push('\n');
        }
        out
    }
}
