//! The description of a model in its folder.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::calibration::Calibration;
use super::errors::ModelError;
use super::folder::ModelFolder;

/// Everything about a model that must be known before it runs; the code has no constants for any of it.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelSpec {
    /// The folder it was read from.
    #[serde(skip)]
    pub folder: ModelFolder,
    /// The SHA-256 of `model.json`, in hexadecimal, which is unique to the model because that file holds the hashes of the others. For a folder
    /// without `model.json`, that of the other files.
    #[serde(skip)]
    pub fingerprint: String,
    /// The model's name.
    pub name: String,
    /// The model's version; empty where it has none.
    pub version: String,
    /// The longest window in tokens, special tokens included.
    pub max_length: usize,
    /// The number of tokens that neighbouring windows share.
    pub overlap: usize,
    /// The kind of file that holds the vocabulary.
    #[serde(default)]
    pub vocabulary: Vocabulary,
    /// The model's special tokens.
    pub tokens: SpecialTokens,
    /// Token type ids by the casing of a word.
    pub casing: CasingIds,
    /// The model's tasks.
    pub heads: Heads,
    /// The language that the model was made for, by its ISO 639-3 code; `None` for any.
    pub language: Option<String>,
    /// Which attributions within contents are kept.
    #[serde(default)]
    pub nested: NestedLimits,
    /// The probabilities of scores; where a model gives none, scores are taken as they are.
    #[serde(default)]
    pub calibration: Calibration,
    /// How many tokens are run together.
    #[serde(default)]
    pub batch: BatchSizes,
    /// SHA-256 of the folder's other files, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

/// The requirements for an attribution within a content.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct NestedLimits {
    /// The lowest score, before calibration; 0, which admits all, where a model does not say.
    pub score: f32,
}

/// How many tokens of articles are run together, as estimated from their words.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct BatchSizes {
    /// In the first group.
    pub(crate) first: usize,
    /// At most. The model's outputs take more memory than anything else.
    pub(crate) largest: usize,
}

impl Default for BatchSizes {
    /// For models that do not say: with about 3 KB of output per token, this makes 30 MB.
    fn default() -> Self {
        Self { first: 1 << 10, largest: 10 << 10 }
    }
}

/// The kind of file that holds a model's vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    /// `tokenizer.json`, which also defines how text is split.
    #[default]
    Tokenizer,
    /// `vocab.txt`: BERT's word pieces, one per line.
    WordPieces {
        /// Whether text is first put into lower case and stripped of accents.
        lowercase: bool,
    },
}

impl Vocabulary {
    /// The file's name.
    #[must_use]
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Tokenizer => "tokenizer.json",
            Self::WordPieces { .. } => "vocab.txt",
        }
    }
}

/// The tokens that stand for no words.
#[derive(Debug, Clone, Deserialize)]
pub struct SpecialTokens {
    /// Opens a window.
    pub(crate) first: String,
    /// Closes a window.
    pub(crate) last: String,
    /// Stands for the break between two paragraphs; `None` where the model has not learned one.
    pub(crate) paragraph: Option<String>,
}

/// The token type id for each casing of a word; all are 0 where the model does not see casing.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct CasingIds {
    /// No letter is a capital.
    pub(crate) lower: u32,
    /// Only the first letter is a capital; includes one-letter words.
    pub(crate) capitalised: u32,
    /// All letters are capitals.
    pub(crate) upper: u32,
    /// Anything else.
    pub(crate) mixed: u32,
}

/// The tasks that a model has outputs for; an absent one is not among the model's tasks.
#[derive(Debug, Clone, Deserialize)]
pub struct Heads {
    /// Names: persons, organisations, places, others.
    pub entities: Option<Head>,
    /// Sources, cues and contents.
    pub attribution: Option<Head>,
    /// The same for attributions within a content of `attribution`; a model without it finds none of those.
    pub nested: Option<Head>,
    /// Which cue owns which source and content.
    pub(crate) link: Option<LinkHead>,
    /// Whom pronouns and descriptions refer to.
    pub(crate) reference: Option<ReferenceHead>,
}

