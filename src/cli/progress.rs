use crate::diag::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How far a long piece of work is: a bar on stderr with the rate and the time left, shown on a terminal and only where
/// the work takes longer than a second.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: OnceLock<()>,
    wanted: bool,
}

/// Work that is shorter is not talked about.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// Nothing done yet of `total`.
    pub fn new(total: u64, lang: Lang, quiet: bool) -> Self {
        let template = match lang {
            Lang::Chinese => "{bar:32} {pos}/{len} 篇 · 每秒 {per_sec} · 还要 {eta}",
            Lang::English => "{bar:32} {pos}/{len} drafts · {per_sec} · {eta} left",
        };
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        Self {
            bar,
            begun: Instant::now(),
            shown: OnceLock::new(),
            wanted: !quiet && std::io::stderr().is_terminal(),
        }
    }

    /// So many more are done.
    pub fn done(&self, more: u64) {
        self.bar.inc(more);
        if self.wanted && self.begun.elapsed() > PATIENCE {
            self.shown
                .get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }

    /// All is done; the bar goes.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
