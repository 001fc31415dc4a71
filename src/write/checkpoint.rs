//! The progress of an unfinished run, in a file beside its outputs.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::partial_file::partial_of;
use super::{Mark, OutputError, PartialFile};

/// A point that all outputs of a run have reached. It is replaced as a whole, after the outputs have been written to disk, so that however a
/// run ends, the checkpoint describes a point from which it can continue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// What must be the same for a run to continue from here.
    pub(crate) run: RunIdentity,
    /// What is done.
    pub(crate) done: Done,
    /// How far each output has come, in the order of the run's outputs.
    pub(crate) marks: Vec<Mark>,
}

/// Removes the checkpoint of a run whose first output is `first`.
///
/// # Errors
///
/// When the system does not allow it.
pub(crate) fn remove_checkpoint(first: &Path) -> io::Result<()> {
    Checkpoint::remove(&Checkpoint::beside(first))
}

/// What the bytes of a run's outputs depend on, besides the articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunIdentity {
    /// The program's version.
    pub version: String,
    /// Fingerprints of the models.
    pub models: Vec<String>,
    /// A fingerprint of all settings that the outputs depend on.
    pub settings: String,
    /// The command as given, for messages.
    pub command: String,
}

/// How much of the input is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The number of articles, failed ones included.
    pub articles: u64,
    /// A fingerprint of those articles.
    pub(crate) fingerprint: String,
    /// The number of their words.
    pub(crate) words: u64,
    /// The number of claims found in them.
    pub(crate) claims: u64,
    /// The number of articles that failed.
    pub failures: u64,
    /// The number of articles left out on purpose.
    pub(crate) left_out: u64,
}

impl Checkpoint {
    /// The path of the checkpoint of a run whose first output is `first`.
    #[must_use]
    pub(crate) fn beside(first: &Path) -> PathBuf {
        let mut name = first.as_os_str().to_owned();
        name.push(".checkpoint");
        name.into()
    }

    /// The checkpoint in a file; `None` where the file does not exist.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is not a checkpoint.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>, OutputError> {
        let no_checkpoint = |source: io::Error| OutputError::NoCheckpoint { path: path.to_path_buf(), source };
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| no_checkpoint(error.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(no_checkpoint(error)),
        }
    }

    /// Checks that a run can continue from here.
    ///
    /// # Errors
    ///
    /// When the checkpoint belongs to a different run; the error says what differs.
    pub(crate) fn check(&self, path: &Path, run: &RunIdentity) -> Result<(), OutputError> {
        let mine = &self.run;
        let other = if mine.version != run.version {
            Some("another version of whosaid")
        } else if mine.models != run.models {
            Some("another model")
        } else if mine.settings != run.settings {
            Some("other inputs, outputs or settings")
        } else {
            None
        };
        other.map_or(Ok(()), |other| Err(OutputError::OtherRun { path: path.to_path_buf(), other, command: mine.command.clone() }))
    }

    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let mut file = PartialFile::open(path)?;
        file.restart()?;
        file.writer().write_all(&serde_json::to_vec(self)?)?;
        file.publish()
    }

    /// Removes what [`Self::save`] wrote, including what an interrupted save left.
    pub(super) fn remove(path: &Path) -> io::Result<()> {
        for path in [path.to_path_buf(), partial_of(path)] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}
