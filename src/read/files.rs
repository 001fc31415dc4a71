//! Whole text files for input that is not articles: labels, settings.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Problem, ReadError};

/// The whole of a UTF-8 file, unchanged.
///
/// # Errors
///
/// When it does not exist, cannot be read, or is not UTF-8.
pub(crate) fn text_file(path: &Path) -> Result<String, ReadError> {
    let error = |problem| ReadError::new(Some(path), problem);
    if !path.exists() {
        return Err(error(Problem::Missing));
    }
    let bytes = fs::read(path).map_err(|source| error(Problem::Unreadable(source)))?;
    String::from_utf8(bytes).map_err(|_| error(Problem::NotUtf8))
}

/// The path itself where it is a file, otherwise all files below it in sorted order.
///
/// # Errors
///
/// When it does not exist, or a folder cannot be walked.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    if !path.exists() {
        return Err(ReadError::new(Some(path), Problem::Missing));
    }
    let file = |entry: walkdir::Result<walkdir::DirEntry>| match entry {
        Ok(entry) => entry.file_type().is_file().then(|| Ok(entry.into_path())),
        Err(error) => {
            let place = error.path().unwrap_or(path).to_path_buf();
            Some(Err(ReadError::new(Some(&place), Problem::Unreadable(error.into()))))
        }
    };
    WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_map(file).collect()
}
