//! `whosaid extract`.

use std::path::Path;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::{Result, anyhow, bail};

use super::arguments::{Extract, Models};
use super::exit::Exit;
use super::model_folder::model_folder;
use super::progress::Progress;
use super::report::{self, Report};
use super::{closing, interrupt, outputs};
use crate::engine::Settings;
use crate::extract::{Extractor, Tagger};
use crate::model::{LabelTable, ModelFolder, ModelSpec};
use crate::read::{self, Entry, ReadError, Source};
use crate::run::{Ended, Ending, Notice, Run, RunError};
use crate::write::{Done, Outputs};

/// Reads, extracts, writes.
pub(super) fn run(arguments: &Extract, report: Report) -> Result<Exit> {
    let began = Instant::now();
    let found = find(arguments)?;
    let threads = threads(&arguments.models);
    let extractor = extractor(&arguments.models, report)?;
    report.detail(&format!("loaded in {:.2} s; {threads} threads", began.elapsed().as_secs_f64()));
    let models = extractor.models().iter().map(|model| model.fingerprint.clone()).collect();
    let identity = outputs::identity(arguments, models);
    let (mut outputs, mut done) = outputs::open(arguments, found.iter().flatten().filter_map(Source::file), identity)?;
    if done.articles > 0 {
        report.summary(&format!("going on after {}", closing::articles(done.articles)));
    }

    let bytes = found.iter().flatten().map(|source| source.bytes).sum();
    let mut progress = Progress::new(bytes, report.is_quiet());
    let stop = interrupt::watch(progress.messenger())?;
    let run = Run { extractor: &extractor, outputs: &mut outputs, done: &mut done, fail_fast: arguments.fail_fast, stop: &stop };
    let ended = run.run(entries(found, arguments), |notice, bytes| {
        match notice {
            Notice::LeftOut(reason) => progress.suspend(|| report.detail(&reason.to_string())),
            Notice::Failed(failure) => progress.suspend(|| report::warning(&failure.message)),
            Notice::DoneBefore => return progress.done_before(bytes),
            Notice::Done => {}
        }
        progress.article(bytes);
    });
    progress.finish();
    let can_resume = outputs.can_resume();
    let ended = close(ended, outputs, &done, can_resume)?;

    report.summary(&closing::counts(&done, began.elapsed()));
    report.detail(&closing::shares(extractor.profile(), &ended, began.elapsed()));
    if let Some(way_on) = closing::way_on(&ended, &done, &outputs::targets(arguments), can_resume) {
        report::warning(&way_on);
    }
    Ok(match ended.ending {
        Ending::Stopped => Exit::Interrupted,
        _ if done.failures > 0 => Exit::SomeFailed,
        _ => Exit::Done,
    })
}

/// What there is to read, part of which may be in error.
fn find(arguments: &Extract) -> Result<Vec<Result<Source, ReadError>>> {
    let mut found = arguments.inputs.find();
    outputs::leave_out_own(arguments, &mut found);
    if found.iter().all(Result::is_err) {
        for error in found.iter().filter_map(|source| source.as_ref().err()) {
            report::warning(&error.to_string());
        }
        bail!("nothing to read");
    }
    Ok(found)
}

fn entries(found: Vec<Result<Source, ReadError>>, arguments: &Extract) -> impl Iterator<Item = Entry> {
    read::read(found, arguments.reading.settings()).map(|mut entry| {
        if let (Ok(article), Some(day)) = (&mut entry.article, arguments.date) {
            article.published.get_or_insert_with(|| day.to_string());
        }
        entry
    })
}

/// Gives the outputs their names, where the run came so far.
fn close(ended: Result<Ended, RunError>, outputs: Outputs, done: &Done, can_resume: bool) -> Result<Ended> {
    let began = Instant::now();
    let ended = ended.and_then(|ended| {
        if ended.ending == Ending::Whole { outputs.finish() } else { outputs.publish(done) }?;
        Ok(Ended { writing: ended.writing + began.elapsed(), ..ended })
    });
    ended.map_err(|error| match error {
        RunError::Output(_) if can_resume => {
            anyhow!("{:#}; when it can be written again, the same command with --resume goes on", anyhow!(error))
        }
        error => error.into(),
    })
}

/// How many threads to use: as many as asked for, or one for every core.
pub(super) fn threads(arguments: &Models) -> usize {
    arguments.threads.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from)
}

/// Loads the models. Every tagger's engine has all threads: two models take turns.
pub(super) fn extractor(arguments: &Models, report: Report) -> Result<Extractor> {
    let threads = threads(arguments);
    let settings = Settings { engine: arguments.engine.map(Into::into), device: arguments.device, threads };
    let load = |folder: ModelFolder, labels: &LabelTable| -> Result<Tagger> {
        let spec = ModelSpec::load_with(folder, labels)?;
        report.detail(&format!("model {} {} from {}", spec.name, spec.version, spec.folder));
        Ok(Tagger::new(settings.open(spec)?)?)
    };
    let shared = |other: Option<&Path>| model_folder(other.or(arguments.model.as_deref()));
    let attribution = shared(arguments.attribution_model.as_deref())?;
    let entities = shared(arguments.entity_model.as_deref())?;
    let labels = arguments.entity_labels.as_deref().map(LabelTable::with_file).transpose()?.unwrap_or_default();
    let entity_tagger = if entities == attribution { None } else { Some(load(entities, &labels)?) };
    Ok(Extractor::new(load(attribution, &labels)?, entity_tagger, threads)?)
}
