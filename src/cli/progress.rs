//! The progress bar.

use std::io::IsTerminal;
use std::time::Duration;

use super::messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error with the number of articles, articles per second, and the time left; hidden where there is no terminal.
///
/// It moves with the bytes read, since the articles of a JSON Lines file are not counted beforehand.
pub(super) struct Progress {
    bar: ProgressBar,
    articles: u64,
}

impl Progress {
    /// A bar for `bytes` of input; a spinner where that is 0.
    pub(super) fn new(bytes: u64, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let (length, template) = match bytes {
            0 => (None, "{spinner} {msg}"),
            _ => (Some(bytes), "{bar:30} {percent:>3} %  {msg}  {eta} left"),
        };
        let bar = ProgressBar::with_draw_target(length, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, articles: 0 }
    }

    /// Counts an article that is done, and the bytes of input that it took.
    pub(super) fn article(&mut self, bytes: u64) {
        self.articles += 1;
        self.bar.inc(bytes);
        #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
        let rate = self.articles as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} articles  {rate:.1} articles/s", self.articles));
    }

    /// Counts bytes of input that were done in an earlier run.
    pub(super) fn done_before(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.bar.reset_elapsed();
    }

    /// Returns a function that prints warnings without breaking the bar, from any thread.
    pub(super) fn messenger(&self) -> impl Fn(&str) + Send + 'static {
        let bar = self.bar.clone();
        move |message| bar.suspend(|| messages::warning(message))
    }

    /// Runs `write`, which writes lines to standard error, without breaking the bar.
    pub(super) fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
