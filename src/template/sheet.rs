use super::blocks::{Block, Blocks, extends, supers};
use super::mark::{Mark, Stretch, cut};
use super::plant;
use crate::diag::{Diagnostic, Faults, Result, Source, Span, both, did_you_mean, nearest};
use crate::world::Resource;
use std::ops::Range;
use std::sync::Arc;

/// The most blocks that may stand in each other.
const DEEPEST: usize = 32;

/// A template as Tera is to see it: a file, or a file with blocks of those above it in the chain laid into it.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Its path inside `templates/`.
    pub name: String,
    /// The text, and the same with marks of origin planted in it.
    text: String,
    planted: String,
    /// Where stretches of the text come from: where each begins, its file, and where it begins there.
    stretches: Vec<(usize, Arc<Source>, usize)>,
}

impl Sheet {
    /// The layers of one path, the lowest first. The highest that does not extend another stands whole; those over it change
    /// blocks of it.
    ///
    /// # Errors
    /// A file that extends `up` where nothing is below it, or a block that is not there.
    pub fn of(name: &str, layers: &[Resource]) -> Result<Self> {
        let whole = layers
            .iter()
            .rposition(|layer| extends(layer.source.text()).is_none());
        let Some(whole) = whole else {
            let layer = &layers[0];
            let at = extends(layer.source.text()).unwrap_or_default();
            return Err(Diagnostic::error(
                "template.nothing-up",
                both!(
                    "下面没有 `{name}` 可改",
                    "there is no `{name}` below to be changed"
                ),
            )
            .at(layer.source.span(at))
            .help(both!(
                "去掉 `{{% extends \"up\" %}}`，把整份模板写全",
                "take `{{% extends \"up\" %}}` away and write the whole template"
            ))
            .into());
        };
        let base = &layers[whole];
        let mut sheet = Self {
            name: name.to_owned(),
            text: base.source.text().to_owned(),
            planted: plant::plant(&base.origin, base.source.text()),
            stretches: vec![(0, Arc::clone(&base.source), 0)],
        };
        for layer in &layers[whole + 1..] {
            sheet = sheet.under(layer)?;
        }
        Ok(sheet)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with marks of origin planted in it.
    pub fn planted(&self) -> &str {
        &self.planted
    }

    /// The bytes of a line of the text, from 1.
    pub fn line(&self, line: usize) -> Range<usize> {
        Source::new(&self.name, self.text.as_str()).line(line)
    }

    /// The place in its file of a stretch of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = self
            .stretches
            .partition_point(|(begin, ..)| *begin <= range.start)
            .saturating_sub(1);
        let (begin, source, from) = &self.stretches[at];
        let start = (from + range.start - begin).min(source.text().len());
        let end = (from + range.end.max(range.start) - begin).min(source.text().len());
        source.span(start..end)
    }

    /// This with the blocks of a higher layer laid into it.
    fn under(self, layer: &Resource) -> Result<Self> {
        let above = layer.source.text();
        let changes = Blocks::of(above);
        let own = Blocks::of(&self.text);
        Faults::unless_empty(judge(layer, &changes, &own))?;
        let text = Laid::new(&self.text, above, &own, &changes);
        let planted_above = plant::plant(&layer.origin, above);
        let (planted_own, planted_changes) =
            (Blocks::of(&self.planted), Blocks::of(&planted_above));
        let planted = Laid::new(
            &self.planted,
            &planted_above,
            &planted_own,
            &planted_changes,
        );
        let mut stretches = Vec::new();
        for (begin, from_above, range) in text.pieces {
            if from_above {
                stretches.push((begin, Arc::clone(&layer.source), range.start));
                continue;
            }
            // A stretch of what was there may itself have come from several files.
            let first = self.stretches.partition_point(|s| s.0 <= range.start) - 1;
            for (at, (start, source, from)) in self.stretches.iter().enumerate().skip(first) {
                let end = self.stretches.get(at + 1).map_or(usize::MAX, |next| next.0);
                let (cut, stop) = (range.start.max(*start), range.end.min(end));
                if cut < stop {
                    stretches.push((
                        begin + cut - range.start,
                        Arc::clone(source),
                        from + cut - start,
                    ));
                }
            }
        }
        Ok(Self {
            name: self.name,
            text: text.text,
            planted: planted.text,
            stretches,
        })
    }
}

