//! `whosaid extract`.

use std::path::Path;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::arguments::{Extract, Models};
use super::exit::Exit;
use super::model_folder::model_folder;
use super::outputs::Outputs;
use super::progress::Progress;
use super::report::{self, Report};
use crate::engine::{ModelError, ModelSpec, RtenEngine};
use crate::pipeline::{Extractor, Outcome, Profile, Step, Tagger, extract_all};
use crate::read::{self, Source};

/// Reads, extracts, writes.
pub(super) fn run(arguments: &Extract, report: Report) -> Result<Exit> {
    let began = Instant::now();
    let found = arguments.inputs.find();
    if found.iter().all(Result::is_err) {
        for error in found.iter().filter_map(|source| source.as_ref().err()) {
            report::warning(&error.to_string());
        }
        anyhow::bail!("nothing to read");
    }
    let threads = threads(&arguments.models);
    let extractor = extractor(&arguments.models, report)?;
    report.detail(&format!("loaded in {:.2} s; {threads} threads", began.elapsed().as_secs_f64()));

    let mut outputs = Outputs::open(arguments, found.iter().flatten().filter_map(Source::file))?;
    let bytes = found.iter().flatten().map(|source| source.bytes).sum();
    let mut progress = Progress::new(bytes, report.is_quiet());
    let mut counts = Counts::default();
    let entries = read::read(found, arguments.reading.settings()).map(|mut entry| {
        if let (Ok(article), Some(day)) = (&mut entry.article, arguments.date) {
            article.published.get_or_insert_with(|| day.to_string());
        }
        entry
    });
    extract_all(&extractor, entries, |outcome, bytes| {
        match &outcome {
            Outcome::Done { words, extraction } => {
                counts.words += words;
                counts.claims += extraction.claims.len();
                outputs.write(extraction)?;
            }
            Outcome::Unread(error) if !error.is_failure() => {
                counts.left_out += 1;
                progress.suspend(|| report.detail(&error.to_string()));
            }
            Outcome::Unread(error) => progress.suspend(|| report::warning(&error.to_string())),
            Outcome::Failed { article, error } => progress.suspend(|| report::warning(&format!("{article}: {error}; skipped"))),
        }
        counts.articles += 1;
        counts.failures +=
            usize::from(matches!(&outcome, Outcome::Failed { .. }) || matches!(&outcome, Outcome::Unread(error) if error.is_failure()));
        progress.article(bytes);
        anyhow::Ok(())
    })?;
    progress.finish();
    outputs.finish()?;
    report.detail(&shares(extractor.profile(), began.elapsed()));
    report.summary(&counts.line(began.elapsed().as_secs_f64()));
    Ok(if counts.failures > 0 { Exit::SomeFailed } else { Exit::Done })
}

/// How many threads to use: as many as asked for, or one for every core.
pub(super) fn threads(arguments: &Models) -> usize {
    arguments.threads.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from)
}

/// Loads the models. Every tagger's engine has all threads: two models take turns.
pub(super) fn extractor(arguments: &Models, report: Report) -> Result<Extractor> {
    let threads = threads(arguments);
    let load = |folder: &Path| -> Result<Tagger, ModelError> {
        let spec = ModelSpec::load(folder)?;
        report.detail(&format!("model {} {} from {}", spec.name, spec.version, folder.display()));
        Tagger::new(Box::new(RtenEngine::load(spec, threads)?))
    };
    let shared = |other: Option<&Path>| model_folder(other.or(arguments.model.as_deref()));
    let attribution = shared(arguments.attribution_model.as_deref())?;
    let entities = shared(arguments.entity_model.as_deref())?;
    let entity_tagger = if entities == attribution { None } else { Some(load(&entities)?) };
    Ok(Extractor::new(load(&attribution)?, entity_tagger, threads)?)
}

/// The share of every step in the time of the run; what is left over is loading, reading and writing.
fn shares(profile: &Profile, whole: Duration) -> String {
    let share = |taken: Duration| 100.0 * taken.as_secs_f64() / whole.as_secs_f64();
    let steps: Vec<String> = Step::ALL.iter().map(|&step| format!("{} {:.1} %", step.name(), share(profile.taken(step)))).collect();
    let rest = whole.saturating_sub(Step::ALL.iter().map(|&step| profile.taken(step)).sum());
    format!("{}, loading, reading and writing {:.1} %", steps.join(", "), share(rest))
}

/// What the closing line tells.
#[derive(Debug, Default)]
struct Counts {
    articles: usize,
    words: usize,
    claims: usize,
    failures: usize,
    left_out: usize,
}

impl Counts {
    fn line(&self, seconds: f64) -> String {
        let Self { articles, words, claims, failures, left_out } = self;
        let left_out = if *left_out > 0 { format!(", {left_out} left out") } else { String::new() };
        format!("{articles} articles, {words} words, {claims} claims, {failures} failures{left_out}, {seconds:.1} s")
    }
}
