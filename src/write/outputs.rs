//! The outputs of a run.

use std::io;
use std::path::{Path, PathBuf};

use super::checkpoint::{Checkpoint, Done, RunIdentity};
use super::format::TableWriter;
use super::page::{Findings, MakePage, write_page};
use super::partial_file::{PartialFileWriter, partial_of};
use super::{ClaimWriter, Format, FurtherColumns, JsonLinesWriter, OutputError, PartialFile};
use crate::record::{Annotation, Claim, Failure};

/// A file for a run to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file's path.
    pub path: PathBuf,
    /// What goes into it.
    pub holds: Holds,
    /// The columns of a table beyond those of every claim.
    pub further: FurtherColumns,
}

/// The contents of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One record for every claim.
    Claims(Format),
    /// One record for every article.
    Annotations,
    /// One record for every article that failed.
    Failures,
    /// A page of everything found.
    Page,
}

impl Holds {
    /// The contents that a file's ending stands for.
    #[must_use]
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        let is_page = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm"));
        if is_page { Some(Self::Page) } else { Format::of_ending(path).map(Self::Claims) }
    }
}

/// A file in which some cells were cut because its form limits their length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortened {
    /// The file's path.
    pub(crate) path: PathBuf,
    /// The number of cells.
    pub(crate) cells: u64,
}

/// The outputs of a run, all of which resume from the same point after an interruption.
///
/// Files are `PartialFile`s. `Self::checkpoint` writes all of them to disk, and then a `Checkpoint` beside the first of them that says how far they
/// have come. [`Self::finish`] gives the files their names and removes the checkpoint.
pub struct Outputs {
    all: Vec<Output>,
    /// The path of the checkpoint; `None` where an output is not a file.
    checkpoint: Option<PathBuf>,
    run: RunIdentity,
    make_page: MakePage,
}

struct Output {
    place: String,
    writer: Writer,
    /// `None` for standard output.
    file: Option<(PartialFile, Target)>,
}

enum Writer {
    Claims(Box<dyn ClaimWriter>),
    Annotations(JsonLinesWriter<PartialFileWriter>),
    Failures(JsonLinesWriter<PartialFileWriter>),
    Page(JsonLinesWriter<PartialFileWriter>),
}

impl Outputs {
    /// Creates every output, so that one that cannot be written is discovered before the work begins. Overwrites whatever an interrupted run left.
    ///
    /// `stream` also receives the claims; a run with a stream cannot be resumed.
    ///
    /// # Errors
    ///
    /// When an output cannot be created; then everything is as it was before.
    pub fn create(targets: &[Target], stream: Option<Box<dyn ClaimWriter>>, run: RunIdentity) -> Result<Self, OutputError> {
        let mut files = open_all(targets)?;
        let checkpoint = checkpoint_of(targets);
        if let Some(path) = &checkpoint {
            Checkpoint::remove(path).map_err(|source| OutputError::NotBegun { path: path.clone(), source })?;
        }
        for file in &mut files {
            file.restart().map_err(|source| OutputError::NotBegun { path: file.target().to_path_buf(), source })?;
        }
        let mut all: Vec<Output> = files.into_iter().zip(targets).map(|(file, target)| Output::new(file, target)).collect();
        let is_stream = stream.is_some();
        all.extend(stream.map(|writer| Output { place: "standard output".to_owned(), writer: Writer::Claims(writer), file: None }));
        Ok(Self { all, checkpoint: checkpoint.filter(|_| !is_stream), run, make_page: no_page })
    }

    /// Sets the function that makes pages.
    #[must_use]
    pub(crate) fn with_pages(self, make_page: MakePage) -> Self {
        Self { make_page, ..self }
    }

    /// Creates a single file of claims.
    ///
    /// # Errors
    ///
    /// When it cannot be created.
    pub fn of_claims(path: &Path, format: Format) -> Result<Self, OutputError> {
        let target = Target { path: path.to_path_buf(), holds: Holds::Claims(format), further: FurtherColumns::default() };
        Self::create(&[target], None, RunIdentity::default())
    }

