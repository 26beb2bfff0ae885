use super::Stream;
use rand::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

/// A balanced column: told the numbers 0, 1, 2 … it gives out `size` things in blocks, each thing once in a block, in an
/// order of the block's own.
///
/// The order of a block is a Fisher–Yates shuffle by `SplitMix64`, the same on every system; its seed is the block's
/// number and the column's key, which is drawn from the [`Stream`] of its path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    key: u64,
    size: u32,
}

/// The order of the block a column was last asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    number: Option<u64>,
    order: Vec<u32>,
}

impl Column {
    /// The column at this path of a plan.
    pub fn new(seed: u64, at: &str, size: u32) -> Self {
        Self {
            key: Stream::new(seed, at).below(u64::MAX),
            size,
        }
    }

    /// The same column for another number of things.
    pub fn resized(self, size: u32) -> Self {
        Self { size, ..self }
    }

    /// How many things it gives out.
    pub fn size(self) -> u32 {
        self.size
    }

    /// The order of a block.
    pub fn block(self, number: u64, last: &mut Block) -> &[u32] {
        if last.number != Some(number) {
            last.number = Some(number);
            last.order.clear();
            last.order.extend(0..self.size);
            let mut random = self.random(number);
            for at in (1..self.size).rev() {
                last.order
                    .swap(at as usize, below(&mut random, at + 1) as usize);
            }
        }
        &last.order
    }

    /// A number below `bound` that belongs to the column and to `number`.
    pub fn number(self, number: u64, bound: u32) -> u32 {
        below(&mut self.random(number), bound)
    }

    fn random(self, number: u64) -> SplitMix64 {
        // One step between: the generator's own steps are additions, too.
        let seed = SplitMix64::seed_from_u64(self.key.wrapping_add(number)).next_u64();
        SplitMix64::seed_from_u64(seed)
    }
}

/// A number below `bound`: the high half of a product, off from equal by less than one part in 2³².
fn below(random: &mut SplitMix64, bound: u32) -> u32 {
    (((random.next_u64() >> 32) * u64::from(bound)) >> 32) as u32
}
