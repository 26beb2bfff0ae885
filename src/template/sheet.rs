use super::mark::{Mark, Stretch, cut};
use super::plant::{self, Piece};
use crate::diag::{Diagnostic, Result, Source, Span, both, did_you_mean, nearest};
use crate::world::Resource;
use std::ops::Range;
use std::sync::Arc;

/// How a template calls the one below it in the chain that it changes.
pub(super) const UP: &str = "up";

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
        let changes = blocks(above, true);
        let own = blocks(&self.text, false);
        for (name, inner) in &changes {
            if !own.iter().any(|(known, _)| known == name) {
                let names: Vec<&str> = own.iter().map(|(n, _)| n.as_str()).collect();
                let list = names.join(", ");
                let at = inner.start.saturating_sub(1);
                let line = layer.source.span(at..at).line_column().0;
                return Err(Diagnostic::error(
                    "template.no-block",
                    both!(
                        "下面的模板里没有 `{name}` 这一块",
                        "the template below has no block `{name}`"
                    ),
                )
                .at(layer.source.span(layer.source.line(line)))
                .help(did_you_mean(
                    nearest(name, names.iter().copied()),
                    both!("有这些块：{list}", "its blocks are: {list}"),
                ))
                .into());
            }
        }
        let mut text = Laid::default();
        text.lay(&self.text, above, &own, &changes);
        let planted_above = plant::plant(&layer.origin, above);
        let mut planted = Laid::default();
        planted.lay(
            &self.planted,
            &planted_above,
            &blocks(&self.planted, false),
            &blocks(&planted_above, true),
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

/// A text put together from two.
#[derive(Default)]
struct Laid {
    text: String,
    /// Where each piece begins, whether it is from the text above, and its bytes there.
    pieces: Vec<(usize, bool, Range<usize>)>,
}

impl Laid {
    fn lay(
        &mut self,
        below: &str,
        above: &str,
        own: &[(String, Range<usize>)],
        changes: &[(String, Range<usize>)],
    ) {
        let mut at = 0;
        let mut order: Vec<&(String, Range<usize>)> = own.iter().collect();
        order.sort_by_key(|(_, inner)| inner.start);
        for (name, inner) in order {
            let Some((_, change)) = changes.iter().find(|(n, _)| n == name) else {
                continue;
            };
            if inner.start < at {
                continue;
            }
            self.take(below, false, at..inner.start);
            // `{{ super() }}` is what the block held.
            let mut from = change.start;
            for tag in supers(above, change) {
                self.take(above, true, from..tag.start);
                self.take(below, false, inner.clone());
                // What follows on the line is of the file above again.
                if let Some(mark) = last_place(&above[..tag.start]) {
                    self.text.push_str(&mark);
                }
                from = tag.end;
            }
            self.take(above, true, from..change.end);
            at = inner.end;
        }
        self.take(below, false, at..below.len());
    }

    fn take(&mut self, text: &str, above: bool, range: Range<usize>) {
        if !range.is_empty() {
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

/// The words of a `{% … %}` tag.
fn words(tag: &str) -> Vec<&str> {
    let inner = tag
        .strip_prefix("{%")
        .and_then(|t| t.strip_suffix("%}"))
        .unwrap_or("");
    inner.trim_matches('-').split_whitespace().collect()
}

/// The tag that says that a file changes the one below it.
fn extends(text: &str) -> Option<Range<usize>> {
    tags(text).find_map(|(range, tag)| match words(tag).as_slice() {
        ["extends", name] if name.trim_matches(['"', '\'', '`']) == UP => Some(range),
        _ => None,
    })
}

/// The insides of the blocks of a text, by name: all, or only those that stand in no other.
fn blocks(text: &str, outermost: bool) -> Vec<(String, Range<usize>)> {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (range, tag) in tags(text) {
        match words(tag).as_slice() {
            ["block", name] => open.push(((*name).to_owned(), range.end)),
            ["endblock", ..] => {
                if let Some((name, start)) = open.pop()
                    && (!outermost || open.is_empty())
                {
                    found.push((name, start..range.start));
                }
            }
            _ => {}
        }
    }
    found
}

/// The `{{ super() }}` of a stretch.
fn supers(text: &str, inside: &Range<usize>) -> Vec<Range<usize>> {
    tags(text)
        .filter(|(range, tag)| {
            let call: String = tag
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '-')
                .collect();
            range.start >= inside.start && range.end <= inside.end && call == "{{super()}}"
        })
        .map(|(range, _)| range)
        .collect()
}

fn tags(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    plant::pieces(text).into_iter().filter_map(move |piece| {
        let (tag, len) = match piece {
            Piece::Text(text) => (None, text.len()),
            Piece::Tag(tag) => (Some(tag), tag.len()),
        };
        let begin = at;
        at += len;
        tag.map(|tag| (begin..begin + len, tag))
    })
}
