use super::blocks::head;
use super::mark::Mark;
use crate::draft::BlockKind;

/// Plants marks in a template's text, outside tags and comments: file and line before the words of each line, the end of
/// a block at each blank line, and the block that a line's light markup begins.
///
/// So the layout is that of the template as it is written, whatever its tags leave behind when they run. Blanks stay
/// where they are, so that trimming (`{%-`) means what it meant; what stands before `{% extends %}` is left alone.
pub(super) fn plant(file: &str, text: &str) -> String {
    let head = head(text);
    let mut planter = Planter {
        file,
        out: text[..head].to_owned(),
        line: 1 + newlines(&text[..head]),
        line_is_empty: head == 0,
        in_markup: false,
        marked: 0,
    };
    for piece in pieces(&text[head..]) {
        match piece {
            Piece::Tag(tag) => planter.tag(tag),
            Piece::Text(words) => planter.text(words),
        }
    }
    planter.out
}

struct Planter<'t> {
    file: &'t str,
    out: String,
    line: u32,
    /// Whether the line has neither words nor tags so far.
    line_is_empty: bool,
    in_markup: bool,
    /// The line of the last mark.
    marked: u32,
}

impl Planter<'_> {
    fn tag(&mut self, tag: &str) {
        // What is printed here may fail; then the place must be known.
        if tag.starts_with("{{") {
            self.here();
        }
        self.line += newlines(tag);
        self.line_is_empty = false;
        self.out.push_str(tag);
        // Another file's or another pass's marks may have come between.
        if tag.starts_with("{%") {
            self.marked = 0;
        }
    }

    /// Marks file and line, once a line.
    fn here(&mut self) {
        if self.marked != self.line {
            self.marked = self.line;
            self.mark(&Mark::Template(self.file.to_owned(), self.line));
        }
    }

    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                if self.line_is_empty || self.in_markup {
                    self.mark(&Mark::Break);
                }
                self.out.push('\n');
                self.line += 1;
                self.line_is_empty = true;
                self.in_markup = false;
            }
            self.words(line);
        }
    }

    fn words(&mut self, line: &str) {
        let words = line.trim_start();
        self.out.push_str(&line[..line.len() - words.len()]);
        if words.is_empty() {
            return;
        }
        let markup = if self.line_is_empty { markup(words) } else { 0 };
        if markup > 0 {
            self.mark(&Mark::Block(words[..markup].trim_end().to_owned()));
            self.in_markup = true;
        }
        self.line_is_empty = false;
        if markup < words.len() {
            self.here();
            self.out.push_str(&words[markup..]);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        self.out.push_str(&mark.print());
    }
}

/// The length of `## ` or `@speaker ` at the beginning of a line; 0 where there is no light markup.
fn markup(line: &str) -> usize {
    let sign = line.split(' ').next().unwrap_or("");
    let known = block(sign).is_some();
    if known {
        (sign.len() + 1).min(line.len())
    } else {
        0
    }
}

/// The block that a piece of light markup begins, and its level.
pub(super) fn block(markup: &str) -> Option<(BlockKind, Option<u8>)> {
    Some(match markup {
        "#" => (BlockKind::Title, None),
        "##" => (BlockKind::Heading, Some(1)),
        "###" => (BlockKind::Heading, Some(2)),
        "####" => (BlockKind::Heading, Some(3)),
        "#####" => (BlockKind::Heading, Some(4)),
        "@speaker" => (BlockKind::Speaker, None),
        "@date" => (BlockKind::Date, None),
        "@salutation" => (BlockKind::Salutation, None),
        "@signature" => (BlockKind::Signature, None),
        _ => return None,
    })
}

/// A stretch of a template.
pub(super) enum Piece<'t> {
    /// Text.
    Text(&'t str),
    /// `{{ … }}`, `{% … %}`, `{# … #}`, or a whole `{% raw %}` passage.
    Tag(&'t str),
}

/// Cuts a template into text and tags.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest
        .match_indices('{')
        .map(|(at, _)| at)
        .find(|at| rest[at + 1..].starts_with(['{', '%', '#']))
    {
        if at > 0 {
            out.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        let end = tag_end(rest);
        out.push(Piece::Tag(&rest[..end]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    out
}

/// Where the tag ends that `text` begins with: its closer outside quotes, or the end of an unclosed one.
fn tag_end(text: &str) -> usize {
    let closer = match &text[..2] {
        "{{" => "}}",
        "{%" => "%}",
        _ => return text.find("#}").map_or(text.len(), |e| e + 2),
    };
    let end = outside_quotes(text).find(|(at, _)| *at >= 2 && text[*at..].starts_with(closer));
    match end {
        Some((at, _)) if text[2..at].trim_matches(['-', ' ']) == "raw" => raw_end(text, at + 2),
        Some((at, _)) => at + 2,
        None => text.len(),
    }
}

/// The characters of a tag that stand outside its strings, with their places in bytes.
pub(super) fn outside_quotes(tag: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut quote: Option<char> = None;
    tag.char_indices().filter(move |(_, c)| match quote {
        Some(open) => {
            if *c == open {
                quote = None;
            }
            false
        }
        None if matches!(c, '"' | '\'' | '`') => {
            quote = Some(*c);
            false
        }
        None => true,
    })
}

fn raw_end(text: &str, from: usize) -> usize {
    text[from..]
        .find("endraw")
        .and_then(|at| text[from + at..].find("%}").map(|e| from + at + e + 2))
        .unwrap_or(text.len())
}

fn newlines(text: &str) -> u32 {
    text.matches('\n').count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_read_from_the_template_as_written() {
        let text = "{% if a %}\n  话{{ say(of=\"}}\") }}。\n{%- endif %}\n\n## 题{{ x }}\n尾\n";
        let planted = plant("t.tera", text);
        let line = |n| Mark::Template("t.tera".to_owned(), n).print();
        let (end, heading) = (Mark::Break.print(), Mark::Block("##".to_owned()).print());
        assert_eq!(
            planted,
            format!(
                "{{% if a %}}\n  {}话{{{{ say(of=\"}}}}\") }}}}。\n{{%- endif %}}\n{end}\n{heading}{}题{{{{ x }}}}{end}\n{}尾\n",
                line(2),
                line(5),
                line(6)
            )
        );
    }

    #[test]
    fn nothing_is_planted_before_extends() {
        let text = "\n{% extends \"up\" %}\n{% block a %}话{% endblock %}";
        assert!(plant("t.tera", text).starts_with("\n{% extends \"up\" %}\n{% block a %}"));
    }
}
