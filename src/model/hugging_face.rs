//! Folders of Hugging Face's `transformers` with a token classification model, read as if they had a `model.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::calibration::Calibration;
use super::errors::ModelError;
use super::folder::ModelFolder;
use super::labels::{HeadError, LabelTable};
use super::spec::{BatchSizes, CasingIds, Head, Heads, ModelSpec, NestedLimits, SpecialTokens, Vocabulary};

/// The files that the torch engine looks for, in this order: that of `transformers`, and that of rust-bert's converter.
pub(crate) const TORCH_FILES: [&str; 2] = ["model.safetensors", "rust_model.ot"];
/// The file that describes such a model.
pub(crate) const CONFIG_FILE: &str = "config.json";
/// The file that describes its tokenizer, apart from the vocabulary.
const TOKENIZER_CONFIG_FILE: &str = "tokenizer_config.json";
/// The prefix of the labels that `transformers` gives to a model without named labels.
const UNNAMED: &str = "LABEL_";

/// The parts of `config.json` that do not depend on the kind of model.
#[derive(Debug, Deserialize)]
struct Config {
    model_type: Option<String>,
    #[serde(default)]
    id2label: BTreeMap<usize, String>,
    max_position_embeddings: Option<usize>,
    pad_token_id: Option<usize>,
    #[serde(rename = "_name_or_path")]
    name: Option<String>,
}

/// The folder's model as a description: one head, for entities, whose labels are on words.
///
/// Windows are as long as the model's positions and its tokenizer allow, and overlap by a quarter. The model has no paragraph token and no casing
/// ids.
pub(super) fn read(folder: &ModelFolder, table: &LabelTable) -> Result<ModelSpec, ModelError> {
    let path = folder.path(CONFIG_FILE);
    let broken = |message: String| ModelError::Broken { path: path.clone(), message };
    let config: Config = serde_json::from_value(read_json(folder, CONFIG_FILE)?).map_err(|error| broken(error.to_string()))?;
    let kind = config.model_type.as_deref().ok_or_else(|| broken("it names no model_type".to_owned()))?;
    let head = table.head(&labels(&config.id2label).map_err(broken)?).map_err(|error| match error {
        HeadError::Unknown(labels) => ModelError::UnknownLabels { path: path.clone(), labels },
        HeadError::NoNames => broken("none of its labels stands for a name".to_owned()),
    })?;
    let tokenizer = Tokenizer::read(folder)?;
    let positions = config.max_position_embeddings.ok_or_else(|| broken("it names no max_position_embeddings".to_owned()))?;
    let max_length = tokenizer.longest.min(positions - positions.min(first_position(kind, config.pad_token_id)));
    let files = [CONFIG_FILE, TOKENIZER_CONFIG_FILE, tokenizer.vocabulary.file()].into_iter().chain(TORCH_FILES);
    let spec = ModelSpec {
        folder: folder.clone(),
        fingerprint: fingerprint(folder, files, &head)?,
        name: config.name.filter(|name| !name.is_empty()).unwrap_or_else(|| folder.to_string()),
        version: String::new(),
        max_length,
        overlap: max_length / 4,
        vocabulary: tokenizer.vocabulary,
        tokens: tokenizer.special_tokens(kind),
        casing: CasingIds::default(),
        heads: Heads { entities: Some(head), attribution: None, nested: None, link: None, reference: None },
        language: None,
        nested: NestedLimits::default(),
        calibration: Calibration::default(),
        batch: BatchSizes::default(),
        files: BTreeMap::new(),
    };
    spec.check_window(&path)?;
    Ok(spec)
}

/// The SHA-256 of the files that exist, and of the labels as we name them.
fn fingerprint(folder: &ModelFolder, files: impl Iterator<Item = &'static str>, head: &Head) -> Result<String, ModelError> {
    let mut digest = Sha256::new();
    for name in files.filter(|name| folder.has(name)) {
        digest.update(folder.read(name)?);
    }
    digest.update(head.labels.join(" "));
    Ok(hex::encode(digest.finalize()))
}

/// The position of the first token. The `RoBERTa` family counts from after the padding id (as fairseq did).
pub(crate) fn first_position(model_type: &str, padding: Option<usize>) -> usize {
    match model_type {
        "roberta" | "xlm-roberta" | "camembert" => padding.unwrap_or(1) + 1,
        _ => 0,
    }
}

/// The labels, in the order of their ids.
fn labels(by_id: &BTreeMap<usize, String>) -> Result<Vec<String>, String> {
    if by_id.is_empty() || by_id.values().all(|label| label.starts_with(UNNAMED)) {
        return Err(
            "it names no labels (id2label), so this is not a model that finds names; nor is there a model.json beside it (a model \
                    folder holds model.json and the files that it lists, or what transformers saves)"
                .to_owned(),
        );
    }
    if by_id.keys().enumerate().any(|(place, &id)| place != id) {
        return Err("its id2label leaves ids out".to_owned());
    }
    Ok(by_id.values().cloned().collect())
}

/// What is known about a folder's tokenizer before it is loaded.
struct Tokenizer {
    vocabulary: Vocabulary,
    /// The longest window that it was made for.
    longest: usize,
    config: Value,
}

impl Tokenizer {
    fn read(folder: &ModelFolder) -> Result<Self, ModelError> {
        let config = if folder.has(TOKENIZER_CONFIG_FILE) { read_json(folder, TOKENIZER_CONFIG_FILE)? } else { Value::Null };
        let longest = config["model_max_length"].as_u64().and_then(|longest| usize::try_from(longest).ok());
        let has = |vocabulary: Vocabulary| folder.has(vocabulary.file()).then_some(vocabulary);
        let word_pieces = Vocabulary::WordPieces { lowercase: config["do_lower_case"].as_bool().unwrap_or(true) };
        let vocabulary = has(Vocabulary::Tokenizer).or_else(|| has(word_pieces)).ok_or_else(|| ModelError::Broken {
            path: folder.root().to_path_buf(),
            message:
                "it has neither tokenizer.json nor vocab.txt; in Python, AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER) \
                      makes the first"
                    .to_owned(),
        })?;
        Ok(Self { vocabulary, longest: longest.unwrap_or(usize::MAX), config })
    }

    /// The tokens around a window: those of the tokenizer's configuration, or else the usual ones for this kind of model.
    fn special_tokens(&self, model_type: &str) -> SpecialTokens {
        let (first, last) = if first_position(model_type, None) > 0 { ("<s>", "</s>") } else { ("[CLS]", "[SEP]") };
        let named = |name: &str| {
            let token = &self.config[name];
            token.as_str().or_else(|| token["content"].as_str()).map(str::to_owned)
        };
        SpecialTokens {
            first: named("cls_token").unwrap_or_else(|| first.to_owned()),
            last: named("sep_token").unwrap_or_else(|| last.to_owned()),
            paragraph: None,
        }
    }
}

/// A file of a folder, parsed as JSON.
pub(crate) fn read_json(folder: &ModelFolder, name: &str) -> Result<Value, ModelError> {
    serde_json::from_slice(&folder.read(name)?).map_err(|error| ModelError::Broken { path: folder.path(name), message: error.to_string() })
}
