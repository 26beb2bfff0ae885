use super::builder::{Builder, FirstPrint};
use super::mark::{Request, has_origin, wrap};
use super::plan::{Piece, SlotInfo, handed};
use super::pools::Slot;
use super::refuse::{fault, own_words, placed};
use crate::diag::{Faults, Result, both};
use crate::draft::{Item, Origin, OriginKind, Span, ordinal};
use crate::phrase::PoolKey;
use crate::space::{Draw, Node};
use crate::terms::Series;
use std::collections::BTreeMap;

impl Builder<'_> {
    /// The node of a `say`.
    pub(super) fn say(&mut self, request: &Request, origin: &Origin) -> Result<Node> {
        let nonce = request.nonce;
        let around = self.around();
        if let Some(first) = self.first.get(&nonce) {
            if first.around == around {
                for draw in first.draws.clone() {
                    *self.times.entry(draw).or_insert(1) += 1;
                }
                return Ok(self.piece(Piece::Again(nonce)));
            }
            let exclusive = first
                .around
                .iter()
                .zip(&around)
                .any(|(a, b)| a.0 == b.0 && a.1 != b.1);
            if !exclusive {
                return Err(fault(
                    "template.repeated",
                    both!(
                        "同一个 `say` 在 `either` 里外各输出了一次",
                        "one `say` is printed both inside and outside of an `either`"
                    ),
                    origin,
                )
                .help(both!(
                    "在两处各写一个 `say(…)`",
                    "write a `say(…)` of its own in each place"
                ))
                .into());
            }
        }
        if !self.repeated.contains(&nonce) {
            return self.open_slot(request, origin).map(|(node, _)| node);
        }
        let (least, most) = request.n;
        if least != most || most > 1 {
            return Err(fault(
                "template.repeated",
                both!(
                    "输出两次的 `say` 只能抽一条",
                    "a `say` printed twice can draw one entry only"
                ),
                origin,
            )
            .into());
        }
        let begin = self.piece(Piece::Begin(nonce));
        let (node, draws) = self.open_slot(request, origin)?;
        let end = self.piece(Piece::End(nonce));
        self.first.insert(nonce, FirstPrint { around, draws });
        Ok(Node::Seq(vec![begin, node, end]))
    }

    fn open_slot(&mut self, request: &Request, origin: &Origin) -> Result<(Node, Vec<String>)> {
        let key = request.key();
        let keys = if key.facet.as_deref() == Some("*") {
            self.facets(&key)
        } else {
            vec![key.clone()]
        };
        let wild = keys.len() > 1;
        let with = given(request, origin)?;
        let mut slots = Vec::with_capacity(keys.len());
        for key in &keys {
            let strands = self.strands_of(request, key);
            let slot = self.pools.slot(key, &with, &strands).map_err(|found| {
                Faults(found.0.into_iter().map(|d| placed(d, origin)).collect())
            })?;
            let at = self.path(&key.to_string());
            self.slots.push(SlotInfo {
                at: at.clone(),
                key: key.clone(),
                draws: if wild { 1 } else { request.n.1 },
                pools: slot.options.iter().map(|o| o.pool).collect(),
            });
            slots.push((at, slot));
        }
        let (least, most) = request.n;
        let most = if wild {
            most.min(slots.len() as u32)
        } else {
            most
        };
        let mut options = Vec::new();
        let mut draws = Vec::new();
        for n in least.min(most)..=most {
            if wild {
                for order in arrangements(slots.len(), n as usize) {
                    let chosen: Vec<(String, usize)> =
                        order.iter().map(|i| (slots[*i].0.clone(), *i)).collect();
                    options.push(self.row(&chosen, &slots, request, origin, &mut draws));
                }
            } else {
                let chosen: Vec<(String, usize)> = (0..n)
                    .map(|i| {
                        (
                            if most == 1 {
                                slots[0].0.clone()
                            } else {
                                format!("{}.{i}", slots[0].0)
                            },
                            0,
                        )
                    })
                    .collect();
                options.push(self.row(&chosen, &slots, request, origin, &mut draws));
            }
        }
        let node = if options.len() == 1 {
            options.remove(0)
        } else {
            let at = format!("{}?", slots[0].0);
            Node::Either { at, options }
        };
        Ok((node, draws))
    }

    /// Entries in a row, with what stands between them.
    fn row(
        &mut self,
        chosen: &[(String, usize)],
        slots: &[(String, Slot)],
        request: &Request,
        origin: &Origin,
        draws: &mut Vec<String>,
    ) -> Node {
        let mut row = Vec::new();
        let series = request.series.as_deref().and_then(Series::of_name);
        for (number, (at, which)) in chosen.iter().enumerate() {
            if number > 0 && !request.sep.is_empty() {
                let span = Span {
                    text: request.sep.clone(),
                    origin: origin.clone(),
                };
                row.push(self.piece(Piece::Item(Item::Words(span))));
            }
            if let Some(series) = series {
                let text = ordinal(series, number as u32, chosen.len() as u32);
                let origin = Origin::new(OriginKind::Number, "");
                row.push(self.piece(Piece::Item(Item::Words(Span { text, origin }))));
            }
            let slot = &slots[*which].1;
            self.handed.push(handed(&slot.with));
            draws.push(at.clone());
            row.push(Node::Draw(Draw {
                id: self.handed.len() as u32 - 1,
                at: at.clone(),
                times: 1,
                options: slot.options.clone(),
            }));
        }
        if row.len() == 1 {
            row.remove(0)
        } else {
            Node::Seq(row)
        }
    }

    fn facets(&self, key: &PoolKey) -> Vec<PoolKey> {
        let bank = self.pools.setting().bank;
        let topic = key.topic.as_deref().and_then(|t| bank.topic(t));
        let Some(role) = bank.role(&key.role) else {
            return vec![key.clone()];
        };
        role.facets_in(topic)
            .into_iter()
            .map(|facet| PoolKey {
                facet: Some(facet.to_owned()),
                ..key.clone()
            })
            .collect()
    }
}

/// What a template hands over; words that it wrote itself are its own.
fn given(request: &Request, origin: &Origin) -> Result<BTreeMap<String, String>> {
    let mut with = request.with.clone();
    for text in with.values_mut().filter(|text| !has_origin(text)) {
        own_words(&Span {
            text: text.clone(),
            origin: origin.clone(),
        })?;
        *text = wrap(text, origin.clone());
    }
    Ok(with)
}

/// The ordered choices of `n` out of `of` things.
fn arrangements(of: usize, n: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for _ in 0..n {
        out = out
            .into_iter()
            .flat_map(|head: Vec<usize>| {
                (0..of)
                    .filter(|i| !head.contains(i))
                    .map(|i| [&head[..], &[i]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    out
}