    /// Continues the outputs of an interrupted run from its checkpoint, and returns what is done already; creates them where there is no checkpoint.
    ///
    /// # Errors
    ///
    /// When the checkpoint belongs to another run, or a file is not as it was left; then nothing is touched.
    pub fn resume(targets: &[Target], run: RunIdentity) -> Result<(Self, Done), OutputError> {
        let path = checkpoint_of(targets);
        let found = path.as_deref().map_or(Ok(None), Checkpoint::load)?;
        let (Some(path), Some(found)) = (path, found) else {
            return Ok((Self::create(targets, None, run)?, Done::default()));
        };
        found.check(&path, &run)?;
        let mut files = open_all(targets)?;
        for (file, mark) in files.iter_mut().zip(&found.marks) {
            let resumed = file.resume(mark).map_err(|source| OutputError::NotBegun { path: file.target().to_path_buf(), source })?;
            if !resumed {
                return Err(OutputError::Changed(file.partial().to_path_buf()));
            }
        }
        let all = files.into_iter().zip(targets).map(|(file, target)| Output::new(file, target)).collect();
        Ok((Self { all, checkpoint: Some(path), run, make_page: no_page }, found.done))
    }

    /// A partial file or checkpoint that an interrupted run left, if there is one.
    #[must_use]
    pub(crate) fn left_over(targets: &[Target]) -> Option<PathBuf> {
        targets.iter().map(|target| partial_of(&target.path)).chain(checkpoint_of(targets)).find(|path| path.exists())
    }

    /// Writes what was found in an article.
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub fn write(&mut self, claims: &[Claim], annotation: &Annotation) -> Result<(), OutputError> {
        for output in &mut self.all {
            let written = match &mut output.writer {
                Writer::Claims(writer) => claims.iter().try_for_each(|claim| writer.write(claim)),
                Writer::Annotations(writer) => writer.write_record(annotation),
                Writer::Page(_) if claims.is_empty() => Ok(()),
                Writer::Page(writer) => writer.write_record(&Findings { annotation, claims }),
                Writer::Failures(_) => Ok(()),
            };
            written.map_err(|source| output.unwritable(source))?;
        }
        Ok(())
    }

    /// Writes claims, from any articles, to those files that hold only claims.
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub(crate) fn write_claims(&mut self, claims: &[Claim]) -> Result<(), OutputError> {
        for output in &mut self.all {
            if let Writer::Claims(writer) = &mut output.writer {
                claims.iter().try_for_each(|claim| writer.write(claim)).map_err(|source| output.unwritable(source))?;
            }
        }
        Ok(())
    }

    /// Writes the record of an article that failed.
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub(crate) fn write_failure(&mut self, failure: &Failure) -> Result<(), OutputError> {
        for output in &mut self.all {
            if let Writer::Failures(writer) = &mut output.writer {
                writer.write_record(failure).map_err(|source| output.unwritable(source))?;
            }
        }
        Ok(())
    }

    /// Writes everything to disk and makes this the point from which a later run can continue.
    ///
    /// # Errors
    ///
    /// When an output or the checkpoint cannot be written.
    pub(crate) fn checkpoint(&mut self, done: &Done) -> Result<(), OutputError> {
        let mut marks = Vec::new();
        for output in &mut self.all {
            output.writer.flush().map_err(|source| output.unwritable(source))?;
            if let (Some((file, _)), true) = (&output.file, self.checkpoint.is_some()) {
                marks.push(file.mark().map_err(|source| output.unwritable(source))?);
            }
        }
        let Some(path) = &self.checkpoint else { return Ok(()) };
        let checkpoint = Checkpoint { run: self.run.clone(), done: done.clone(), marks };
        checkpoint.save(path).map_err(|source| OutputError::Unwritable { place: path.display().to_string(), source })?;
        self.all.iter_mut().filter_map(|output| output.file.as_mut()).for_each(|(file, _)| file.keep());
        Ok(())
    }

    /// Whether a later run can continue from here.
    #[must_use]
    pub(crate) fn can_resume(&self) -> bool {
        self.checkpoint.as_ref().is_some_and(|path| path.exists())
    }

    /// Completes every output and gives the files their names. Nothing is left to resume.
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub fn finish(self) -> Result<Vec<Shortened>, OutputError> {
        let checkpoint = self.checkpoint.clone();
        let (gathered, shortened) = self.give_names()?;
        if let Some(path) = checkpoint {
            let removed = Checkpoint::remove(&path);
            removed.map_err(|source| OutputError::Unwritable { place: path.display().to_string(), source })?;
        }
        gathered.into_iter().for_each(PartialFile::discard);
        Ok(shortened)
    }

