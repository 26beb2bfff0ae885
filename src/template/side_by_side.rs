use super::plan::Piece;
use super::writer::Writer;
use crate::draft::{Item, Sink};
use crate::space::{Leaf, Node, Pick};

/// Tells the documents of many picks part by part: every one its opening, every one what comes next.
pub(super) struct SideBySide<'p, 's, S> {
    writer: Writer<'p>,
    picks: &'p [Pick],
    /// How many decisions of each pick are done with.
    done: Vec<usize>,
    sinks: &'s mut [S],
    leaves: Vec<Leaf<'p>>,
}

impl<'p, 's, S: Sink> SideBySide<'p, 's, S> {
    /// Ready to tell; none where a plan can be told as a whole only: its orders are free, or a slot is printed twice.
    pub fn new(writer: Writer<'p>, picks: &'p [Pick], sinks: &'s mut [S]) -> Option<Self> {
        let is_again = |piece: &Piece| matches!(piece, Piece::Again(_));
        if !writer.plan.ordinals.are_fixed || writer.plan.pieces.iter().any(is_again) {
            return None;
        }
        Some(Self {
            writer,
            picks,
            done: vec![0; picks.len()],
            sinks,
            leaves: Vec::new(),
        })
    }

    /// Tells all; false where a pick is not one of the plan's.
    pub fn write(&mut self) -> bool {
        let all: Vec<usize> = (0..self.picks.len()).collect();
        let told = self.node(&self.writer.plan.space.root, &all);
        let are_done = self
            .picks
            .iter()
            .zip(&self.done)
            .all(|(pick, done)| pick.0.len() == *done);
        told.is_some() && are_done
    }

    fn node(&mut self, node: &'p Node, drafts: &[usize]) -> Option<()> {
        match node {
            Node::Piece { id, .. } => {
                let piece = &self.writer.plan.pieces[*id as usize];
                for draft in drafts {
                    let sink = &mut self.sinks[*draft];
                    match piece {
                        Piece::Item(Item::Ordinal {
                            level,
                            marker: None,
                            ..
                        }) => sink.number(*level, self.writer.plan.ordinals.of(*id)),
                        Piece::Item(Item::Ordinal {
                            marker: Some(span), ..
                        }) => sink.words(&span.text, || span.origin.clone()),
                        _ => self.writer.piece(piece, &[], sink),
                    }
                }
                Some(())
            }
            Node::Seq(items) => items.iter().try_for_each(|item| self.node(item, drafts)),
            Node::Either { options, .. } => {
                let mut sides: Vec<(usize, usize)> = Vec::with_capacity(drafts.len());
                for draft in drafts {
                    let side = *self.picks[*draft].0.get(self.done[*draft])?;
                    self.done[*draft] += 1;
                    sides.push((side as usize, *draft));
                }
                sides.sort_unstable();
                let mut side: Vec<usize> = Vec::with_capacity(drafts.len());
                for run in sides.chunk_by(|a, b| a.0 == b.0) {
                    side.clear();
                    side.extend(run.iter().map(|(_, draft)| *draft));
                    self.node(options.get(run[0].0)?, &side)?;
                }
                Some(())
            }
            // Plans with free orders are told as a whole.
            Node::Shuffle { .. } => None,
            Node::Draw(draw) => {
                for draft in drafts {
                    let done = self.done[*draft];
                    let pick = self.picks[*draft].0.get(done..)?;
                    let mut left = pick.iter().copied();
                    self.leaves.clear();
                    let plan = self.writer.plan;
                    plan.space.read_draw(draw, &mut left, &mut self.leaves)?;
                    self.done[*draft] += pick.len() - left.len();
                    if let Some(Leaf::Entry(entry)) = self.leaves.first() {
                        let sink = &mut self.sinks[*draft];
                        self.writer.slot(entry, &self.leaves[1..], sink);
                    }
                }
                Some(())
            }
        }
    }
}
