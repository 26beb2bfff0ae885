use super::{Block, Span};

/// What ends a sentence; other people's documents have half-width marks, too.
const ENDERS: &str = "。！？!?";

/// What still belongs to a sentence behind its end.
const CLOSERS: &str = "”’）)》。！？!?";

/// A sentence of a block, cut out of its spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its spans, with the final mark.
    pub spans: Vec<Span>,
}

impl Sentence {
    /// The words.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }
}

/// The sentences of a block: up to 。！？ and the quotation marks and brackets that close behind them.
pub fn sentences(block: &Block) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut ended = false;
    for span in &block.spans {
        let mut text = String::new();
        for c in span.text.chars() {
            if ended && !CLOSERS.contains(c) {
                push(&mut spans, &mut text, span);
                out.push(Sentence {
                    spans: std::mem::take(&mut spans),
                });
                ended = false;
            }
            text.push(c);
            ended |= ENDERS.contains(c);
        }
        push(&mut spans, &mut text, span);
    }
    if !spans.is_empty() {
        out.push(Sentence { spans });
    }
    out
}

/// Where the sentences of a line begin, in bytes; blanks belong to what stands before them.
pub fn sentence_starts(line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut ended = false;
    for (at, c) in line.char_indices() {
        if ended && !CLOSERS.contains(c) && !c.is_whitespace() {
            starts.push(at);
            ended = false;
        }
        ended |= ENDERS.contains(c);
    }
    starts
}

fn push(spans: &mut Vec<Span>, text: &mut String, like: &Span) {
    if !text.is_empty() {
        spans.push(Span {
            text: std::mem::take(text),
            origin: like.origin.clone(),
        });
    }
}
