//! A model's folder, on disk or built into the program.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::errors::ModelError;

/// The place that a model's files are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFolder(Place);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Disk(PathBuf),
    /// File names with their contents.
    BuiltIn(&'static [(&'static str, &'static [u8])]),
}

/// The name for the folder of the built-in model in messages.
const BUILT_IN: &str = "the built-in model";

impl ModelFolder {
    /// A folder on disk.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(Place::Disk(path.into()))
    }

    /// The built-in model; `None` in a build without the feature `embed-model`.
    #[must_use]
    pub fn built_in() -> Option<Self> {
        super::embedded::FILES.map(|files| Self(Place::BuiltIn(files)))
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// When the file does not exist or cannot be read.
    pub fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, ModelError> {
        let found = match &self.0 {
            Place::Disk(folder) => fs::read(folder.join(name)).map(Cow::Owned),
            Place::BuiltIn(files) => {
                let found = files.iter().find(|(known, _)| *known == name);
                found.map(|&(_, bytes)| Cow::Borrowed(bytes)).ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        };
        found.map_err(|source| ModelError::Unreadable { path: self.path(name), source })
    }

    /// Whether the file exists.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        match &self.0 {
            Place::Disk(folder) => folder.join(name).is_file(),
            Place::BuiltIn(files) => files.iter().any(|(known, _)| *known == name),
        }
    }

    /// The path of a file; for the built-in model, one that only serves as a name.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The path of the folder; for the built-in model, one that only serves as a name.
    #[must_use]
    pub fn root(&self) -> &Path {
        match &self.0 {
            Place::Disk(folder) => folder,
            Place::BuiltIn(_) => Path::new(BUILT_IN),
        }
    }

    /// Whether this is the built-in model.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        matches!(self.0, Place::BuiltIn(_))
    }
}

impl Default for ModelFolder {
    /// The current folder.
    fn default() -> Self {
        Self::at("")
    }
}

impl fmt::Display for ModelFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root().display().fmt(f)
    }
}

impl<P: AsRef<Path> + ?Sized> From<&P> for ModelFolder {
    fn from(path: &P) -> Self {
        Self::at(path.as_ref())
    }
}

impl From<PathBuf> for ModelFolder {
    fn from(path: PathBuf) -> Self {
        Self::at(path)
    }
}
