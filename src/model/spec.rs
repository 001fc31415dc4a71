//! What a model folder says about its model.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::calibration::Calibration;
use super::errors::ModelError;
use super::folder::ModelFolder;

/// All that is to be known about a model before it runs. Nothing of it is a constant in the code.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelSpec {
    /// The folder it was read from.
    #[serde(skip)]
    pub folder: ModelFolder,
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
    /// The language that it was made for, by its ISO 639-3 code; none for any.
    pub language: Option<String>,
    /// Which attributions within contents count.
    #[serde(default)]
    pub nested: NestedLimits,
    /// What scores are worth; all stand for themselves where a model does not say.
    #[serde(default)]
    pub calibration: Calibration,
    /// How much is run together.
    #[serde(default)]
    pub batch: BatchSizes,
    /// SHA-256 of the folder's other files, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

/// What an attribution within a content has to reach.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct NestedLimits {
    /// Its lowest score, before calibration; 0, which lets all pass, where a model does not say.
    pub score: f32,
}

/// How many tokens of articles are run together, as estimated from their words.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct BatchSizes {
    /// At first.
    pub(crate) first: usize,
    /// At most. The model's outputs are the largest thing in memory.
    pub(crate) largest: usize,
}

impl Default for BatchSizes {
    /// For models that do not say: about 3 KB of output for a token come to 30 MB.
    fn default() -> Self {
        Self { first: 1 << 10, largest: 10 << 10 }
    }
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
    pub(crate) fn file(self) -> &'static str {
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
    pub(crate) first: String,
    /// Closes a window.
    pub(crate) last: String,
    /// Stands for a break between two paragraphs; none where the model has not learned one.
    pub(crate) paragraph: Option<String>,
}

/// The token type id for each shape of a word; all are 0 where the model does not see shapes.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct CasingIds {
    /// No capital letter.
    pub(crate) lower: u32,
    /// The first letter only, one-letter words included.
    pub(crate) capitalised: u32,
    /// All letters.
    pub(crate) upper: u32,
    /// Anything else.
    pub(crate) mixed: u32,
}

/// The tasks that a model has an output for; one that is absent is not the model's task.
#[derive(Debug, Clone, Deserialize)]
pub struct Heads {
    /// Names: persons, organisations, places, others.
    pub entities: Option<Head>,
    /// Sources, cues and contents.
    pub attribution: Option<Head>,
    /// The same of attributions that stand within a content of `attribution`; a model without it finds none of those.
    pub nested: Option<Head>,
    /// Which cue owns which source and content.
    pub(crate) link: Option<LinkHead>,
    /// Whom pronouns and descriptions mean.
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
    /// What a label is put on.
    #[serde(default)]
    pub(crate) unit: Unit,
    /// A label's place is its column in the logits. `B-PER` begins a name of type PER, `I-PER` and `E-PER` continue one or begin one
    /// where none is open, `S-PER` is one of a single unit; what has no such edge is nothing.
    pub(crate) labels: Vec<String>,
    /// How much a label (row) favours the one after it (column), added to the logits by the Viterbi decoder. What may not follow
    /// [`OUTSIDE`] cannot come first, and what it may not follow cannot come last.
    pub(crate) transitions: Vec<Vec<f32>>,
}

/// An output of the model: what a head makes of every token.
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
    /// What the model's files call it.
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

/// The tokens that open and close a window.
const SPECIAL: usize = 2;

/// The label of what is nothing.
pub(crate) const OUTSIDE: &str = "O";
/// The score of a transition that a labelling scheme does not allow.
pub(crate) const FORBIDDEN: f32 = -1e4;

/// What a head's labels are put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    /// On every piece.
    #[default]
    Piece,
    /// On every word: the model was trained on words' first pieces, and what it says of the others means nothing.
    Word,
}

/// The head that ties spans to cues.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct LinkHead {
    /// The length of each of the two vectors that a token gets.
    pub(crate) width: usize,
    /// The file with the scorer's weights.
    pub(crate) scorer: String,
    /// What the scores have to reach.
    pub(crate) thresholds: LinkThresholds,
}

/// The head that ties pronouns and descriptions to names.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReferenceHead {
    /// The length of each of the two vectors that a token gets: as a pronoun, and as a name.
    pub(crate) width: usize,
    /// The file with the scorer's weights.
    pub(crate) scorer: String,
}

/// The probabilities that the links of a cue have to pass.
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
    /// Makes sure that windows move forward.
    pub(super) fn check_window(&self, path: &Path) -> Result<(), ModelError> {
        let Self { max_length, overlap, .. } = *self;
        let moves = max_length > overlap + SPECIAL;
        moves.then_some(()).ok_or_else(|| ModelError::Window { path: path.to_path_buf(), max_length, overlap })
    }

    /// By how many tokens a window begins after the one before, where windows are of full length.
    #[must_use]
    pub(crate) fn stride(&self) -> usize {
        self.max_length - SPECIAL - self.overlap
    }

    /// The model's outputs with their widths, in the order in which engines give them.
    #[must_use]
    pub fn outputs(&self) -> Vec<(Output, usize)> {
        let labelling = self.heads.labelling().map(|(output, head)| (output, head.labels.len()));
        let link = self.heads.link.iter().map(|head| (Output::Link, 2 * head.width));
        let reference = self.heads.reference.iter().map(|head| (Output::Reference, 2 * head.width));
        labelling.chain(link).chain(reference).collect()
    }

    /// The error of a model that is asked for another task than its own.
    #[must_use]
    pub(crate) fn lacks(&self, task: &'static str) -> ModelError {
        ModelError::NoHead { folder: self.folder.root().to_path_buf(), task }
    }
}
