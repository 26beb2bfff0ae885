use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A stream of random numbers that belongs to one seed and one place in the plan.
///
/// The generator is `ChaCha8`, counter-based and the same on every system; its key is the SHA-256 of seed and place.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of `seed` at `place`.
    pub fn new(seed: u64, place: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(place.as_bytes());
        Self(ChaCha8Rng::from_seed(hash.finalize().into()))
    }

    /// A number below `bound`, each equally likely; 0 for the bound 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound < 2 {
            return 0;
        }
        // Reject the last, incomplete run of `bound` numbers.
        let incomplete = (u64::MAX % bound + 1) % bound;
        loop {
            let number = self.0.next_u64();
            if number <= u64::MAX - incomplete {
                return number % bound;
            }
        }
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pins the generator: if this changes, every seed means another draft.
    #[test]
    fn the_stream_is_pinned() {
        let mut stream = Stream::new(1, "problems[1]/symptom");
        let numbers: Vec<u64> = (0..8).map(|_| stream.below(1000)).collect();
        insta::assert_debug_snapshot!(numbers);
    }
}
