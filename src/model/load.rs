//! Reading a model folder's description of its model.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::errors::ModelError;
use super::folder::ModelFolder;
use super::hugging_face;
use super::labels::LabelTable;
use super::spec::ModelSpec;

/// The name of the file that describes a model folder.
const SPEC_FILE: &str = "model.json";

impl ModelSpec {
    /// The model folders at a path: the folder itself if it is one, or else those of its subfolders that are, sorted.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub(crate) fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let describes = |folder: &Path| [SPEC_FILE, hugging_face::CONFIG_FILE].iter().any(|name| folder.join(name).is_file());
        if describes(folder) {
            return Ok(vec![folder.to_path_buf()]);
        }
        let mut folders: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        folders.retain(|folder| describes(folder));
        folders.sort();
        Ok(folders)
    }

    /// Reads the description of a folder's model, and checks every file that `model.json` lists against its hash. The files of the built-in model are
    /// checked by the tests instead.
    ///
    /// A folder without `model.json` may be one of `transformers` with a token classification model.
    ///
    /// # Errors
    ///
    /// When a file is missing, unreadable, or not the one that `model.json` describes.
    pub fn load(folder: impl Into<ModelFolder>) -> Result<Self, ModelError> {
        Self::load_with(folder, &LabelTable::default())
    }

    /// Like [`Self::load`], with a table for the labels of third-party models.
    ///
    /// # Errors
    ///
    /// As for [`Self::load`], and when a label is not in the table.
    pub(crate) fn load_with(folder: impl Into<ModelFolder>, table: &LabelTable) -> Result<Self, ModelError> {
        let spec = Self::read(folder, table)?;
        if !spec.folder.is_built_in() {
            spec.verify().into_iter().try_for_each(|(_, checked)| checked)?;
        }
        Ok(spec)
    }

    /// Reads the description of a folder's model without checking the other files.
    ///
    /// # Errors
    ///
    /// When the file that describes the model is missing or invalid.
    pub(crate) fn read(folder: impl Into<ModelFolder>, table: &LabelTable) -> Result<Self, ModelError> {
        let folder = folder.into();
        let path = folder.path(SPEC_FILE);
        if !folder.has(SPEC_FILE) && folder.has(hugging_face::CONFIG_FILE) {
            return hugging_face::read(&folder, table);
        }
        let bytes = folder.read(SPEC_FILE)?;
        let mut spec: Self = serde_json::from_slice(&bytes).map_err(|source| ModelError::NotASpec { path: path.clone(), source })?;
        spec.folder = folder;
        spec.fingerprint = hex::encode(Sha256::digest(&bytes));
        for (_, head) in spec.heads.labelling() {
            let labels = head.labels.len();
            if labels == 0 || head.transitions.len() != labels || head.transitions.iter().any(|row| row.len() != labels) {
                return Err(ModelError::Transitions { path, labels });
            }
        }
        spec.check_window(&path)?;
        Ok(spec)
    }

    /// Checks every file that `model.json` lists against its hash; returns each file's name with the result.
    #[must_use]
    pub(crate) fn verify(&self) -> Vec<(&str, Result<(), ModelError>)> {
        self.files.iter().map(|(name, expected)| (name.as_str(), verify(&self.folder, name, expected))).collect()
    }
}

fn verify(folder: &ModelFolder, name: &str, expected: &str) -> Result<(), ModelError> {
    let found = hex::encode(Sha256::digest(folder.read(name)?));
    if found == expected {
        return Ok(());
    }
    Err(ModelError::WrongHash { path: folder.path(name), expected: expected.to_owned(), found })
}
