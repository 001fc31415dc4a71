//! Where articles are read from.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::Form;

/// An input as the user gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// A file, or standard input, that holds articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, or standard input.
    pub input: Input,
    /// The id of its article, or the prefix of its articles' ids: the path within the given folder, without its ending.
    pub id: String,
    /// How to read it; `None` to decide by its ending and content.
    pub form: Option<Form>,
    /// Its size in bytes; 0 where that is unknown.
    pub bytes: u64,
}

impl Origin {
    /// Standard input, or an open stream in its place.
    #[must_use]
    pub fn stdin(form: Option<Form>) -> Self {
        Self { input: Input::Stdin, id: "stdin".to_owned(), form, bytes: 0 }
    }

    /// The file as the user would write it; `None` for standard input.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        self.file().map(|path| path.display().to_string())
    }

    /// The file; `None` for standard input.
    #[must_use]
    pub(crate) fn file(&self) -> Option<&Path> {
        match &self.input {
            Input::Path(path) => Some(path),
            Input::Stdin => None,
        }
    }
}

/// A path as text for an id. Bytes that are not UTF-8 are written as `%FF`, so that different names stay different.
pub(super) fn id_of(path: &OsStr) -> String {
    let mut id = String::new();
    for chunk in path.as_encoded_bytes().utf8_chunks() {
        id.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(id, "%{byte:02X}");
        }
    }
    id
}
