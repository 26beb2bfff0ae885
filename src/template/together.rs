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
    /// Its facet and topic: strands are of these.
    side: Side,
    /// Slots that stand before the one that settles the strand: they draw entries of none.
    before: Vec<u64>,
    /// The slot that settles the strand, and which it is; none where no slot does.
    settled: Option<(u64, String)>,
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

    /// What is held together is read once for each way of settling its strand: these are alternatives. The first slot that draws an
    /// entry with a strand settles it; so no draft is in two of them, and none speaks of two strands.
    fn together(&mut self, inner: &[Token], origin: &Origin) -> Result<()> {
        let leads = leads(inner);
        let Some(first) = leads.first() else {
            return Err(fault(
                "template.together",
                both!(
                    "`together()` 里没有一个在 `either()` 之外、只取一面的 `say(…)`",
                    "`together()` holds no `say(…)` of one facet outside of an `either()`"
                ),
                origin,
            )
            .help(both!(
                "先写一个 `say(…)`，由它定下说哪一件事",
                "begin with a `say(…)`: it settles which strand is spoken of"
            ))
            .into());
        };
        let side = self.side(&first.key());
        let ways = self.ways(&leads, &side, inner);
        if ways.is_empty() && !self.pools.strands(&first.key()).is_empty() {
            let of = &first.of;
            return Err(fault(
                "template.no-strand",
                both!(
                    "`together()` 里的几个 `say(…)` 没有共同的事项（从 `{of}` 起）",
                    "the `say(…)` of this `together()` have no strand in common (from `{of}` on)"
                ),
                origin,
            )
            .help(both!(
                "给条目写上同样的 `strand`，或者拆成两个 `together()`",
                "give entries the same `strand`, or make two brackets of it"
            ))
            .into());
        }
        // A pool that is not there is reported where it is asked for.
        if ways.len() < 2 {
            self.held = ways.into_iter().next();
            self.tokens(inner)?;
            self.held = None;
            return Ok(());
        }
        for (number, way) in ways.into_iter().enumerate() {
            let mark = if number == 0 {
                Mark::Either
            } else {
                Mark::Another
            };
            self.mark(mark, origin.clone())?;
            self.held = Some(way);
            self.tokens(inner)?;
        }
        self.held = None;
        self.mark(Mark::EndEither, origin.clone())
    }

    /// Every way of settling the strand: by each slot that is in every alternative, those before it drawing entries of no strand; and
    /// by none.
    fn ways(&mut self, leads: &[&Request], side: &Side, inner: &[Token]) -> Vec<Held> {
        let bound: Vec<(u64, StrandSet)> = requests(inner)
            .filter(|request| self.side(&request.key()) == *side)
            .map(|request| (request.nonce, request.key()))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(nonce, key)| (nonce, self.pools.strands(&key)))
            .collect();
        let of = |nonce: u64| bound.iter().find(|(n, _)| *n == nonce).map(|(_, s)| s);
        let mut before: Vec<u64> = Vec::new();
        let mut ways = Vec::new();
        for lead in leads {
            let Some(own) = of(lead.nonce) else { continue };
            for strand in own.iter().flatten() {
                let follows = |(nonce, theirs): &(u64, StrandSet)| {
                    before.contains(nonce)
                        || theirs.contains(&None)
                        || theirs.contains(&Some(strand.clone()))
                };
                if bound.iter().all(follows) {
                    ways.push(Held {
                        side: side.clone(),
                        before: before.clone(),
                        settled: Some((lead.nonce, strand.clone())),
                    });
                }
            }
            if !own.contains(&None) {
                return ways;
            }
            before.push(lead.nonce);
        }
        // Here every slot can do without a strand, those inside of alternatives perhaps apart.
        if bound.iter().all(|(_, theirs)| theirs.contains(&None)) {
            ways.push(Held {
                side: side.clone(),
                before: bound.iter().map(|(nonce, _)| *nonce).collect(),
                settled: None,
            });
        }
        ways
    }

    /// Which entries a slot may draw where it stands.
    pub(super) fn strands_of(&self, request: &Request, key: &PoolKey) -> Strands {
        let Some(held) = self
            .held
            .as_ref()
            .filter(|held| self.side(key) == held.side)
        else {
            return Strands::All;
        };
        match &held.settled {
            _ if held.before.contains(&request.nonce) => Strands::Only(None),
            Some((lead, strand)) if *lead == request.nonce => Strands::Only(Some(strand.clone())),
            Some((_, strand)) => Strands::With(strand.clone()),
            None => Strands::All,
        }
    }

    fn side(&self, key: &PoolKey) -> Side {
        let found = self.pools.setting().bank.find(key);
        let key = found.map_or(key, |(key, _)| key);
        (key.facet.clone(), key.topic.clone())
    }
}

/// What stands before the end of `together`; none where there is no end, another beginning comes first, or it begins inside of an
/// alternative or order that ends outside.
fn inside(tokens: &[Token]) -> Option<&[Token]> {
    let end = tokens
        .iter()
        .position(|token| matches!(token, Token::Mark(Mark::Together | Mark::EndTogether, _)))?;
    let is_end = matches!(tokens[end], Token::Mark(Mark::EndTogether, _));
    let inner = &tokens[..end];
    let mut open = 0i32;
    let is_whole = inner.iter().all(|token| {
        match token {
            Token::Mark(Mark::Either | Mark::AnyOrder, _) => open += 1,
            Token::Mark(Mark::EndEither | Mark::EndAnyOrder, _) => open -= 1,
            Token::Mark(Mark::Another, _) if open == 0 => return false,
            _ => {}
        }
        open >= 0
    });
    (is_end && is_whole && open == 0).then_some(inner)
}

fn requests(tokens: &[Token]) -> impl Iterator<Item = &Request> {
    tokens.iter().filter_map(|token| match token {
        Token::Mark(Mark::Say(request), _) => Some(&**request),
        _ => None,
    })
}

/// The slots of one facet that are in every alternative.
fn leads(tokens: &[Token]) -> Vec<&Request> {
    let mut depth = 0u32;
    let mut found = Vec::new();
    for token in tokens {
        match token {
            Token::Mark(Mark::Either, _) => depth += 1,
            Token::Mark(Mark::EndEither, _) => depth = depth.saturating_sub(1),
            Token::Mark(Mark::Say(request), _) if depth == 0 && !request.of.ends_with(".*") => {
                found.push(&**request);
            }
            _ => {}
        }
    }
    found
}

/// The strands of a slot's entries in use.
pub(super) type StrandSet = BTreeSet<Strand>;
