use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What one render may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time.
    pub time: Duration,
    /// Memory of the whole process, in bytes.
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
        let used = memory_stats::memory_stats().map_or(0, |m| m.physical_mem);
        if used > limits.memory {
            return Err(Stopped::Memory);
        }
    }
}
