//! The messages at the end of a run.

use std::collections::BTreeMap;
use std::time::Duration;

use super::count::count;
use crate::extract::{Profile, Step};
use crate::run::{Ended, Ending};
use crate::write::{Done, Target};

/// A summary of what was done. Articles are left out for their language alone.
pub(super) fn counts(done: &Done, took: Duration) -> String {
    let Done { articles, words, claims, failures, left_out, .. } = done;
    let nouns = [(articles, "article"), (words, "word"), (claims, "claim"), (failures, "failure")];
    let mut counts: Vec<String> = nouns.map(|(number, noun)| count(*number, noun)).to_vec();
    if *left_out > 0 {
        counts.push(format!("{left_out} skipped for their language (--any-language reads them)"));
    }
    counts.push(format!("{:.1} s", took.as_secs_f64()));
    counts.join(", ")
}

/// The files of folders that were not read, by their endings: "3 .pdf and 1 .png file".
pub(super) fn other_files(endings: &BTreeMap<String, u64>) -> Option<String> {
    let listed: Vec<String> = endings.iter().map(|(ending, number)| format!("{number} {ending}")).collect();
    let whole: u64 = endings.values().sum();
    let advice = "name one by its path, or a kind with --include, to read it all the same";
    (whole > 0).then(|| format!("{} not read for their endings ({}); {advice}", count(whole, "file"), listed.join(", ")))
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
    let mut message = format!("{why} after {}", count(done.articles, "article"));
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
