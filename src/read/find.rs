//! What there is to read, in order.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::ReadError;

/// What the user asks to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// How articles stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The file is one article.
    Text,
    /// Every line is a JSON object with one article.
    JsonLines,
}

impl Form {
    /// The form that a file's ending tells.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// A file, or standard input, that holds articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub input: Input,
    /// The id of its article, or the start of its articles' ids: the path within the folder that was asked for, without its ending.
    pub id: String,
    /// How to read it.
    pub form: Form,
    /// Its size; 0 where that is unknown.
    pub bytes: u64,
}

impl Source {
    /// The file as the user would write it; `None` for standard input.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        self.file().map(|path| path.display().to_string())
    }

    /// The file; `None` for standard input.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.input {
            Input::Path(path) => Some(path),
            Input::Stdin => None,
        }
    }

    /// The file's name for a message.
    #[must_use]
    pub fn place(&self) -> String {
        self.path().unwrap_or_else(|| "standard input".to_owned())
    }
}

/// The sources of the inputs: files as they are given, folders walked in sorted order. `form` overrules the endings of files that are given
/// themselves, and says how standard input is to be read (JSON Lines are recognised there by a first `{`).
///
/// What is not there, or cannot be walked, stands in its place as an error.
#[must_use]
pub fn find(inputs: &[Input], form: Option<Form>) -> Vec<Result<Source, ReadError>> {
    inputs.iter().flat_map(|input| find_in(input, form)).collect()
}

fn find_in(input: &Input, form: Option<Form>) -> Vec<Result<Source, ReadError>> {
    let Input::Path(path) = input else {
        let form = form.unwrap_or_else(sniff_stdin);
        return vec![Ok(Source { input: Input::Stdin, id: "stdin".to_owned(), form, bytes: 0 })];
    };
    if path.is_dir() {
        return walk(path);
    }
    match path.metadata() {
        Err(_) => vec![Err(ReadError::Missing(path.clone()))],
        Ok(metadata) => {
            let form = form.or_else(|| Form::of_ending(path)).unwrap_or(Form::Text);
            let id = Path::new(path.file_name().unwrap_or_default()).with_extension("").display().to_string();
            vec![Ok(Source { input: input.clone(), id, form, bytes: metadata.len() })]
        }
    }
}

fn walk(folder: &Path) -> Vec<Result<Source, ReadError>> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(|file| match file {
        Ok(file) if file.file_type().is_file() => {
            let form = Form::of_ending(file.path())?;
            let id = file.path().strip_prefix(folder).unwrap_or(file.path()).with_extension("");
            let bytes = file.metadata().map_or(0, |metadata| metadata.len());
            Some(Ok(Source { input: Input::Path(file.path().to_path_buf()), id: id.display().to_string(), form, bytes }))
        }
        Ok(_) => None,
        Err(error) => {
            let place = error.path().unwrap_or(folder).display().to_string();
            Some(Err(ReadError::Unreadable { place, source: error.into() }))
        }
    });
    let files: Vec<_> = files.collect();
    if files.is_empty() { vec![Err(ReadError::NothingToRead(folder.to_path_buf()))] } else { files }
}

/// Looks at standard input's first byte that is not white space, without taking it.
fn sniff_stdin() -> Form {
    use std::io::BufRead;
    let mut stdin = std::io::stdin().lock();
    let start = stdin.fill_buf().unwrap_or_default();
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    match start.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => Form::JsonLines,
        _ => Form::Text,
    }
}
