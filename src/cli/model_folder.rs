//! Which model to use.

use std::path::Path;

use anyhow::{Context, Result};

use crate::model::ModelFolder;

/// The model asked for, or else the one in the program.
pub(super) fn model_folder(asked: Option<&Path>) -> Result<ModelFolder> {
    let folder = asked.map(ModelFolder::from).or_else(ModelFolder::built_in);
    folder.context("this build has no model in it; name a model's folder with --model DIR or WHOSAID_MODEL")
}
