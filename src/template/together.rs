use super::builder::Builder;
use super::mark::{Mark, Request};
use super::refuse::{fault, unpaired};
use super::tokens::Token;
use crate::diag::{Result, both};
use crate::draft::Origin;
use crate::phrase::PoolKey;
use std::collections::BTreeSet;

/// One matter of a pool; `None` is that of the entries that speak of no one matter.
pub(super) type Strand = Option<String>;

/// Which of a pool's entries a slot may draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Strands {
    /// All.
    All,
    /// Those of this strand alone.
    Only(Strand),
    /// Those of this strand, and those of none: they go with all.
    With(String),
}

impl Strands {
    /// Whether an entry of `strand` may be drawn.
    pub fn hold(&self, strand: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(only) => only.as_deref() == strand,
            Self::With(with) => strand.is_none_or(|strand| strand == with),
        }
    }
}

/// What is being held together, while it is read.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The slot that settles the strand.
    lead: u64,
    /// Its facet and topic: strands are of these.
    side: Side,
    /// The strand of this reading.
    strand: Strand,
}

type Side = (Option<String>, Option<String>);

impl Builder<'_> {
    /// Reads a stretch of a rendered template.
    pub(super) fn tokens(&mut self, tokens: &[Token]) -> Result<()> {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let Token::Mark(Mark::Together, origin) = token else {
                self.token(token.clone())?;
                continue;
            };
            let inner = inside(&tokens[at..]).ok_or_else(|| unpaired("together", origin))?;
            self.together(inner, origin)?;
            at += inner.len() + 1;
        }
        Ok(())
    }

    /// What is held together is read once for each strand: these are alternatives, and the slot that leads draws from its
    /// strand alone, so that no draft is in two of them.
    fn together(&mut self, inner: &[Token], origin: &Origin) -> Result<()> {
        let Some(lead) = lead(inner) else {
            return Err(fault(
                "template.together",
                both!(
                    "`together()` 里没有一个在 `either()` 之外的 `say(…)`",
                    "`together()` holds no `say(…)` outside of an `either()`"
                ),
                origin,
            )
            .help(both!(
                "先写一个 `say(…)`，由它定下说哪一件事",
                "begin with a `say(…)`: it settles which strand is spoken of"
            ))
            .into());
        };
        let side = self.side(&lead.key());
        let strands = self.common(lead, &side, inner);
        let held = |strand| Held {
            lead: lead.nonce,
            side: side.clone(),
            strand,
        };
        match strands.as_slice() {
            [] => self.tokens(inner)?,
            [only] => {
                self.held = Some(held(only.clone()));
                self.tokens(inner)?;
            }
            _ => {
                for (number, strand) in strands.iter().enumerate() {
                    let mark = if number == 0 {
                        Mark::Either
                    } else {
                        Mark::Another
                    };
                    self.mark(mark, origin.clone())?;
                    self.held = Some(held(strand.clone()));
                    self.tokens(inner)?;
                }
                self.mark(Mark::EndEither, origin.clone())?;
            }
        }
        self.held = None;
        Ok(())
    }

    /// The strands that the lead has and every other slot of the same facet and topic can follow.
    fn common(&mut self, lead: &Request, side: &Side, inner: &[Token]) -> Vec<Strand> {
        let mut strands = self.pools.strands(&lead.key());
        for request in requests(inner) {
            let key = request.key();
            if request.nonce != lead.nonce && self.side(&key) == *side {
                let theirs = self.pools.strands(&key);
                strands.retain(|s| s.is_none() || theirs.contains(&None) || theirs.contains(s));
            }
        }
        strands.into_iter().collect()
    }

    /// Which entries a slot may draw where it stands.
    pub(super) fn strands_of(&self, request: &Request, key: &PoolKey) -> Strands {
        match &self.held {
            Some(held) if request.nonce == held.lead => Strands::Only(held.strand.clone()),
            Some(held) if self.side(key) == held.side => {
                held.strand.clone().map_or(Strands::All, Strands::With)
            }
            _ => Strands::All,
        }
    }

    fn side(&self, key: &PoolKey) -> Side {
        let found = self.pools.setting().bank.find(key);
        let key = found.map_or(key, |(key, _)| key);
        (key.facet.clone(), key.topic.clone())
    }
}

/// What stands before the end of `together`; none where there is no end, or another beginning comes first.
fn inside(tokens: &[Token]) -> Option<&[Token]> {
    let end = tokens
        .iter()
        .position(|token| matches!(token, Token::Mark(Mark::Together | Mark::EndTogether, _)))?;
    matches!(tokens[end], Token::Mark(Mark::EndTogether, _)).then(|| &tokens[..end])
}

fn requests(tokens: &[Token]) -> impl Iterator<Item = &Request> {
    tokens.iter().filter_map(|token| match token {
        Token::Mark(Mark::Say(request), _) => Some(&**request),
        _ => None,
    })
}

/// The first slot that is in every alternative.
fn lead(tokens: &[Token]) -> Option<&Request> {
    let mut depth = 0u32;
    for token in tokens {
        match token {
            Token::Mark(Mark::Either, _) => depth += 1,
            Token::Mark(Mark::EndEither, _) => depth = depth.saturating_sub(1),
            Token::Mark(Mark::Say(request), _) if depth == 0 => return Some(request),
            _ => {}
        }
    }
    None
}

/// The strands of a slot's entries in use.
pub(super) type StrandSet = BTreeSet<Strand>;
