//! How far a long run has come, for whoever looks at a terminal. Short runs and other readers see nothing of it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A run that is over sooner needs no word.
const SHORT: Duration = Duration::from_millis(500);

/// A line on standard error.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    wanted: bool,
    shown: bool,
}

impl Progress {
    /// For a run over so many plans.
    pub(crate) fn new(plans: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(plans as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} plans {wide_bar}") {
            bar.set_style(style);
        }
        let wanted = plans > 1 && !quiet && io::stderr().is_terminal();
        Progress { bar, begun: Instant::now(), wanted, shown: false }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        self.bar.inc(1);
        if self.wanted && !self.shown && self.begun.elapsed() > SHORT {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// What takes the line away while something is written to the same terminal.
    pub(crate) fn in_the_way(&self) -> Option<ProgressBar> {
        (self.shown && io::stdout().is_terminal()).then(|| self.bar.clone())
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sees_it_before_it_is_late() {
        let mut progress = Progress::new(3, false);
        progress.step();
        assert!(!progress.shown && progress.in_the_way().is_none());
        progress.begun = Instant::now().checked_sub(2 * SHORT).unwrap();
        progress.wanted = false;
        progress.step();
        assert!(!progress.shown, "standard error is no terminal");
        progress.wanted = true;
        progress.step();
        assert!(progress.shown);
        progress.end();
    }
}
