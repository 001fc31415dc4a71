//! Files that can be continued after an interruption.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A file that grows beside its target, under the target's name with `.partial` appended, and takes the target's name when it is complete. Until
/// then, an older file of that name stays as it is.
///
/// The bytes up to a [`Mark`] can be found again by a later process, whatever was written after the mark. Dropping the value removes the
/// partial file, unless there is something in it to continue from.
#[derive(Debug)]
pub(crate) struct PartialFile {
    target: PathBuf,
    partial: PathBuf,
    growth: Rc<RefCell<Growth>>,
    keep: bool,
}

/// The writing end of a [`PartialFile`].
#[derive(Debug)]
pub(crate) struct PartialFileWriter(Rc<RefCell<Growth>>);

/// The beginning of a file, identified by its length and hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Its length in bytes.
    pub(crate) bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub(crate) sha256: String,
}

/// The file, and the length and hash of what has been written to it.
#[derive(Debug)]
struct Growth {
    file: File,
    bytes: u64,
    hash: Sha256,
}

impl PartialFile {
    /// Opens the partial file of `target`, to be begun with [`Self::restart`]. An older one is left as it is until then.
    ///
    /// # Errors
    ///
    /// When the folder is not writable, `target` is a folder, or another process is writing the file ([`io::ErrorKind::ResourceBusy`]).
    pub(crate) fn open(target: &Path) -> io::Result<Self> {
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let partial = partial_of(target);
        let is_old = partial.exists();
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&partial)?;
        // On file systems without locks, it is written to without one.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let growth = Rc::new(RefCell::new(Growth { file, bytes: 0, hash: Sha256::new() }));
        Ok(Self { target: target.to_path_buf(), partial, growth, keep: is_old })
    }

    /// Starts from an empty file, discarding whatever an older run left.
    ///
    /// # Errors
    ///
    /// When the system does not allow it.
    pub(crate) fn restart(&mut self) -> io::Result<()> {
        self.keep = false;
        self.growth.borrow_mut().go_on(0, Sha256::new())
    }

    /// Continues a file of which `mark` was taken. Its beginning is looked for in the partial file and then in the target; anything after the mark is
    /// cut off. False where neither begins with it.
    ///
    /// # Errors
    ///
    /// When the files cannot be read or written.
    pub(crate) fn resume(&mut self, mark: &Mark) -> io::Result<bool> {
        let partial = mark.is_start_of(&self.partial)?;
        let hash = match partial {
            Some(hash) => hash,
            None => match mark.is_start_of(&self.target)? {
                Some(hash) => {
                    self.restart()?;
                    io::copy(&mut File::open(&self.target)?.take(mark.bytes), &mut self.growth.borrow_mut().file)?;
                    hash
                }
                None => return Ok(false),
            },
        };
        self.growth.borrow_mut().go_on(mark.bytes, hash)?;
        self.keep = true;
        Ok(true)
    }

    /// The name that the file will take.
    #[must_use]
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The name that the file has until then.
    #[must_use]
    pub(crate) fn partial(&self) -> &Path {
        &self.partial
    }

    /// Whether nothing has been written yet.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.growth.borrow().bytes == 0
    }

    /// A writer to the file.
    #[must_use]
    pub(crate) fn writer(&self) -> PartialFileWriter {
        PartialFileWriter(Rc::clone(&self.growth))
    }

    /// Writes everything to disk, and returns a mark of what the file holds.
    ///
    /// # Errors
    ///
    /// When the system fails to write it.
    pub(crate) fn mark(&self) -> io::Result<Mark> {
        let growth = self.growth.borrow();
        growth.file.sync_data()?;
        Ok(Mark { bytes: growth.bytes, sha256: hex::encode(growth.hash.clone().finalize()) })
    }

    /// Keeps the partial file when this is dropped before it is published.
    pub(crate) fn keep(&mut self) {
        self.keep = true;
    }

    /// Removes the partial file.
    pub(crate) fn discard(mut self) {
        self.keep = false;
    }

    /// Renames the file to its target.
    ///
    /// # Errors
    ///
    /// When the system does not allow it.
    pub(crate) fn publish(mut self) -> io::Result<()> {
        self.growth.borrow().file.sync_all()?;
        fs::rename(&self.partial, &self.target)?;
        self.keep = true;
        Ok(())
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        if !self.keep {
            // If the file cannot be removed, nothing can be done about it.
            let _ = fs::remove_file(&self.partial);
        }
    }
}

impl Growth {
    /// Truncates the file after its first `bytes`, whose hash is `hash`, and continues from there.
    fn go_on(&mut self, bytes: u64, hash: Sha256) -> io::Result<()> {
        self.file.set_len(bytes)?;
        self.file.seek(SeekFrom::Start(bytes))?;
        (self.bytes, self.hash) = (bytes, hash);
        Ok(())
    }
}

impl Mark {
    /// The state of the hash after the marked bytes, if the file exists and begins with them.
    fn is_start_of(&self, path: &Path) -> io::Result<Option<Sha256>> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut hash = Sha256::new();
        let bytes = io::copy(&mut file.take(self.bytes), &mut HashWriter(&mut hash))?;
        let is_start = bytes == self.bytes && hex::encode(hash.clone().finalize()) == self.sha256;
        Ok(is_start.then_some(hash))
    }
}

struct HashWriter<'a>(&'a mut Sha256);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for PartialFileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut growth = self.0.borrow_mut();
        let written = growth.file.write(bytes)?;
        growth.hash.update(&bytes[..written]);
        growth.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().file.flush()
    }
}

/// The partial file's name.
pub(super) fn partial_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}