/// What keeps a file from changing the template below it.
fn judge(layer: &Resource, changes: &Blocks, own: &Blocks) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut fault = |code, at: &Range<usize>, message, help| {
        let at = layer.source.span(at.clone());
        found.push(Diagnostic::error(code, message).at(at).help(help));
    };
    if let Some(at) = &changes.unclosed {
        fault(
            "template.unclosed-block",
            at,
            both!("这一块没有结束", "this block does not end"),
            both!("补上 `{{% endblock %}}`", "add `{{% endblock %}}`"),
        );
    }
    if let Some(block) = changes.doubled() {
        let name = &block.name;
        fault(
            "template.doubled-block",
            &block.tag,
            both!("`{name}` 这一块写了两次", "the block `{name}` stands twice"),
            both!("合成一块", "make one of them"),
        );
    }
    if let Some(at) = &changes.outside {
        fault(
            "template.outside-block",
            at,
            both!(
                "改写的文件里，块以外的内容用不上",
                "of a file that changes another, nothing outside of its blocks is used"
            ),
            both!(
                "写进某一块；或去掉 `{{% extends \"up\" %}}`，把整份模板写全",
                "write it into a block, or take `{{% extends \"up\" %}}` away and write the whole template"
            ),
        );
    }
    if let Some(block) = changes.all.iter().find(|block| block.depth >= DEEPEST) {
        fault(
            "template.deep-block",
            &block.tag,
            both!(
                "块套块超过 {DEEPEST} 层",
                "blocks stand in each other more than {DEEPEST} deep"
            ),
            both!("减少层数", "take some of them away"),
        );
    }
    let names: Vec<&str> = own.all.iter().map(|block| block.name.as_str()).collect();
    for block in changes.outermost() {
        let name = &block.name;
        if !names.contains(&name.as_str()) {
            let list = names.join(", ");
            let otherwise = if names.is_empty() {
                both!(
                    "那份模板没有分块，只能整份替换",
                    "it has none: only the whole template can be replaced"
                )
            } else {
                both!("有这些块：{list}", "its blocks are: {list}")
            };
            fault(
                "template.no-block",
                &block.tag,
                both!(
                    "下面的模板里没有 `{name}` 这一块",
                    "the template below has no block `{name}`"
                ),
                did_you_mean(nearest(name, names.iter().copied()), otherwise),
            );
        }
    }
    found
}

/// A text put together from two.
struct Laid<'t> {
    below: &'t str,
    above: &'t str,
    own: &'t [Block],
    changes: &'t Blocks,
    text: String,
    /// Where each piece begins, whether it is from the text above, and its bytes there.
    pieces: Vec<(usize, bool, Range<usize>)>,
}

impl<'t> Laid<'t> {
    fn new(below: &'t str, above: &'t str, own: &'t Blocks, changes: &'t Blocks) -> Self {
        let mut laid = Self {
            below,
            above,
            own: &own.all,
            changes,
            text: String::new(),
            pieces: Vec::new(),
        };
        // What is nested too deep is left as it is.
        laid.lay(0..below.len(), &mut 0, 0);
        laid
    }

    /// Lays a stretch of the text below, from the block `next` on.
    fn lay(&mut self, stretch: Range<usize>, next: &mut usize, depth: usize) {
        let mut at = stretch.start;
        while let Some(block) = self.own.get(*next).filter(|b| b.tag.start < stretch.end) {
            *next += 1;
            self.take(false, at..block.inner.start);
            at = block.inner.end;
            let mut inside = *next;
            let change = self.changes.outermost().find(|c| c.name == block.name);
            match change {
                _ if depth >= DEEPEST => self.take(false, block.inner.clone()),
                None => self.lay(block.inner.clone(), &mut inside, depth + 1),
                Some(change) => self.replace(block, &change.inner.clone(), inside, depth),
            }
            while self.own.get(*next).is_some_and(|b| b.tag.start < at) {
                *next += 1;
            }
        }
        self.take(false, at..stretch.end);
    }

    /// Puts what a block is changed to in its place; `{{ super() }}` is what it held, changes inside of it and all.
    fn replace(&mut self, block: &Block, change: &Range<usize>, inside: usize, depth: usize) {
        let mut from = change.start;
        for tag in supers(self.above, change) {
            self.take(true, from..tag.start);
            self.lay(block.inner.clone(), &mut inside.clone(), depth + 1);
            // What follows on the line is of the file above again.
            if let Some(mark) = last_place(&self.above[..tag.start]) {
                self.text.push_str(&mark);
            }
            from = tag.end;
        }
        self.take(true, from..change.end);
    }

    fn take(&mut self, above: bool, range: Range<usize>) {
        if !range.is_empty() {
            let text = if above { self.above } else { self.below };
            self.pieces.push((self.text.len(), above, range.clone()));
            self.text.push_str(&text[range]);
        }
    }
}

/// The mark of the file and line last named in a planted text; none in a text as it is written.
fn last_place(text: &str) -> Option<String> {
    let mut marks = cut(text)
        .into_iter()
        .rev()
        .filter_map(|stretch| match stretch {
            Stretch::Mark(mark @ Mark::Template(..)) => Some(mark),
            _ => None,
        });
    marks.next().map(|mark| mark.print())
}