    /// Does the same, but leaves the checkpoint, because more work is to come; after that, remove it with [`remove_checkpoint`](super::remove_checkpoint).
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub(crate) fn finish_first_step(self) -> Result<Vec<Shortened>, OutputError> {
        self.give_names().map(|(_, shortened)| shortened)
    }

    /// Completes every output as far as it has come and gives the files their names, but keeps the checkpoint, so that a later run can continue.
    /// Where no article is done, older files stay as they are.
    ///
    /// # Errors
    ///
    /// When an output cannot be written.
    pub fn publish(mut self, done: &Done) -> Result<Vec<Shortened>, OutputError> {
        if done.articles == 0 {
            self.all.retain_mut(|output| output.is_begun().unwrap_or(true));
        }
        self.give_names().map(|(_, shortened)| shortened)
    }

    /// Completes the outputs and names the files. Returns the partial files that tables and pages were made from, and the shortened files.
    fn give_names(mut self) -> Result<(Vec<PartialFile>, Vec<Shortened>), OutputError> {
        for output in &mut self.all {
            output.writer.finish().map_err(|source| output.unwritable(source))?;
        }
        let (mut gathered, mut shortened) = (Vec::new(), Vec::new());
        for mut output in self.all {
            let Some((file, target)) = output.file.take() else { continue };
            let named = match target.table_writer() {
                _ if matches!(target.holds, Holds::Page) => {
                    let written = write_page(file.partial(), file.target(), self.make_page);
                    gathered.push(file);
                    written
                }
                None => file.publish(),
                Some(write) => {
                    let written = write(file.partial(), file.target(), &target.further);
                    gathered.push(file);
                    written.map(|cells| shortened.extend((cells > 0).then_some(Shortened { path: target.path, cells })))
                }
            };
            named.map_err(|source| output.unwritable(source))?;
        }
        Ok((gathered, shortened))
    }
}

impl Target {
    fn table_writer(&self) -> Option<TableWriter> {
        match self.holds {
            Holds::Claims(format) => format.table_writer(),
            Holds::Annotations | Holds::Failures | Holds::Page => None,
        }
    }
}

impl Output {
    fn new(file: PartialFile, target: &Target) -> Self {
        let (to, has_begun) = (file.writer(), !file.is_empty());
        let writer = match target.holds {
            Holds::Claims(format) => Writer::Claims(format.writer(to, &target.further, has_begun)),
            Holds::Annotations => Writer::Annotations(JsonLinesWriter::new(to)),
            Holds::Failures => Writer::Failures(JsonLinesWriter::new(to)),
            Holds::Page => Writer::Page(JsonLinesWriter::new(to)),
        };
        Self { place: file.target().display().to_string(), writer, file: Some((file, target.clone())) }
    }

    /// Whether anything has been written to it, or may have been.
    fn is_begun(&mut self) -> io::Result<bool> {
        self.writer.flush()?;
        Ok(self.file.as_ref().is_none_or(|(file, _)| !file.is_empty()))
    }

    fn unwritable(&self, source: io::Error) -> OutputError {
        OutputError::Unwritable { place: self.place.clone(), source }
    }
}

impl Writer {
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Claims(writer) => writer.flush(),
            Self::Annotations(writer) | Self::Failures(writer) | Self::Page(writer) => writer.flush(),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Claims(writer) => writer.finish(),
            Self::Annotations(writer) | Self::Failures(writer) | Self::Page(writer) => writer.flush(),
        }
    }
}

/// The function in place until [`Outputs::with_pages`] sets another.
fn no_page(_: &mut dyn Iterator<Item = io::Result<Findings>>, _: &mut dyn io::Write) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn open_all(targets: &[Target]) -> Result<Vec<PartialFile>, OutputError> {
    let open = |target: &Target| {
        PartialFile::open(&target.path).map_err(|source| match source.kind() {
            io::ErrorKind::ResourceBusy => OutputError::Busy(target.path.clone()),
            _ => OutputError::NotBegun { path: target.path.clone(), source },
        })
    };
    targets.iter().map(open).collect()
}

fn checkpoint_of(targets: &[Target]) -> Option<PathBuf> {
    targets.first().map(|target| Checkpoint::beside(&target.path))
}
