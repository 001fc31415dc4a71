//! `whosaid extract`.

use std::time::Instant;

use anyhow::{Result, anyhow, bail};
use jiff::civil::Date;

use super::arguments::Extract;
use super::count::count;
use super::exit::Exit;
use super::messages::{self, Messages};
use super::progress::Progress;
use super::shared_arguments::Models;
use super::{closing, interrupt, outputs, way_out};
use crate::extract::Extractor;
use crate::model::LabelTable;
use crate::read::{self, Entry, Origin, ReadError, Settings};
use crate::run::{Ended, Ending, Notice, Run, RunError};
use crate::write::{Done, Outputs};

/// Reads articles, extracts claims, and writes them.
pub(super) fn run(arguments: &Extract, messages: Messages) -> Result<Exit> {
    extract(arguments, AtEnd::Done, messages).map(|(_, exit)| exit)
}

/// What is left to do when the whole input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtEnd {
    /// Nothing.
    Done,
    /// Work that may be interrupted as well: the checkpoint stays, so that no article is read again.
    MoreWork,
}

/// Does the same as [`run`], and also returns whether the run reached the end of the input.
pub(super) fn extract(arguments: &Extract, at_end: AtEnd, messages: Messages) -> Result<(Ending, Exit)> {
    let began = Instant::now();
    let found = find(arguments)?;
    let extractor = extractor(&arguments.models, messages)?;
    messages.detail(&format!("loaded in {:.2} s; {}", began.elapsed().as_secs_f64(), count(extractor.threads() as u64, "thread")));
    let models = extractor.models().iter().map(|model| model.fingerprint.clone()).collect();
    let identity = outputs::identity(arguments, models);
    let (mut outputs, mut done) = outputs::open(arguments, found.iter().flatten().filter_map(Origin::file), identity)?;
    if done.articles > 0 {
        messages.summary(&format!("resuming after {}", count(done.articles, "article")));
    }

    let bytes = found.iter().flatten().map(|origin| origin.bytes).sum();
    let mut progress = Progress::new(bytes, messages.is_quiet());
    let stop = interrupt::watch(progress.messenger())?;
    let run = Run { extractor: &extractor, outputs: &mut outputs, done: &mut done, fail_fast: arguments.fail_fast, stop: &stop };
    let settings = arguments.reading.settings(extractor.language());
    let ended = run.run(entries(found, settings, arguments.date), |notice, bytes| {
        match notice {
            Notice::LeftOut(reason) => progress.suspend(|| messages.detail(&way_out::unread(reason))),
            Notice::Failed(failure) => {
                progress.suspend(|| messages::warning(&way_out::with(&failure.message, way_out::of_kind(&failure.kind))));
            }
            Notice::DoneBefore => return progress.done_before(bytes),
            Notice::Done => {}
        }
        progress.article(bytes);
    });
    progress.finish();
    let can_resume = outputs.can_resume();
    let ended = close(ended, at_end, outputs, &done, can_resume)?;

    messages.summary(&closing::counts(&done, began.elapsed()));
    if let Some(others) = closing::other_files(&arguments.inputs.other_files()) {
        messages.summary(&others);
    }
    messages.detail(&closing::shares(extractor.profile(), &ended, began.elapsed()));
    if let Some(way_on) = closing::way_on(&ended, &done, &outputs::targets(arguments), can_resume) {
        messages::warning(&way_on);
    }
    let exit = match ended.ending {
        Ending::Stopped => Exit::Interrupted,
        _ if done.failures > 0 => Exit::SomeFailed,
        _ => Exit::Done,
    };
    Ok((ended.ending, exit))
}

/// Finds the inputs, some of which may be errors.
pub(super) fn find(arguments: &Extract) -> Result<Vec<Result<Origin, ReadError>>> {
    let mut found = arguments.inputs.find();
    outputs::leave_out_own(arguments, &mut found);
    if found.iter().all(Result::is_err) {
        for error in found.iter().filter_map(|origin| origin.as_ref().err()) {
            messages::warning(&way_out::unread(error));
        }
        bail!("nothing to read");
    }
    if let Some(share) = arguments.reading.share() {
        found.retain(|origin| origin.as_ref().map_or(true, |origin| share.may_hold(origin)));
    }
    Ok(found)
}

/// The articles of the inputs; those without a day of publication get `date`.
fn entries(found: Vec<Result<Origin, ReadError>>, settings: Settings, date: Option<Date>) -> impl Iterator<Item = Entry> {
    read::read(found, settings).map(move |mut entry| {
        if let (Ok(article), Some(day)) = (&mut entry.article, date) {
            article.published.get_or_insert_with(|| day.to_string());
        }
        entry
    })
}

/// Gives the outputs their names, with as much in them as the run completed.
fn close(ended: Result<Ended, RunError>, at_end: AtEnd, outputs: Outputs, done: &Done, can_resume: bool) -> Result<Ended> {
    let began = Instant::now();
    let ended = ended.and_then(|ended| {
        let shortened = match (ended.ending, at_end) {
            (Ending::Whole, AtEnd::Done) => outputs.finish(),
            (Ending::Whole, AtEnd::MoreWork) => outputs.finish_first_step(),
            _ => outputs.publish(done),
        }?;
        shortened.iter().for_each(outputs::tell_shortened);
        Ok(Ended { writing: ended.writing + began.elapsed(), ..ended })
    });
    ended.map_err(|error| match error {
        RunError::Output(_) if can_resume => {
            anyhow!("{:#}; once it can be written again, run the same command with --resume to continue", anyhow!(error))
        }
        error => error.into(),
    })
}

/// Loads the models.
pub(super) fn extractor(arguments: &Models, messages: Messages) -> Result<Extractor> {
    let Models { threads, model, entity_model, entity_labels, attribution_model, engine, device, kernels } = arguments;
    let mut builder = Extractor::builder().device(*device);
    if let Some(threads) = threads {
        builder = builder.threads(usize::from(*threads));
    }
    if let Some(folder) = model {
        builder = builder.model(folder);
    }
    if let Some(folder) = entity_model {
        builder = builder.entity_model(folder);
    }
    if let Some(folder) = attribution_model {
        builder = builder.attribution_model(folder);
    }
    if let Some(file) = entity_labels {
        builder = builder.labels(LabelTable::with_file(file)?);
    }
    if let Some(engine) = engine {
        builder = builder.engine((*engine).into());
    }
    if let Some(kernels) = kernels {
        builder = builder.kernels(kernels);
    }
    let extractor = builder.build()?;
    for (spec, place) in extractor.models().into_iter().zip(extractor.runs_on()) {
        messages.detail(&format!("model {} {} from {}, on the {place}", spec.name, spec.version, spec.folder));
    }
    Ok(extractor)
}
