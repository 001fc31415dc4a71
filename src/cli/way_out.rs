//! Advice on errors in terms of the command's flags, which the library does not know.

use crate::model::ModelError;
use crate::read::ReadError;
use crate::run::RunError;
use crate::write::OutputError;

/// Advice on an article that could not be read, by the kind of its failure.
pub(super) fn of_kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "nothing_to_read" => "--include '*.ext' reads files with another ending",
        "too_large" => "--max-article-size raises the limit",
        "no_field" | "no_column" => "name the right one with --text-field",
        "nothing_to_keep" => "name the right one with --keep",
        "language" => "--any-language reads it",
        _ => return None,
    })
}

/// A message with advice after it.
pub(super) fn with(message: &str, way_out: Option<&str>) -> String {
    way_out.map_or_else(|| message.to_owned(), |way_out| format!("{message} ({way_out})"))
}

/// The message for an article that could not be read, with advice.
pub(super) fn unread(error: &ReadError) -> String {
    with(&error.to_string(), of_kind(error.kind()))
}

/// Advice on an error that ends the command.
pub(super) fn of_error(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let model = cause.downcast_ref::<ModelError>().and_then(of_model);
        let output = cause.downcast_ref::<OutputError>().and_then(of_output);
        let run = cause.downcast_ref::<RunError>().and_then(of_run);
        let read = cause.downcast_ref::<ReadError>().and_then(|error| of_kind(error.kind()));
        model.or_else(|| output.or(run).or(read).map(str::to_owned))
    })
}

fn of_model(error: &ModelError) -> Option<String> {
    Some(match error {
        ModelError::NoModel => "name a model folder with --model DIR or WHOSAID_MODEL".to_owned(),
        ModelError::Threads(_) => "try fewer with --threads".to_owned(),
        ModelError::Device { .. } => "leave out --device to run on the processor, or choose --engine torch for a graphics card".to_owned(),
        ModelError::NotForEngine { engine, .. } if *engine != "torch" => "choose another with --engine torch".to_owned(),
        ModelError::NoTorch { .. } => {
            "`cargo build --release --features torch` makes a build that has one; see scripts/libtorch".to_owned()
        }
        ModelError::UnknownLabels { labels, .. } => format!(
            "say what they are with --entity-labels FILE, as in {{\"types\": {{\"{}\": \"PER\"}}}}: PER, ORG, LOC, MISC, or null for \
             what is not a name",
            labels.first().map_or("", String::as_str)
        ),
        _ => return None,
    })
}

fn of_output(error: &OutputError) -> Option<&'static str> {
    match error {
        OutputError::OtherRun { .. } => Some("repeat that command with --resume, or leave out --resume to start over"),
        OutputError::NoCheckpoint { .. } | OutputError::Changed(_) => Some("leave out --resume to start over"),
        _ => None,
    }
}

fn of_run(error: &RunError) -> Option<&'static str> {
    match error {
        RunError::Output(error) => of_output(error),
        RunError::OtherInput(_) => Some("put its files back as they were, or leave out --resume to start over"),
    }
}
