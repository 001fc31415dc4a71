//! Files and folders to origins, in order.

use std::collections::{BTreeMap, HashMap};
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use walkdir::{DirEntry, WalkDir};

use super::form::without_ending;
use super::origin::id_of;
use super::{Form, Input, Origin, Problem, ReadError};

/// Which files of a folder are read: globs in the syntax of `.gitignore`, relative to the folder given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Globs {
    /// Only files that match one of these are read, whatever their ending; empty to read all files with a known ending.
    pub include: Vec<String>,
    /// Files that match one of these are not read.
    pub exclude: Vec<String>,
}

impl Globs {
    /// Checks the syntax of a glob.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it.
    pub(crate) fn check(glob: &str) -> Result<(), String> {
        OverrideBuilder::new(".").add(glob).map(|_| ()).map_err(|error| error.to_string())
    }

    /// The globs relative to a folder; invalid ones are skipped.
    fn beneath(&self, folder: &Path) -> Override {
        let mut globs = OverrideBuilder::new(folder);
        for glob in &self.include {
            let _ = globs.add(glob);
        }
        for glob in &self.exclude {
            let _ = globs.add(&format!("!{glob}"));
        }
        globs.build().unwrap_or_else(|_| Override::empty())
    }
}

/// The origins of the inputs: files as given, folders walked in sorted order. Of the links in a folder, only those to files are followed. `form`
/// overrides the endings of files that are given directly, and says how to read standard input.
///
/// Whatever does not exist or cannot be walked yields an error in its place.
#[must_use]
pub fn find(inputs: &[Input], form: Option<Form>, globs: &Globs) -> Vec<Result<Origin, ReadError>> {
    inputs.iter().flat_map(|input| find_in(input, form, globs)).collect()
}

fn find_in(input: &Input, form: Option<Form>, globs: &Globs) -> Vec<Result<Origin, ReadError>> {
    let Input::Path(path) = input else { return vec![Ok(Origin::stdin(form))] };
    if path.is_dir() {
        return walk(path, globs);
    }
    match path.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => vec![Err(ReadError::new(Some(path), Problem::Missing))],
        Err(error) => vec![Err(ReadError::new(Some(path), Problem::Unreadable(error)))],
        // A pipe given by its own path, as by `<(...)` in a shell, is meant to be read.
        Ok(metadata) => {
            let id = id_of(without_ending(Path::new(path.file_name().unwrap_or_default())).as_os_str());
            vec![Ok(Origin { input: input.clone(), id, form, bytes: metadata.len() })]
        }
    }
}

/// How many files of the folders among the inputs [`find`] passes over because nothing is known to be read from such files, by their endings
/// (".pdf"; empty for files without one). Hidden files are not counted.
#[must_use]
pub fn other_files(inputs: &[Input], globs: &Globs) -> BTreeMap<String, u64> {
    let mut others = BTreeMap::new();
    let folders = inputs.iter().filter_map(|input| if let Input::Path(path) = input { Some(path) } else { None });
    for folder in folders.filter(|path| globs.include.is_empty() && path.is_dir()) {
        let wanted = globs.beneath(folder);
        let is_wanted = |entry: &DirEntry| is_wanted(&wanted, entry) && (entry.depth() == 0 || !is_hidden(entry));
        let files = WalkDir::new(folder).into_iter().filter_entry(is_wanted).flatten().filter(|entry| entry.file_type().is_file());
        for file in files.filter(|file| Form::of_ending(file.path()).is_none()) {
            let ending = file.path().extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy().to_lowercase()));
            *others.entry(ending).or_default() += 1;
        }
    }
    others
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_wanted(globs: &Override, entry: &DirEntry) -> bool {
    entry.depth() == 0 || !globs.matched(entry.path(), entry.file_type().is_dir()).is_ignore()
}

fn walk(folder: &Path, globs: &Globs) -> Vec<Result<Origin, ReadError>> {
    let wanted = globs.beneath(folder);
    let is_wanted = |entry: &DirEntry| is_wanted(&wanted, entry);
    let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_wanted);
    let by_ending = globs.include.is_empty();
    let mut found = Vec::new();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.depth() > 0 && entry.path_is_symlink() {
                    walk.skip_current_dir();
                    found.push(Err(ReadError::new(Some(entry.path()), Problem::LinkToFolder)));
                }
            }
            Ok(entry) if entry.file_type().is_file() => {
                if !by_ending || Form::of_ending(entry.path()).is_some() {
                    found.push(Ok(origin(folder, &entry)));
                }
            }
            Ok(entry) => found.push(Err(ReadError::new(Some(entry.path()), Problem::NotAFile(what(entry.file_type()))))),
            Err(error) => found.push(Err(walk_error(folder, error))),
        }
    }
    keep_ids_apart(folder, &mut found);
    let nothing = || ReadError::new(Some(folder), Problem::NothingToRead { endings: Form::endings() });
    if found.is_empty() { vec![Err(nothing())] } else { found }
}

fn origin(folder: &Path, entry: &DirEntry) -> Origin {
    let path = entry.path();
    let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
    Origin { input: Input::Path(path.to_path_buf()), id: id_of(without_ending(beneath(folder, path)).as_os_str()), form: None, bytes }
}

fn beneath<'a>(folder: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(folder).unwrap_or(path)
}

/// Gives files that differ only in their endings ids that include the ending.
fn keep_ids_apart(folder: &Path, found: &mut [Result<Origin, ReadError>]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    found.iter().flatten().for_each(|origin| *counts.entry(origin.id.clone()).or_default() += 1);
    for origin in found.iter_mut().flatten().filter(|origin| counts[&origin.id] > 1) {
        let id = origin.file().map(|path| id_of(beneath(folder, path).as_os_str()));
        origin.id = id.unwrap_or_default();
    }
}

fn walk_error(folder: &Path, error: walkdir::Error) -> ReadError {
    let path: PathBuf = error.path().unwrap_or(folder).to_path_buf();
    let is_link = path.is_symlink();
    let problem = match error.into_io_error() {
        Some(error) if error.kind() == ErrorKind::PermissionDenied || !is_link => Problem::Unreadable(error),
        Some(error) if error.kind() == ErrorKind::NotFound => Problem::DanglingLink,
        // A folder that is its own ancestor, or a link to itself: the only other reasons why a link cannot be followed.
        _ => Problem::LinkLoop,
    };
    ReadError::new(Some(&path), problem)
}

/// A name for something that is neither a file nor a folder.
fn what(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        } else if kind.is_socket() {
            return "a socket";
        } else if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    let _ = kind;
    "something else"
}
