//! Copies of the shipped model's folder, for tests that break them or use them as a second model.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::support::{Folder, shipped_model};
use super::tiny_weights::tiny_weights;

/// A copy of the shipped model's folder.
pub(crate) struct ModelCopy {
    pub(crate) path: PathBuf,
}

impl ModelCopy {
    pub(crate) fn new(folder: &Folder, name: &str) -> Self {
        let copy = Self { path: folder.make(name) };
        fs::copy(shipped_model().join("model.json"), copy.file("model.json")).unwrap();
        for file in copy.listed() {
            fs::copy(shipped_model().join(&file), copy.file(&file)).unwrap();
        }
        copy
    }

    /// A model that finds claims very quickly, though meaningless ones.
    pub(crate) fn tiny(folder: &Folder) -> Self {
        let copy = Self::new(folder, "tiny");
        copy.write("model.int8.safetensors", &tiny_weights());
        copy.vouch_for("model.int8.safetensors");
        copy
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The files listed in `model.json`.
    pub(crate) fn listed(&self) -> Vec<String> {
        self.spec()["files"].as_object().unwrap().keys().cloned().collect()
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.file(name)).unwrap();
    }

    pub(crate) fn write(&self, name: &str, contents: &[u8]) {
        fs::write(self.file(name), contents).unwrap();
    }

    /// Truncates a file to half its length.
    pub(crate) fn halve(&self, name: &str) {
        let contents = fs::read(self.file(name)).unwrap();
        self.write(name, &contents[..contents.len() / 2]);
    }

    /// Updates a file's hash in `model.json`, as if the file had been shipped in its current state.
    pub(crate) fn vouch_for(&self, name: &str) {
        let hash = hash(&self.file(name));
        self.edit(|spec| spec["files"][name] = hash.into());
    }

    pub(crate) fn edit(&self, change: impl FnOnce(&mut Value)) {
        let mut spec = self.spec();
        change(&mut spec);
        self.write("model.json", &serde_json::to_vec(&spec).unwrap());
    }

    fn spec(&self) -> Value {
        serde_json::from_slice(&fs::read(self.file("model.json")).unwrap()).unwrap()
    }
}

fn hash(path: &Path) -> String {
    hex::encode(Sha256::digest(fs::read(path).unwrap()))
}
