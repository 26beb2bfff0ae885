use super::walk::{Fork, Kind, Shelf, Step, Walk};

/// Cells of a fork for each of its alternatives, so that a tilt can be told from an even share.
const CELLS: u32 = 8;

/// A walk is tilted by at most this factor a character, either way.
const STEEPEST: f64 = 1.5;

/// Tilts the forks of a walk towards longer or shorter alternatives until its mean length is `wanted`, or as near as may
/// be: an alternative is taken in proportion to z to the power of its length, the z of a Boltzmann sampler (Duchon, Flajolet,
/// Louchard and Schaeffer 2004). Entries are not tilted, so that each is used as often as any other.
pub(super) fn tilt(walk: &mut Walk, wanted: f64) {
    let (mut low, mut high) = (1.0 / STEEPEST, STEEPEST);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if mean(&walk.root, &walk.shelves, middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    let Walk { root, shelves, .. } = walk;
    settle(root, shelves, f64::midpoint(low, high));
}

/// The mean length of what a part becomes, its forks tilted by `z`.
pub(super) fn mean(step: &Step, shelves: &[Shelf], z: f64) -> f64 {
    match &step.kind {
        Kind::Fixed(chars) => f64::from(*chars),
        Kind::Seq(items) | Kind::Shuffle { items, .. } => {
            items.iter().map(|item| mean(item, shelves, z)).sum()
        }
        Kind::Either(fork) => {
            let means: Vec<f64> = fork.options.iter().map(|o| mean(o, shelves, z)).collect();
            let weights = weights(&means, z);
            let all: f64 = weights.iter().sum();
            means.iter().zip(&weights).map(|(m, w)| m * w / all).sum()
        }
        Kind::Slot(slot) => {
            let mut sum = 0.0;
            let mut all = 0.0;
            for way in &slot.options {
                let entries = shelves[slot.shelf].entries.iter();
                let (mut count, mut chars) = (0.0, 0.0);
                for (_, _, length) in entries.filter(|e| e.0 == way.pool) {
                    count += 1.0;
                    chars += f64::from(*length);
                }
                let opened: f64 = way.opens.iter().map(|o| mean(o, shelves, z)).sum();
                let times = f64::from(slot.times);
                sum += times * (chars + count * f64::from(way.extra)) + count * opened;
                all += count;
            }
            sum / f64::max(all, 1.0)
        }
    }
}

/// z to the power of how much longer each is than the shortest; by multiplication alone, which is the same everywhere.
fn weights(means: &[f64], z: f64) -> Vec<f64> {
    let least = means.iter().copied().fold(f64::INFINITY, f64::min);
    let power = |longer: u32| {
        let (mut result, mut square, mut left) = (1.0, z, longer);
        while left > 0 {
            if left & 1 == 1 {
                result *= square;
            }
            square *= square;
            left >>= 1;
        }
        result
    };
    means
        .iter()
        .map(|mean| power((mean - least).round().clamp(0.0, 200.0) as u32))
        .collect()
}

/// Gives each alternative its cells; none is left without.
fn settle(step: &mut Step, shelves: &[Shelf], z: f64) {
    match &mut step.kind {
        Kind::Fixed(_) => {}
        Kind::Seq(items) | Kind::Shuffle { items, .. } => {
            for item in items {
                settle(item, shelves, z);
            }
        }
        Kind::Either(fork) => {
            let means: Vec<f64> = fork.options.iter().map(|o| mean(o, shelves, z)).collect();
            share(fork, &weights(&means, z));
            for option in &mut fork.options {
                settle(option, shelves, z);
            }
        }
        Kind::Slot(slot) => {
            for opened in slot.options.iter_mut().flat_map(|w| &mut w.opens) {
                settle(opened, shelves, z);
            }
        }
    }
}

fn share(fork: &mut Fork, weights: &[f64]) {
    let cells = f64::from(CELLS * weights.len() as u32);
    let all: f64 = weights.iter().sum();
    let mut end = 0;
    fork.ends = weights
        .iter()
        .map(|weight| {
            end += ((cells * weight / all).round() as u32).max(1);
            end
        })
        .collect();
    fork.column = fork.column.resized(end);
}
