//! A model folder's `model.json`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The name of the file that describes a model folder.
const SPEC_FILE: &str = "model.json";

/// All that is to be known about a model before it runs. Nothing of it is a constant in the code.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelSpec {
    /// The folder it was read from.
    #[serde(skip)]
    pub folder: PathBuf,
    /// SHA-256 of `model.json`, in hexadecimal. As that holds the hashes of the other files, no other model has the same.
    #[serde(skip)]
    pub fingerprint: String,
    /// The model's name.
    pub name: String,
    /// The model's version.
    pub version: String,
    /// The longest window in tokens, special tokens included.
    pub max_length: usize,
    /// How many tokens neighbouring windows share.
    pub overlap: usize,
    /// The model's special tokens.
    pub tokens: SpecialTokens,
    /// Token type ids by the shape of a word.
    pub casing: CasingIds,
    /// The model's tasks.
    pub heads: Heads,
    /// SHA-256 of the folder's other files, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

/// The tokens that stand for something other than words.
#[derive(Debug, Clone, Deserialize)]
pub struct SpecialTokens {
    /// Opens a window.
    pub first: String,
    /// Closes a window.
    pub last: String,
    /// Stands for a break between two paragraphs.
    pub paragraph: String,
}

/// The token type id for each shape of a word.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct CasingIds {
    /// No capital letter.
    pub lower: u32,
    /// The first letter only, one-letter words included.
    pub capitalised: u32,
    /// All letters.
    pub upper: u32,
    /// Anything else.
    pub mixed: u32,
}

/// The tasks that a model has an output for; one that is absent is not the model's task.
#[derive(Debug, Clone, Deserialize)]
pub struct Heads {
    /// Names: persons, organisations, places, others.
    pub entities: Option<Head>,
    /// Sources, cues and contents.
    pub attribution: Option<Head>,
    /// Which cue owns which source and content.
    pub link: Option<LinkHead>,
    /// Whom pronouns and descriptions mean.
    pub reference: Option<ReferenceHead>,
}

/// A head that labels tokens.
#[derive(Debug, Clone, Deserialize)]
pub struct Head {
    /// BIO labels; a label's place is its column in the logits.
    pub labels: Vec<String>,
    /// How much a label (row) favours the one after it (column), added to the logits by the Viterbi decoder.
    pub transitions: Vec<Vec<f32>>,
}

/// The head that ties spans to cues.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkHead {
    /// The length of each of the two vectors that a token gets.
    pub width: usize,
    /// The file with the scorer's weights.
    pub scorer: String,
    /// What the scores have to reach.
    pub thresholds: LinkThresholds,
}

/// The head that ties pronouns and descriptions to names.
#[derive(Debug, Clone, Deserialize)]
pub struct ReferenceHead {
    /// The length of each of the two vectors that a token gets: as a pronoun, and as a name.
    pub width: usize,
    /// The file with the scorer's weights.
    pub scorer: String,
}

/// The probabilities that the links of a cue have to pass.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct LinkThresholds {
    /// For its best source.
    pub source: f32,
    /// For its best content.
    pub first: f32,
    /// For each further content.
    pub further: f32,
}

impl ModelSpec {
    /// Reads `model.json` from a folder and compares every file that it lists with its hash.
    ///
    /// # Errors
    ///
    /// When a file is missing, unreadable, or not the one that `model.json` describes.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        let path = folder.join(SPEC_FILE);
        let bytes = std::fs::read(&path).map_err(|source| ModelError::Unreadable { path: path.clone(), source })?;
        let mut spec: Self = serde_json::from_slice(&bytes).map_err(|source| ModelError::NotASpec { path: path.clone(), source })?;
        spec.folder = folder.to_path_buf();
        spec.fingerprint = hex::encode(Sha256::digest(&bytes));
        for head in [&spec.heads.entities, &spec.heads.attribution].into_iter().flatten() {
            let labels = head.labels.len();
            if labels == 0 || head.transitions.len() != labels || head.transitions.iter().any(|row| row.len() != labels) {
                return Err(ModelError::Transitions { path, labels });
            }
        }
        if spec.max_length <= spec.overlap + 2 {
            return Err(ModelError::Window { path, max_length: spec.max_length, overlap: spec.overlap });
        }
        for (name, expected) in &spec.files {
            let path = folder.join(name);
            let found = sha256(&path).map_err(|source| ModelError::Unreadable { path: path.clone(), source })?;
            if found != *expected {
                return Err(ModelError::WrongHash { path, expected: expected.clone(), found });
            }
        }
        Ok(spec)
    }

    /// The names of the model's outputs with their widths, in the order of [`super::WindowLogits::heads`].
    #[must_use]
    pub fn outputs(&self) -> Vec<(&'static str, usize)> {
        let Heads { entities, attribution, link, reference } = &self.heads;
        let labelled = [("entities", entities), ("attribution", attribution)];
        let labelled = labelled.into_iter().filter_map(|(name, head)| Some((name, head.as_ref()?.labels.len())));
        let link = link.iter().map(|head| ("link", 2 * head.width));
        labelled.chain(link).chain(reference.iter().map(|head| ("reference", 2 * head.width))).collect()
    }
}

fn sha256(path: &Path) -> io::Result<String> {
    let bytes = std::fs::read(path)?;
    Ok(hex::encode(Sha256::digest(&bytes)))
}

/// Why a model folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file is missing or cannot be opened.
    #[error("cannot read {} (a model folder holds model.json and the files that it lists)", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// `model.json` does not describe a model.
    #[error("{} does not describe a model", path.display())]
    NotASpec {
        /// The file.
        path: PathBuf,
        /// Where the JSON is wrong.
        source: serde_json::Error,
    },
    /// The transitions do not fit the labels.
    #[error("{}: a head with {labels} labels needs {labels} rows of {labels} transitions, and at least one label", path.display())]
    Transitions {
        /// The file.
        path: PathBuf,
        /// The number of labels.
        labels: usize,
    },
    /// Windows could not move forward.
    #[error("{}: windows of {max_length} tokens cannot overlap by {overlap}", path.display())]
    Window {
        /// The file.
        path: PathBuf,
        /// The longest window.
        max_length: usize,
        /// The tokens shared.
        overlap: usize,
    },
    /// A file is not the one that was shipped.
    #[error("{} is not the file that model.json lists (SHA-256 {found}, expected {expected}); fetch the folder again", path.display())]
    WrongHash {
        /// The file.
        path: PathBuf,
        /// The hash in `model.json`.
        expected: String,
        /// The file's hash.
        found: String,
    },
    /// A file is there, but its contents are of no use.
    #[error("{} cannot be used: {message}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The threads that the work is to be spread over cannot be started.
    #[error("cannot start the worker threads: {0}; try fewer with --threads")]
    Threads(String),
    /// The model is for another task.
    #[error("the model in {} has no head for {task}", folder.display())]
    NoHead {
        /// The model's folder.
        folder: PathBuf,
        /// What was asked of it.
        task: &'static str,
    },
}
