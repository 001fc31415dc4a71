//! A run from articles to files that can be stopped and resumed.

use std::cell::Cell;
use std::iter;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::fingerprint::Fingerprint;
use super::group::{Outcome, run_group};
use crate::extract::{Extractor, groups};
use crate::read::{Entry, ReadError};
use crate::record::Failure;
use crate::write::{Done, OutputError, Outputs};

/// Extracts from articles and writes the results to [`Outputs`]. The run can be continued from the end of each group of articles.
pub struct Run<'a> {
    /// The extractor that does the work.
    pub extractor: &'a Extractor,
    /// Where the results go.
    pub outputs: &'a mut Outputs,
    /// How much of the input is done.
    pub done: &'a mut Done,
    /// Whether to stop at the first article that fails.
    pub fail_fast: bool,
    /// Set from outside to stop the run; the articles being worked on are finished first.
    pub stop: &'a AtomicBool,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All of the input was done.
    Whole,
    /// It was stopped from outside.
    Stopped,
    /// An article failed; it counts as not done.
    Failed,
}

/// How a run ended, and how long its parts took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub ending: Ending,
    /// The time that reading and cleaning the input took.
    pub(crate) reading: Duration,
    /// The time that writing the outputs took.
    pub(crate) writing: Duration,
}

/// A report about an entry of the input.
#[derive(Debug, Clone, Copy)]
pub enum Notice<'a> {
    /// It had already been done by the interrupted run.
    DoneBefore,
    /// It was read and run.
    Done,
    /// It was left out on purpose.
    LeftOut(&'a ReadError),
    /// It could not be read, or not be run.
    Failed(&'a Failure),
}

/// Why a run broke off.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// An output cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The input is not the one that the interrupted run read.
    #[error("cannot resume: the input no longer begins with the {0} articles that the interrupted run completed")]
    OtherInput(u64),
}

impl Run<'_> {
    /// Runs the entries. Those that are already done are read and compared with the last run's, but not run again.
    ///
    /// `notify` is called for every entry, with the number of bytes of input that it took.
    ///
    /// # Errors
    ///
    /// When an output cannot be written, or the input does not begin with the articles already done.
    pub fn run(mut self, entries: impl Iterator<Item = Entry>, mut notify: impl FnMut(Notice, u64)) -> Result<Ended, RunError> {
        let (reading, writing) = (Stopwatch::default(), Stopwatch::default());
        let ended = |ending| Ended { ending, reading: reading.time(), writing: writing.time() };
        let stop = self.stop;
        let is_stopped = || stop.load(Ordering::Relaxed);
        let mut entries = reading.over(entries).take_while(|_| !is_stopped());

        let mut fingerprint = Fingerprint::default();
        let done_before = self.done.articles;
        for entry in entries.by_ref().take(usize::try_from(done_before).unwrap_or(usize::MAX)) {
            fingerprint = fingerprint.with(&entry);
            notify(Notice::DoneBefore, entry.bytes);
        }
        if !is_stopped() && fingerprint.to_hex() != self.done.fingerprint {
            return Err(RunError::OtherInput(done_before));
        }
        let sizes = self.extractor.group_sizes();
        let tokens = |entry: &Entry| entry.article.as_ref().map_or(0, |article| sizes.tokens(&article.text));
        for group in groups(entries, sizes, tokens) {
            let mut fingerprints = Vec::new();
            for entry in &group {
                fingerprint = fingerprint.with(entry);
                fingerprints.push(fingerprint.to_hex());
            }
            let outcomes = run_group(self.extractor, group).into_iter().zip(fingerprints);
            if writing.of(|| self.take_group(outcomes, &mut notify))? == Ending::Failed {
                return Ok(ended(Ending::Failed));
            }
        }
        // Checked even where the input simply ended: the program that feeds standard input may have been stopped along with this one.
        Ok(ended(if is_stopped() { Ending::Stopped } else { Ending::Whole }))
    }

    /// Writes outcomes, each given with the fingerprint of the input up to it, and sets a checkpoint after them. A failure that ends the run is
    /// written after the checkpoint.
    fn take_group(
        &mut self,
        outcomes: impl Iterator<Item = ((Outcome, u64), String)>,
        notify: &mut impl FnMut(Notice, u64),
    ) -> Result<Ending, OutputError> {
        for ((outcome, bytes), fingerprint) in outcomes {
            if let Some(failure) = outcome.failure() {
                if self.fail_fast && self.done.articles > 0 {
                    self.outputs.checkpoint(self.done)?;
                }
                self.outputs.write_failure(&failure)?;
                self.done.failures += 1;
                notify(Notice::Failed(&failure), bytes);
                if self.fail_fast {
                    return Ok(Ending::Failed);
                }
            }
            match &outcome {
                Outcome::Done { words, extraction } => {
                    self.outputs.write(&extraction.claims, &extraction.annotation)?;
                    self.done.words += *words as u64;
                    self.done.claims += extraction.claims.len() as u64;
                    notify(Notice::Done, bytes);
                }
                Outcome::Unread(reason) if !reason.is_failure() => {
                    self.done.left_out += 1;
                    notify(Notice::LeftOut(reason), bytes);
                }
                Outcome::Unread(_) | Outcome::Failed { .. } => {}
            }
            self.done.articles += 1;
            self.done.fingerprint = fingerprint;
        }
        self.outputs.checkpoint(self.done)?;
        Ok(Ending::Whole)
    }
}

/// Adds up the time spent on one part of the work.
#[derive(Debug, Default)]
struct Stopwatch(Cell<Duration>);

impl Stopwatch {
    fn time(&self) -> Duration {
        self.0.get()
    }

    fn of<T>(&self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = work();
        self.0.set(self.0.get() + began.elapsed());
        result
    }

    fn over<'a, T>(&'a self, mut items: impl Iterator<Item = T> + 'a) -> impl Iterator<Item = T> + 'a {
        iter::from_fn(move || self.of(|| items.next()))
    }
}