impl Heads {
    /// The heads that label tokens.
    pub(crate) fn labelling(&self) -> impl Iterator<Item = (Output, &Head)> {
        let Self { entities, attribution, nested, link: _, reference: _ } = self;
        let heads = [(Output::Entities, entities), (Output::Attribution, attribution), (Output::Nested, nested)];
        heads.into_iter().filter_map(|(output, head)| Some((output, head.as_ref()?)))
    }
}

/// A head that labels tokens.
#[derive(Debug, Clone, Deserialize)]
pub struct Head {
    /// Whether labels are on pieces or on words.
    #[serde(default)]
    pub(crate) unit: Unit,
    /// The labels in the order of their columns in the logits. `B-PER` begins a name of type PER; `I-PER` and `E-PER` continue one, or begin one
    /// where none is open; `S-PER` is a name of a single unit; a label without such a prefix is no name.
    pub(crate) labels: Vec<String>,
    /// How much a label (row) favours the one after it (column), added to the logits by the Viterbi decoder. A label that may not follow
    /// [`OUTSIDE`] cannot come first, and one that [`OUTSIDE`] may not follow cannot come last.
    pub(crate) transitions: Vec<Vec<f32>>,
}

/// An output of the model: the logits or vectors of one head for every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
    /// The logits of `Heads::entities`.
    Entities,
    /// The logits of `Heads::attribution`.
    Attribution,
    /// The logits of `Heads::nested`.
    Nested,
    /// The vectors of `Heads::link`.
    Link,
    /// The vectors of `Heads::reference`.
    Reference,
}

impl Output {
    /// The output's name in the model's files.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Attribution => "attribution",
            Self::Nested => "nested",
            Self::Link => "link",
            Self::Reference => "reference",
        }
    }
}

/// The number of special tokens in a window: those that open and close it.
const SPECIAL: usize = 2;

/// The label for everything that is in no span.
pub(crate) const OUTSIDE: &str = "O";
/// The score of a transition that a labelling scheme does not allow.
pub(crate) const FORBIDDEN: f32 = -1e4;

/// The units that a head labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    /// Pieces.
    #[default]
    Piece,
    /// Words: the model was trained on the first pieces of words, and its output for the others means nothing.
    Word,
}

/// The head that ties spans to cues.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct LinkHead {
    /// The length of each of the two vectors of a token.
    pub(crate) width: usize,
    /// The file with the scorer's weights.
    pub(crate) scorer: String,
    /// The thresholds of the scores.
    pub(crate) thresholds: LinkThresholds,
}

/// The head that ties pronouns and descriptions to names.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReferenceHead {
    /// The length of each of the two vectors of a token: one as a pronoun, one as a name.
    pub(crate) width: usize,
    /// The file with the scorer's weights.
    pub(crate) scorer: String,
}

/// The probabilities that the links of a cue must reach.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct LinkThresholds {
    /// For its best source.
    pub(crate) source: f32,
    /// For its best content.
    pub(crate) first: f32,
    /// For each further content.
    pub(crate) further: f32,
}

impl ModelSpec {
    /// Checks that windows move forward.
    pub(super) fn check_window(&self, path: &Path) -> Result<(), ModelError> {
        let Self { max_length, overlap, .. } = *self;
        let moves = max_length > overlap + SPECIAL;
        moves.then_some(()).ok_or_else(|| ModelError::Window { path: path.to_path_buf(), max_length, overlap })
    }

    /// The distance between the starts of consecutive full-length windows, in tokens.
    #[must_use]
    pub(crate) fn stride(&self) -> usize {
        self.max_length - SPECIAL - self.overlap
    }

    /// The model's outputs with their widths, in the order in which engines return them.
    #[must_use]
    pub fn outputs(&self) -> Vec<(Output, usize)> {
        let labelling = self.heads.labelling().map(|(output, head)| (output, head.labels.len()));
        let link = self.heads.link.iter().map(|head| (Output::Link, 2 * head.width));
        let reference = self.heads.reference.iter().map(|head| (Output::Reference, 2 * head.width));
        labelling.chain(link).chain(reference).collect()
    }

    /// The error for a task that the model lacks a head for.
    #[must_use]
    pub(crate) fn lacks(&self, task: &'static str) -> ModelError {
        ModelError::NoHead { folder: self.folder.root().to_path_buf(), task }
    }
}
