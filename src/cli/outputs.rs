//! Where claims and annotations go.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::Extract;
use crate::pipeline::Extraction;
use crate::write::{ClaimWriter, Format, JsonLinesWriter, WholeFile, WholeFileWriter};

/// All that a run writes.
pub(super) struct Outputs {
    claims: Vec<ClaimOutput>,
    annotations: Option<AnnotationOutput>,
}

struct ClaimOutput {
    place: String,
    writer: Box<dyn ClaimWriter>,
    /// None for standard output.
    file: Option<WholeFile>,
}

struct AnnotationOutput {
    path: PathBuf,
    writer: JsonLinesWriter<WholeFileWriter>,
    file: WholeFile,
}

impl Outputs {
    /// Begins every file that is asked for, so that one that cannot be written, or is an input, is known before the work.
    pub(super) fn open<'a>(arguments: &Extract, inputs: impl Iterator<Item = &'a Path>) -> Result<Self> {
        let targets: Vec<&PathBuf> = arguments.outputs.iter().map(|(path, _)| path).chain(&arguments.annotations).collect();
        refuse_clashes(&targets, inputs)?;
        let mut claims = Vec::new();
        for (path, format) in &arguments.outputs {
            let file = begin(path)?;
            claims.push(ClaimOutput { place: path.display().to_string(), writer: format.writer(file.writer()), file: Some(file) });
        }
        if claims.is_empty() && (arguments.annotations.is_none() || arguments.format.is_some()) {
            let format = arguments.format.map_or(Format::JsonLines, Format::from);
            let writer = format.writer(BufWriter::new(io::stdout()));
            claims.push(ClaimOutput { place: "standard output".to_owned(), writer, file: None });
        }
        let annotations = arguments.annotations.as_ref().map(|path| {
            let file = begin(path)?;
            anyhow::Ok(AnnotationOutput { path: path.clone(), writer: JsonLinesWriter::new(file.writer()), file })
        });
        Ok(Self { claims, annotations: annotations.transpose()? })
    }

    /// Writes what was found in an article to every output.
    pub(super) fn write(&mut self, extraction: &Extraction) -> Result<()> {
        for output in &mut self.claims {
            for claim in &extraction.claims {
                output.writer.write(claim).with_context(|| cannot_write(&output.place))?;
            }
        }
        if let Some(output) = &mut self.annotations {
            output.writer.write_record(&extraction.annotation).with_context(|| cannot_write(&output.path.display().to_string()))?;
        }
        Ok(())
    }

    /// Ends every output and gives the files their names.
    pub(super) fn finish(self) -> Result<()> {
        for mut output in self.claims {
            output.writer.finish().with_context(|| cannot_write(&output.place))?;
            if let Some(file) = output.file {
                file.commit().with_context(|| cannot_write(&output.place))?;
            }
        }
        if let Some(mut output) = self.annotations {
            let place = output.path.display().to_string();
            output.writer.flush().with_context(|| cannot_write(&place))?;
            output.file.commit().with_context(|| cannot_write(&place))?;
        }
        Ok(())
    }
}

/// Refuses a file that is named for two outputs, or is an input, however it is spelled.
fn refuse_clashes<'a>(targets: &[&PathBuf], inputs: impl Iterator<Item = &'a Path>) -> Result<()> {
    let places: Vec<PathBuf> = targets.iter().map(|target| place_of(target)).collect();
    if let Some(at) = (1..places.len()).find(|&at| places[..at].contains(&places[at])) {
        bail!("{} is named for two outputs; give each its own file", targets[at].display());
    }
    for input in inputs.map(place_of) {
        if let Some(at) = places.iter().position(|place| *place == input) {
            bail!("{} is an input and named as an output; give the output another name", targets[at].display());
        }
    }
    Ok(())
}

/// A file's one true path: of its folder where the file is still to come, and as it was given where that does not exist either.
fn place_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let to_come = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(to_come).unwrap_or_else(|| path.to_path_buf())
}

fn begin(path: &Path) -> Result<WholeFile> {
    WholeFile::create(path)
        .with_context(|| format!("{}; choose a file in a folder that exists and lets you write", cannot_write(&path.display().to_string())))
}

fn cannot_write(place: &str) -> String {
    format!("cannot write {place}")
}
