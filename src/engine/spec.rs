//! What a model folder says about its model.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::hugging_face;
use super::labels::LabelTable;
use super::model_error::ModelError;

/// The name of the file that describes a model folder.
const SPEC_FILE: &str = "model.json";

/// All that is to be known about a model before it runs. Nothing of it is a constant in the code.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelSpec {
    /// The folder it was read from.
    #[serde(skip)]
    pub folder: PathBuf,
    /// SHA-256 of `model.json`, in hexadecimal. As that holds the hashes of the other files, no other model has the same. Where there is none,
    /// that of the other files.
    #[serde(skip)]
    pub fingerprint: String,
    /// The model's name.
    pub name: String,
    /// The model's version; empty where it has none.
    pub version: String,
    /// The longest window in tokens, special tokens included.
    pub max_length: usize,
    /// How many tokens neighbouring windows share.
    pub overlap: usize,
    /// What splits text into tokens.
    #[serde(default)]
    pub vocabulary: Vocabulary,
    /// The model's special tokens.
    pub tokens: SpecialTokens,
    /// Token type ids by the shape of a word.
    pub casing: CasingIds,
    /// The model's tasks.
    pub heads: Heads,
    /// SHA-256 of the folder's other files, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

/// The file that holds a model's vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    /// `tokenizer.json`, which says how text is split as well.
    #[default]
    Tokenizer,
    /// `vocab.txt`: BERT's word pieces, one a line.
    WordPieces {
        /// Whether text is put into lower case, without accents, first.
        lowercase: bool,
    },
}

impl Vocabulary {
    /// The file's name.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Tokenizer => "tokenizer.json",
            Self::WordPieces { .. } => "vocab.txt",
        }
    }
}

/// The tokens that stand for something other than words.
#[derive(Debug, Clone, Deserialize)]
pub struct SpecialTokens {
    /// Opens a window.
    pub first: String,
    /// Closes a window.
    pub last: String,
    /// Stands for a break between two paragraphs; none where the model has not learned one.
    pub paragraph: Option<String>,
}

/// The token type id for each shape of a word; all are 0 where the model does not see shapes.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
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
    /// What a label is put on.
    #[serde(default)]
    pub unit: Unit,
    /// A label's place is its column in the logits. `B-PER` begins a name of type PER, `I-PER` and `E-PER` go on with one or begin one
    /// where none is open, `S-PER` is one of a single unit; what has no such edge is nothing.
    pub labels: Vec<String>,
    /// How much a label (row) favours the one after it (column), added to the logits by the Viterbi decoder. What may not follow
    /// [`OUTSIDE`] cannot come first, and what it may not follow cannot come last.
    pub transitions: Vec<Vec<f32>>,
}

/// The label of what is nothing.
pub const OUTSIDE: &str = "O";
/// The score of a transition that a labelling scheme does not allow.
pub const FORBIDDEN: f32 = -1e4;

/// What a head's labels are put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// On every piece.
    #[default]
    Piece,
    /// On every word: the model was trained on words' first pieces, and what it says of the others means nothing.
    Word,
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
    /// The models of a folder: itself, or else those among its subfolders, sorted.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let describes = |folder: &Path| folder.join(SPEC_FILE).is_file() || hugging_face::is_folder(folder);
        if describes(folder) {
            return Ok(vec![folder.to_path_buf()]);
        }
        let mut folders: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        folders.retain(|folder| describes(folder));
        folders.sort();
        Ok(folders)
    }

    /// Reads what a folder says of its model, and compares every file that `model.json` lists with its hash.
    ///
    /// A folder without `model.json` may be one of `transformers`, with a model that labels tokens.
    ///
    /// # Errors
    ///
    /// When a file is missing, unreadable, or not the one that `model.json` describes.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        Self::load_with(folder, &LabelTable::default())
    }

    /// The same with a table of one's own that says what the labels of other people's models mean.
    ///
    /// # Errors
    ///
    /// As [`Self::load`], and when a label is not in the table.
    pub fn load_with(folder: &Path, table: &LabelTable) -> Result<Self, ModelError> {
        let spec = Self::read(folder, table)?;
        spec.verify().into_iter().try_for_each(|(_, checked)| checked)?;
        Ok(spec)
    }

    /// Reads what a folder says of its model, without a look at the other files.
    ///
    /// # Errors
    ///
    /// When the file that describes the model is missing, or describes none.
    pub fn read(folder: &Path, table: &LabelTable) -> Result<Self, ModelError> {
        let path = folder.join(SPEC_FILE);
        if !path.exists() && hugging_face::is_folder(folder) {
            return hugging_face::read(folder, table);
        }
        let bytes = fs::read(&path).map_err(|source| ModelError::Unreadable { path: path.clone(), source })?;
        let mut spec: Self = serde_json::from_slice(&bytes).map_err(|source| ModelError::NotASpec { path: path.clone(), source })?;
        spec.folder = folder.to_path_buf();
        spec.fingerprint = hex::encode(Sha256::digest(&bytes));
        for head in [&spec.heads.entities, &spec.heads.attribution].into_iter().flatten() {
            let labels = head.labels.len();
            if labels == 0 || head.transitions.len() != labels || head.transitions.iter().any(|row| row.len() != labels) {
                return Err(ModelError::Transitions { path, labels });
            }
        }
        spec.check_window(&path)?;
        Ok(spec)
    }

    /// Makes sure that windows move forward.
    pub(super) fn check_window(&self, path: &Path) -> Result<(), ModelError> {
        let Self { max_length, overlap, .. } = *self;
        let moves = max_length > overlap + 2;
        moves.then_some(()).ok_or_else(|| ModelError::Window { path: path.to_path_buf(), max_length, overlap })
    }

    /// Compares every file that `model.json` lists with its hash; gives back each file's name with what was found.
    #[must_use]
    pub fn verify(&self) -> Vec<(&str, Result<(), ModelError>)> {
        self.files.iter().map(|(name, expected)| (name.as_str(), verify(&self.folder.join(name), expected))).collect()
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

fn verify(path: &Path, expected: &str) -> Result<(), ModelError> {
    let found = sha256(path).map_err(|source| ModelError::Unreadable { path: path.to_path_buf(), source })?;
    if found == expected {
        return Ok(());
    }
    Err(ModelError::WrongHash { path: path.to_path_buf(), expected: expected.to_owned(), found })
}

fn sha256(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    Ok(hex::encode(Sha256::digest(&bytes)))
}
