//! The messages at the end of a run.

use std::time::Duration;

use crate::extract::{Profile, Step};
use crate::run::{Ended, Ending};
use crate::write::{Done, Target};

/// A summary of what was done.
pub(super) fn counts(done: &Done, took: Duration) -> String {
    let Done { articles, words, claims, failures, left_out, .. } = done;
    let left_out = if *left_out > 0 { format!(", {left_out} skipped") } else { String::new() };
    format!("{articles} articles, {words} words, {claims} claims, {failures} failures{left_out}, {:.1} s", took.as_secs_f64())
}

/// The share of every step in the time of the run; the rest was loading.
pub(super) fn shares(profile: &Profile, ended: &Ended, whole: Duration) -> String {
    let steps = Step::ALL.iter().map(|&step| (step.name(), profile.taken(step)));
    let steps: Vec<_> = steps.chain([("reading", ended.reading), ("writing", ended.writing)]).collect();
    let rest = whole.saturating_sub(steps.iter().map(|(_, taken)| *taken).sum());
    let share = |(name, taken): &(&str, Duration)| format!("{name} {:.1} %", 100.0 * taken.as_secs_f64() / whole.as_secs_f64());
    steps.iter().chain([&("loading", rest)]).map(share).collect::<Vec<_>>().join(", ")
}

/// For a run that ended early: what it completed, and how to continue it.
pub(super) fn way_on(ended: &Ended, done: &Done, targets: &[Target], can_resume: bool) -> Option<String> {
    let why = match ended.ending {
        Ending::Whole => return None,
        Ending::Stopped => "interrupted",
        Ending::Failed => "stopped at the first failure",
    };
    if done.articles == 0 {
        return Some(format!("{why}; no article was completed"));
    }
    let mut message = format!("{why} after {}", articles(done.articles));
    if !targets.is_empty() {
        let files: Vec<String> = targets.iter().map(|target| target.path.display().to_string()).collect();
        message += "; the claims so far are in ";
        message += &files.join(", ");
    }
    if can_resume {
        message += "; run the same command with --resume to continue";
    }
    if can_resume && ended.ending == Ending::Failed {
        message += ", without --fail-fast to skip what failed";
    }
    Some(message)
}

/// A number of articles, for a message.
pub(super) fn articles(count: u64) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}
