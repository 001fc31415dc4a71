//! The time spent on each step of a run.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A step of the work on a group of articles. The steps follow one another, and each has all threads to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Text → tokens → logits, nearly all of which is the model's own work.
    Model,
    /// Logits → spans → attributions.
    Decode,
    /// Attributions → speakers, dates, quantities, stance → records.
    Resolve,
}

impl Step {
    /// All steps, in the order of the work.
    pub const ALL: [Self; 3] = [Self::Model, Self::Decode, Self::Resolve];

    /// Returns a description of the step, for a message.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Decode => "decoding and linking",
            Self::Resolve => "speakers, values and records",
        }
    }
}

/// The wall time of every step so far.
#[derive(Debug, Default)]
pub struct Profile {
    nanoseconds: [AtomicU64; Step::ALL.len()],
}

impl Profile {
    /// Runs the work of a step and adds its duration to the step's total.
    pub(super) fn time<T>(&self, step: Step, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = work();
        let taken = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds[step as usize].fetch_add(taken, Ordering::Relaxed);
        done
    }

    /// Returns the total duration of a step.
    #[must_use]
    pub fn taken(&self, step: Step) -> Duration {
        Duration::from_nanos(self.nanoseconds[step as usize].load(Ordering::Relaxed))
    }
}
