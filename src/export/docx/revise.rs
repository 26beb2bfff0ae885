use super::body::{shown, style};
use super::run::{Look, runs};
use super::xml::Xml;
use crate::draft::{Bare, Block, BlockKind, Draft};
use crate::export::layout::{Layout, Part, Style};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How much two paragraphs share from which on one is the other, changed.
const ALIKE: f64 = 0.3;

/// Writes the paragraphs of a draft with what was changed since an earlier one, as changes that Word tracks.
pub(super) fn paragraphs(xml: &mut Xml, draft: &Draft, before: &[Bare], layout: &Layout) {
    let old: Vec<&Bare> = layout.ordered(before, |b| b.kind);
    let bare = |block: &Block| Bare {
        kind: block.kind,
        level: block.level,
        text: block.text(),
    };
    let new: Vec<Bare> = draft.blocks.iter().map(bare).collect();
    let new: Vec<&Bare> = layout.ordered(&new, |b| b.kind);
    let mut changes = Changes { xml, layout, id: 0 };
    // With each paragraph what stands above it, in its own draft.
    let with = |list: &[&Bare], at: usize| Some(list.get(at.checked_sub(1)?)?.kind);
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (gone, came) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            for at in came {
                changes.kept(new[at], with(&new, at));
            }
            continue;
        }
        let pairs = gone.len().min(came.len());
        for (before, at) in gone.clone().zip(came.clone()) {
            let (before_above, above) = (with(&old, before), with(&new, at));
            let (before, block) = (old[before], new[at]);
            if (before.kind, before.level) == (block.kind, block.level) && alike(before, block) {
                changes.changed(before, block, above);
            } else {
                changes.whole(before, before_above, Change::Deleted);
                changes.whole(block, above, Change::Inserted);
            }
        }
        for at in gone.skip(pairs) {
            changes.whole(old[at], with(&old, at), Change::Deleted);
        }
        for at in came.skip(pairs) {
            changes.whole(new[at], with(&new, at), Change::Inserted);
        }
    }
}

/// Clauses, each with its mark.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(['，', '。', '；', '：', '！', '？', '、'])
        .collect()
}

fn alike(old: &Bare, new: &Bare) -> bool {
    let (old, new) = (clauses(&old.text), clauses(&new.text));
    let same = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same: usize = same
        .iter()
        .filter(|op| matches!(op, DiffOp::Equal { .. }))
        .map(|op| op.new_range().len())
        .sum();
    same as f64 >= ALIKE * old.len().max(new.len()) as f64
}

/// What happened to some words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Inserted,
    Deleted,
}

impl Change {
    fn tag(self) -> &'static str {
        match self {
            Self::Inserted => "w:ins",
            Self::Deleted => "w:del",
        }
    }
}

struct Changes<'x> {
    xml: &'x mut Xml,
    layout: &'x Layout,
    /// How many changes were written; each has a number.
    id: usize,
}

impl Changes<'_> {
    fn kept(&mut self, block: &Bare, above: Option<BlockKind>) {
        let style = self.begin(block, above, None);
        let text = shown(block.kind, &block.text, self.layout);
        self.same(&text, &style);
        self.xml.close("w:p");
    }

    /// A paragraph that came or went as a whole.
    fn whole(&mut self, block: &Bare, above: Option<BlockKind>, change: Change) {
        let style = self.begin(block, above, Some(change));
        let text = shown(block.kind, &block.text, self.layout);
        self.words(&text, &style, change);
        self.xml.close("w:p");
    }

    fn changed(&mut self, before: &Bare, block: &Bare, above: Option<BlockKind>) {
        let style = self.begin(block, above, None);
        let [old, new] = [before, block].map(|b| shown(b.kind, &b.text, self.layout));
        let (old, new) = (clauses(&old), clauses(&new));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (before, after) = (old[op.old_range()].concat(), new[op.new_range()].concat());
            if let DiffOp::Equal { .. } = op {
                self.same(&after, &style);
            } else {
                self.words(&before, &style, Change::Deleted);
                self.words(&after, &style, Change::Inserted);
            }
        }
        self.xml.close("w:p");
    }

    /// Begins a paragraph.
    fn begin(&mut self, block: &Bare, above: Option<BlockKind>, change: Option<Change>) -> Style {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        let own = (block.kind, block.level);
        style(self.xml, own, above, self.layout);
        if let Some(change) = change {
            self.xml.open("w:rPr", &[]);
            let id = self.next();
            self.xml
                .empty(change.tag(), &[("w:id", &id), ("w:author", "nigao")]);
            self.xml.close("w:rPr");
        }
        self.xml.close("w:pPr");
        let part = Part::of(block.kind, block.level);
        self.layout.style(part).clone()
    }

    /// Words that are the same in both.
    fn same(&mut self, text: &str, style: &Style) {
        let latin = &self.layout.latin;
        runs(self.xml, text, style, latin, Look::default());
    }

    fn words(&mut self, text: &str, style: &Style, change: Change) {
        if text.is_empty() {
            return;
        }
        let id = self.next();
        self.xml
            .open(change.tag(), &[("w:id", &id), ("w:author", "nigao")]);
        let look = Look {
            deleted: change == Change::Deleted,
            ..Look::default()
        };
        runs(self.xml, text, style, &self.layout.latin, look);
        self.xml.close(change.tag());
    }

    fn next(&mut self) -> String {
        self.id += 1;
        self.id.to_string()
    }
}
