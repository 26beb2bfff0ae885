//! A hash of strings of units that is told unit by unit, so that all beginnings of a string are hashed in one walk; and the maps
//! that hashes and units are kept in, whose order is never seen.

pub(super) use rustc_hash::{FxHashMap as Map, FxHashSet as Set};

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Of no unit.
pub(super) fn begin() -> u64 {
    BASIS
}

/// Of a string with one more unit.
pub(super) fn step(hash: u64, unit: u64) -> u64 {
    (hash.rotate_left(5) ^ unit).wrapping_mul(PRIME)
}

/// Of all units.
pub(super) fn of(units: &[u16]) -> u64 {
    units.iter().fold(begin(), |h, u| step(h, u64::from(*u)))
}
