use super::body::shown;
use super::run::{Look, runs};
use super::styles::name;
use super::xml::Xml;
use crate::draft::{Bare, Block};
use crate::export::layout::{Layout, Part, Style};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How much two paragraphs share from which on one is the other, changed.
const ALIKE: f64 = 0.3;

/// Writes the paragraphs of a draft with what was changed since an earlier one, as changes that Word tracks.
pub(super) fn paragraphs(xml: &mut Xml, blocks: &[&Block], before: &[Bare], layout: &Layout) {
    let before = layout.ordered(before, |b| b.kind);
    let old: Vec<&str> = before.iter().map(|b| b.text.as_str()).collect();
    let new: Vec<String> = blocks.iter().map(|b| b.text()).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let mut changes = Changes { xml, layout, id: 0 };
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old_range, new_range) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            for block in &blocks[new_range] {
                changes.kept(block);
            }
            continue;
        }
        let pairs = old_range.len().min(new_range.len());
        for at in 0..pairs {
            let (gone, block) = (before[old_range.start + at], blocks[new_range.start + at]);
            if gone.kind == block.kind && alike(&gone.text, &block.text()) {
                changes.changed(&gone.text, block);
            } else {
                changes.deleted(gone);
                changes.inserted(block);
            }
        }
        for gone in &before[old_range.start + pairs..old_range.end] {
            changes.deleted(gone);
        }
        for block in &blocks[new_range.start + pairs..new_range.end] {
            changes.inserted(block);
        }
    }
}

/// Clauses, each with its mark.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(['，', '。', '；', '：', '！', '？', '、'])
        .collect()
}

fn alike(old: &str, new: &str) -> bool {
    let (old, new) = (clauses(old), clauses(new));
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
    fn kept(&mut self, block: &Block) {
        let (part, style) = self.open(block, None);
        runs(
            self.xml,
            &shown(block, part, self.layout),
            &style,
            &self.layout.latin,
            Look::default(),
        );
        self.xml.close("w:p");
    }

    fn inserted(&mut self, block: &Block) {
        let (part, style) = self.open(block, Some(Change::Inserted));
        let text = shown(block, part, self.layout);
        self.words(&text, &style, Change::Inserted);
        self.xml.close("w:p");
    }

    fn deleted(&mut self, block: &Bare) {
        let part = Part::of(block.kind, block.level);
        let style = self.layout.style(part).clone();
        self.begin(part, Some(Change::Deleted));
        self.words(&block.text, &style, Change::Deleted);
        self.xml.close("w:p");
    }

    fn changed(&mut self, line: &str, block: &Block) {
        let (_, style) = self.open(block, None);
        let text = block.text();
        let (old, new) = (clauses(line), clauses(&text));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (before, after) = (old[op.old_range()].concat(), new[op.new_range()].concat());
            if let DiffOp::Equal { .. } = op {
                runs(
                    self.xml,
                    &after,
                    &style,
                    &self.layout.latin,
                    Look::default(),
                );
            } else {
                self.words(&before, &style, Change::Deleted);
                self.words(&after, &style, Change::Inserted);
            }
        }
        self.xml.close("w:p");
    }

    /// Opens the paragraph of a block.
    fn open(&mut self, block: &Block, change: Option<Change>) -> (Part, Style) {
        let part = Part::of(block.kind, block.level);
        self.begin(part, change);
        (part, self.layout.style(part).clone())
    }

    fn begin(&mut self, part: Part, change: Option<Change>) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", name(part).0);
        if let Some(change) = change {
            self.xml.open("w:rPr", &[]);
            let id = self.next();
            self.xml
                .empty(change.tag(), &[("w:id", &id), ("w:author", "nigao")]);
            self.xml.close("w:rPr");
        }
        self.xml.close("w:pPr");
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
