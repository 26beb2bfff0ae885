use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What one render may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time.
    pub time: Duration,
    /// How much the memory of the whole process may grow meanwhile, in bytes; renders side by side have as much each.
    pub memory: usize,
}

impl Default for Limits {
    /// 5 seconds and 256 MB.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(5),
            memory: 256 * 1024 * 1024,
        }
    }
}

/// Why work was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It took too long.
    Time,
    /// It took too much memory.
    Memory,
    /// It panicked.
    Panic,
}

/// How many renders are at work.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Counts one more render until it is dropped.
struct Counted;

impl Counted {
    fn new() -> Self {
        AT_WORK.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The memory of the process in bytes; 0 where the system does not say.
fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |m| m.physical_mem)
}

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Does `work` on a thread of its own and gives up on it at the limits.
///
/// Tera has no fuel, and a thread cannot be ended from outside: work given up on goes on until the process ends, so a
/// program should end after this error.
pub(super) fn watched<T: Send + 'static>(
    limits: Limits,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopped> {
    let (send, receive) = channel();
    let begun = Instant::now();
    let _counted = Counted::new();
    let (before, mut side_by_side) = (memory(), 1);
    std::thread::Builder::new()
        .name("template".to_owned())
        .stack_size(16 * 1024 * 1024)
        .spawn(move || {
            // The other end is gone only where the work was given up.
            let _ = send.send(work());
        })
        .map_err(|_| Stopped::Memory)?;
    loop {
        match receive.recv_timeout(LOOK) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Disconnected) => return Err(Stopped::Panic),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if begun.elapsed() > limits.time {
            return Err(Stopped::Time);
        }
        // What others that were at work meanwhile have taken is not this one's.
        side_by_side = AT_WORK.load(Ordering::Relaxed).max(side_by_side);
        if memory().saturating_sub(before) > limits.memory.saturating_mul(side_by_side) {
            return Err(Stopped::Memory);
        }
    }
}
