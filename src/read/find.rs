//! Files and folders to sources, in order.

use std::path::Path;

use walkdir::WalkDir;

use super::form::without_ending;
use super::source::id_of;
use super::{Form, Input, Problem, ReadError, Source};

/// The sources of the inputs: files as they are given, folders walked in sorted order. `form` overrules the endings of files that are given
/// themselves, and says how standard input is to be read.
///
/// What is not there, or cannot be walked, stands in its place as an error.
#[must_use]
pub fn find(inputs: &[Input], form: Option<Form>) -> Vec<Result<Source, ReadError>> {
    inputs.iter().flat_map(|input| find_in(input, form)).collect()
}

fn find_in(input: &Input, form: Option<Form>) -> Vec<Result<Source, ReadError>> {
    let Input::Path(path) = input else { return vec![Ok(Source::stdin(form))] };
    if path.is_dir() {
        return walk(path);
    }
    match path.metadata() {
        Err(_) => vec![Err(ReadError::new(Some(path), Problem::Missing))],
        Ok(metadata) => {
            let form = form.or_else(|| Form::of_ending(path));
            let id = id_of(without_ending(Path::new(path.file_name().unwrap_or_default())).as_os_str());
            vec![Ok(Source { input: input.clone(), id, form, bytes: metadata.len() })]
        }
    }
}

fn walk(folder: &Path) -> Vec<Result<Source, ReadError>> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(|file| match file {
        Ok(file) if file.file_type().is_file() => {
            let form = Form::of_ending(file.path())?;
            let id = id_of(without_ending(file.path().strip_prefix(folder).unwrap_or(file.path())).as_os_str());
            let bytes = file.metadata().map_or(0, |metadata| metadata.len());
            Some(Ok(Source { input: Input::Path(file.path().to_path_buf()), id, form: Some(form), bytes }))
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_path_buf();
            Some(Err(ReadError::new(Some(&path), Problem::Unreadable(error.into()))))
        }
    });
    let files: Vec<_> = files.collect();
    let nothing = || ReadError::new(Some(folder), Problem::NothingToRead { endings: Form::endings() });
    if files.is_empty() { vec![Err(nothing())] } else { files }
}
