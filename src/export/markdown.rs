use super::Exporter;
use crate::draft::{BlockKind, Draft};

/// Markdown: the title is the first heading, the speech's own levels begin below it.
pub(super) struct Markdown;

impl Exporter for Markdown {
    fn export(&self, draft: &Draft) -> Vec<u8> {
        let blocks: Vec<String> = draft
            .blocks
            .iter()
            .map(|block| {
                let text = escape(&block.text());
                match block.kind {
                    BlockKind::Title => format!("# {text}"),
                    BlockKind::Heading => {
                        let level = usize::from(block.level.unwrap_or(1)) + 1;
                        format!("{} {text}", "#".repeat(level))
                    }
                    BlockKind::Speaker | BlockKind::Date => format!("*{text}*"),
                    _ => text,
                }
            })
            .collect();
        let mut out = blocks.join("\n\n");
        out.push('\n');
        out.into_bytes()
    }
}

/// Signs that Markdown would take for its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let first = at == 0 && matches!(c, '#' | '+' | '-' | '>' | '=');
        let is_entity = c == '&' && begins_entity(&text[at + 1..]);
        if first || is_entity || matches!(c, '*' | '_' | '`' | '~' | '[' | ']' | '<' | '\\' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    // `1.` at the beginning of a line would begin a list.
    let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && out[digits..].starts_with('.') {
        out.insert(digits, '\\');
    }
    out
}

/// Whether `amp;` or the like stands here.
fn begins_entity(text: &str) -> bool {
    let name = text.split_once(';').map(|(name, _)| name);
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_in_the_text_stays_text() {
        assert_eq!(escape("1.健全制度"), "1\\.健全制度");
        assert_eq!(escape("# 号"), "\\# 号");
        assert_eq!(escape("A*B_C"), "A\\*B\\_C");
        assert_eq!(
            escape("~~5~~ AT&T AT&amp;T"),
            "\\~\\~5\\~\\~ AT&T AT\\&amp;T"
        );
    }
}
