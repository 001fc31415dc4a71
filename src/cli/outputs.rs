//! The outputs of `whosaid extract`: claims, annotations and failures.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::arguments::Extract;
use super::messages;
use super::shared_arguments::{Models, OutputFormat};
use crate::read::{Origin, ReadError};
use crate::report::ClaimsPage;
use crate::write::{Done, Findings, Format, FurtherColumns, Holds, Outputs, RunIdentity, Shortened, Target};

/// Creates or resumes every output file, so that one that cannot be written, or is an input, is discovered before the work begins. Also returns
/// what is done already.
pub(super) fn open<'a>(arguments: &Extract, inputs: impl Iterator<Item = &'a Path>, run: RunIdentity) -> Result<(Outputs, Done)> {
    let targets = targets(arguments);
    let paths: Vec<&Path> = targets.iter().map(|target| target.path.as_path()).collect();
    refuse_clashes(&paths, inputs)?;
    if arguments.excel
        && arguments.format != Some(OutputFormat::Csv)
        && !targets.iter().any(|target| target.holds == Holds::Claims(Format::ExcelCsv))
    {
        bail!("--excel is about CSV; add -o FILE.csv, or write a workbook with -o FILE.xlsx and leave out --excel");
    }
    let is_stream = arguments.outputs.is_empty() && (arguments.annotations.is_none() || arguments.format.is_some());
    if arguments.resume {
        if is_stream {
            bail!("--resume cannot continue standard output; write the claims to a file with -o FILE");
        }
        let (outputs, done) = Outputs::resume(&targets, run)?;
        return Ok((outputs.with_pages(make_page), done));
    }
    if let Some(path) = Outputs::left_over(&targets) {
        messages::warning(&format!(
            "{} is left over from an interrupted run; starting over, because --resume is not given",
            path.display()
        ));
    }
    let format = for_reader(arguments.format.map_or(Format::JsonLines, Format::from), arguments);
    let stream = is_stream.then(|| format.writer(BufWriter::new(io::stdout()), &FurtherColumns::kept(arguments.reading.kept()), false));
    Ok((Outputs::create(&targets, stream, run)?.with_pages(make_page), Done::default()))
}

/// The output files that the arguments name.
pub(super) fn targets(arguments: &Extract) -> Vec<Target> {
    let further = FurtherColumns::kept(arguments.reading.kept());
    let target = |path: &PathBuf, holds| Target { path: path.clone(), holds, further: further.clone() };
    let claims = arguments.outputs.iter().map(|(path, holds)| target(path, holds_for_reader(*holds, arguments)));
    let annotations = arguments.annotations.iter().map(|path| target(path, Holds::Annotations));
    let failures = arguments.errors.iter().map(|path| target(path, Holds::Failures));
    claims.chain(annotations).chain(failures).collect()
}

/// The format, with CSV made into CSV for Excel if the user asks for it.
fn for_reader(format: Format, arguments: &Extract) -> Format {
    if arguments.excel && format == Format::Csv { Format::ExcelCsv } else { format }
}

pub(super) fn holds_for_reader(holds: Holds, arguments: &Extract) -> Holds {
    if let Holds::Claims(format) = holds { Holds::Claims(for_reader(format, arguments)) } else { holds }
}

/// Reports cells that were cut.
pub(super) fn tell_shortened(Shortened { path, cells }: &Shortened) {
    let cells = if *cells == 1 { "1 cell that is".to_owned() } else { format!("{cells} cells that are") };
    messages::warning(&format!(
        "{}: {cells} longer than Excel's 32,767 characters end in […]; .csv, .json, .jsonl and .parquet hold all",
        path.display()
    ));
}

/// Removes the outputs of a run that is being resumed from the inputs, in case they are in a folder that it reads.
pub(super) fn leave_out_own(arguments: &Extract, found: &mut Vec<Result<Origin, ReadError>>) {
    let targets = targets(arguments);
    if arguments.resume && Outputs::left_over(&targets).is_some() {
        let own: Vec<PathBuf> = targets.iter().map(|target| place_of(&target.path)).collect();
        found.retain(|origin| !origin.as_ref().is_ok_and(|origin| origin.file().is_some_and(|file| own.contains(&place_of(file)))));
    }
}

/// Makes the page of what a run found.
fn make_page(found: &mut dyn Iterator<Item = io::Result<Findings>>, to: &mut dyn Write) -> io::Result<()> {
    let mut page = ClaimsPage::default();
    for found in found {
        let Findings { annotation, claims } = found?;
        for claim in &claims {
            page.claim(claim);
        }
        page.annotation(&annotation);
    }
    page.write(to)
}

/// Identifies everything that the bytes of the outputs depend on: all arguments except those known to change nothing.
pub(super) fn identity(arguments: &Extract, models: Vec<String>) -> RunIdentity {
    let settings = Extract {
        fail_fast: false,
        resume: false,
        // Models are compared by their fingerprints.
        models: Models { threads: None, model: None, entity_model: None, attribution_model: None, ..arguments.models.clone() },
        ..arguments.clone()
    };
    let command: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    RunIdentity { version: env!("CARGO_PKG_VERSION").to_owned(), models, settings: format!("{settings:?}"), command: command.join(" ") }
}

/// Refuses a file that is named for two outputs or is also an input, however its path is spelled.
pub(super) fn refuse_clashes<'a>(outputs: &[&Path], inputs: impl Iterator<Item = &'a Path>) -> Result<()> {
    let places: Vec<PathBuf> = outputs.iter().map(|path| place_of(path)).collect();
    if let Some(at) = (1..places.len()).find(|&at| places[..at].contains(&places[at])) {
        bail!("{} is given for two outputs; give each its own file", outputs[at].display());
    }
    for input in inputs.map(place_of) {
        if let Some(at) = places.iter().position(|place| *place == input) {
            bail!("{} is both an input and an output; give the output another name", outputs[at].display());
        }
    }
    Ok(())
}

/// The canonical path of a file. For a file that does not exist yet, it is based on the folder's; if that does not exist either, the path as given.
fn place_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let to_come = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(to_come).unwrap_or_else(|| path.to_path_buf())
}
