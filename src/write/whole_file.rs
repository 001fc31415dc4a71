//! Files that are either complete or absent.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::NamedTempFile;

/// A file that is written under a temporary name in the same folder and takes its own name only when it is complete.
///
/// An older file of that name stays as it is until then. A file dropped before it is complete is removed.
pub(crate) struct WholeFile {
    temporary: NamedTempFile,
    target: PathBuf,
    /// The handle that writers share.
    file: Rc<File>,
}

/// The writing end of a [`WholeFile`].
pub(crate) struct WholeFileWriter(Rc<File>);

impl WholeFile {
    /// Begins a file that will be called `target`.
    ///
    /// # Errors
    ///
    /// When its folder is not writable, or `target` is a folder.
    pub(crate) fn create(target: &Path) -> io::Result<Self> {
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        let temporary = builder.prefix(&prefix).suffix(".partial");
        #[cfg(unix)]
        let temporary = {
            use std::os::unix::fs::PermissionsExt;
            temporary.permissions(std::fs::Permissions::from_mode(0o666))
        };
        // The error names the temporary file, which means nothing to the user.
        let temporary = temporary.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
        let file = Rc::new(temporary.reopen()?);
        Ok(Self { temporary, target: target.to_path_buf(), file })
    }

    /// Writes a file with the given contents.
    ///
    /// # Errors
    ///
    /// As for [`Self::create`], and when the contents cannot be written.
    pub(crate) fn write(target: &Path, contents: &[u8]) -> io::Result<()> {
        let file = Self::create(target)?;
        file.writer().write_all(contents)?;
        file.commit()
    }

    /// A writer to the file.
    #[must_use]
    pub(crate) fn writer(&self) -> WholeFileWriter {
        WholeFileWriter(Rc::clone(&self.file))
    }

    /// Renames the file to its target.
    ///
    /// # Errors
    ///
    /// When the system does not allow it.
    pub(crate) fn commit(self) -> io::Result<()> {
        self.file.sync_all()?;
        self.temporary.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for WholeFileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_ref().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_ref().flush()
    }
}

/// Removes an intermediate file, if it exists.
///
/// # Errors
///
/// When the system does not allow it.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path).or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Creates a folder and its parents where they do not exist.
///
/// # Errors
///
/// When the system does not allow it.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}
