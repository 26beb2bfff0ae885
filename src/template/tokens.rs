use super::mark::{Mark, Stretch, cut};
use super::plant::block;
use crate::draft::{BlockKind, Origin, OriginKind, Span};

/// A stretch of a rendered template, its light markup understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Words of one origin.
    Words(Span),
    /// The end of a block.
    Break,
    /// A block that is not a paragraph begins.
    Begin(BlockKind, Option<u8>),
    /// A mark that is not about origins.
    Mark(Mark, Origin),
    /// What is left of a mark that something cut, near the words before it.
    Broken(Origin),
}

/// Reads a rendered template: words with their origins, blocks and marks. Line ends mean nothing any more.
pub(super) fn read(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // The origin of the template's own words, and those of the values being printed.
    let mut base = Origin::new(OriginKind::Template, "");
    let mut origins: Vec<Origin> = Vec::new();
    for stretch in cut(text) {
        let origin = || origins.last().unwrap_or(&base).clone();
        match stretch {
            Stretch::Words(words) => {
                let text = tight(words);
                if !text.is_empty() {
                    let origin = origin();
                    tokens.push(Token::Words(Span { text, origin }));
                }
            }
            Stretch::Broken => tokens.push(Token::Broken(origin())),
            Stretch::Mark(Mark::Template(file, line)) => {
                base = Origin::new(OriginKind::Template, format!("{file}:{line}"));
            }
            Stretch::Mark(Mark::Push(origin)) => origins.push(origin),
            Stretch::Mark(Mark::Pop) => {
                origins.pop();
            }
            Stretch::Mark(Mark::Break) => tokens.push(Token::Break),
            Stretch::Mark(Mark::Block(markup)) => {
                if let Some((kind, level)) = block(&markup) {
                    tokens.push(Token::Begin(kind, level));
                }
            }
            Stretch::Mark(mark) => {
                let origin = origin();
                tokens.push(Token::Mark(mark, origin));
            }
        }
    }
    tokens
}

/// The words of a text with origins, for what a template hands over to an entry.
pub(super) fn spans(text: &str, base: &Origin) -> Vec<Token> {
    let mut origins = vec![base.clone()];
    let mut tokens = Vec::new();
    for stretch in cut(text) {
        match stretch {
            Stretch::Words(words) => tokens.push(Token::Words(Span {
                text: words.to_owned(),
                origin: origins.last().unwrap_or(base).clone(),
            })),
            Stretch::Mark(Mark::Push(origin)) => origins.push(origin),
            Stretch::Mark(Mark::Pop) => {
                if origins.len() > 1 {
                    origins.pop();
                }
            }
            Stretch::Mark(mark) => tokens.push(Token::Mark(mark, base.clone())),
            Stretch::Broken => tokens.push(Token::Broken(base.clone())),
        }
    }
    tokens
}

/// Blanks taken out, except between two Latin letters or digits.
fn tight(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let word = |at: Option<&char>| at.is_some_and(char::is_ascii_alphanumeric);
    chars
        .iter()
        .enumerate()
        .filter(|(at, c)| {
            !matches!(**c, ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{3000}')
                || (at.checked_sub(1).is_some_and(|b| word(chars.get(b)))
                    && word(chars.get(at + 1)))
        })
        .map(|(_, c)| *c)
        .collect()
}
