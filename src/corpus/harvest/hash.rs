//! Sets and maps of units. FNV-1a by whole units: no input is hostile enough here to pay for a keyed hash, and the order of a map is
//! never seen.

use super::unit;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// One step of the hash.
pub(super) fn step(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(PRIME)
}

/// Of a string of units; told unit by unit it is that of each of its beginnings.
pub(super) fn begin() -> u64 {
    BASIS
}

/// Of all units.
pub(super) fn of(units: &[u16]) -> u64 {
    units.iter().fold(begin(), |h, u| step(h, u64::from(*u)))
}

/// Hashes numbers and strings of units.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(BASIS)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        // The upper bits choose the place in a map's groups.
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = step(self.0, u64::from_le_bytes(word));
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.0 = step(self.0, u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = step(self.0, u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = step(self.0, value);
    }

    fn write_usize(&mut self, value: usize) {
        self.0 = step(self.0, value as u64);
    }
}

pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
pub(super) type Set<K> = HashSet<K, BuildHasherDefault<Fnv>>;

/// A set of single units.
pub(super) struct Units(Vec<bool>);

impl Units {
    pub fn of(chars: &str) -> Self {
        let mut held = vec![false; 1 << 16];
        for c in chars.chars() {
            held[unit::of(c) as usize] = true;
        }
        Self(held)
    }

    pub fn contains(&self, unit: u16) -> bool {
        self.0[unit as usize]
    }
}
