//! Where the shipped model is.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The shipped model's place in the project.
const SHIPPED: &str = "models/news";

/// The folder of the model to use: the one asked for, or else the shipped one.
pub(super) fn model_folder(asked: Option<&Path>) -> Result<PathBuf> {
    match asked.map(Path::to_path_buf).or_else(|| shipped(SHIPPED)) {
        Some(folder) => Ok(folder),
        None => {
            bail!("no model found: {SHIPPED} is neither here nor beside the command; name its folder with --model DIR or WHOSAID_MODEL")
        }
    }
}

/// A folder of the project, looked for from the current folder and from the command's own folder upwards.
pub(super) fn shipped(folder: &str) -> Option<PathBuf> {
    let command = std::env::current_exe().unwrap_or_default();
    let mut places = std::iter::once(Path::new("")).chain(command.ancestors().skip(1)).map(|place| place.join(folder));
    places.find(|folder| folder.is_dir())
}
