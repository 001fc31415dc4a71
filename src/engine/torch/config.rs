//! Turns a folder's description of its encoder into the configuration that rust-bert builds it from.

use rust_bert::bert::BertConfig;
use rust_bert::distilbert::DistilBertConfig;
use rust_bert::electra::ElectraConfig;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model::first_position;

/// The epsilon of the layer norms in rust-bert's BERT, whatever the configuration says.
pub(super) const BERT_EPSILON: f64 = 1e-12;

/// Settings that rust-bert requires but inference does not use, or that newer configurations omit where they have their usual value.
const DEFAULTS: [(&str, f64); 9] = [
    ("attention_probs_dropout_prob", 0.0),
    ("hidden_dropout_prob", 0.0),
    ("attention_dropout", 0.0),
    ("dropout", 0.0),
    ("qa_dropout", 0.0),
    ("seq_classif_dropout", 0.0),
    ("initializer_range", 0.02),
    ("layer_norm_eps", BERT_EPSILON),
    ("pooler_dropout", 0.0),
];

/// The kinds of encoder, each with rust-bert's configuration.
pub(super) enum Architecture {
    Bert(BertConfig),
    /// `RoBERTa`, `XLM-RoBERTa` and `CamemBERT`.
    Roberta(BertConfig),
    DistilBert(DistilBertConfig),
    Electra(ElectraConfig),
}

/// An encoder's configuration, and the limits of its input.
pub(super) struct EncoderConfig {
    pub(super) architecture: Architecture,
    /// The width of the encoder's output.
    pub(super) width: i64,
    /// The number of token ids, and of token type ids.
    pub(super) vocabulary: u32,
    pub(super) types: u32,
    /// The longest window.
    pub(super) longest: usize,
    /// The position of a window's first token.
    pub(super) first_position: i64,
    /// The id that pads short windows.
    pub(super) padding: i64,
    /// The epsilon of the layer norms that the model was trained with, where rust-bert uses [`BERT_EPSILON`] instead.
    pub(super) epsilon: Option<f64>,
}

impl Architecture {
    /// The architecture that `config.json` names as `kind`, with the file's other settings.
    fn of(kind: &str, mut config: Value) -> Result<Self, String> {
        complete(&mut config);
        // In rust-bert's ELECTRA the embeddings use the configuration's epsilon, but the layers do not.
        config["layer_norm_eps"] = match kind {
            "electra" => json!(BERT_EPSILON),
            _ => config["layer_norm_eps"].take(),
        };
        match kind {
            "bert" => Ok(Self::Bert(parse(config)?)),
            "roberta" | "xlm-roberta" | "camembert" => Ok(Self::Roberta(parse(config)?)),
            "distilbert" => Ok(Self::DistilBert(parse(config)?)),
            "electra" => Ok(Self::Electra(parse(config)?)),
            // rust-bert 0.23 shifts and scales DeBERTa's relative positions differently from the way the models were trained: 8 in 10 tokens got a
            // different label than with transformers.
            _ => Err(format!(
                "the torch engine does not know models of type {kind:?}; it runs bert, roberta, xlm-roberta, camembert, distilbert \
                 and electra"
            )),
        }
    }
}

impl EncoderConfig {
    /// Parses the contents of a `config.json`.
    pub(super) fn from_json(config: Value) -> Result<Self, String> {
        let kind = config["model_type"].as_str().unwrap_or_default().to_owned();
        let distil = kind == "distilbert";
        let [width, heads, layers] =
            if distil { ["dim", "n_heads", "n_layers"] } else { ["hidden_size", "num_attention_heads", "num_hidden_layers"] };
        let number = |name: &str| config[name].as_i64().filter(|&number| number > 0).ok_or_else(|| format!("it names no {name}"));
        let (width, heads, vocabulary) = (number(width)?, number(heads)?, number("vocab_size")?);
        number(layers)?;
        let positions = number("max_position_embeddings")?;
        if width % heads != 0 {
            return Err(format!("a width of {width} cannot be divided among {heads} attention heads"));
        }
        if config["position_embedding_type"].as_str().is_some_and(|positions| positions != "absolute") {
            return Err(format!("its positions are {}; the torch engine knows absolute ones only", config["position_embedding_type"]));
        }
        let types = config["type_vocab_size"].as_i64().filter(|_| !distil).unwrap_or(1).max(1);
        let padding = config["pad_token_id"].as_i64();
        let first = first_position(&kind, padding.and_then(|padding| usize::try_from(padding).ok()));
        let epsilon = config["layer_norm_eps"].as_f64();
        let architecture = Architecture::of(&kind, config)?;
        let has_epsilon = matches!(architecture, Architecture::Bert(_) | Architecture::Roberta(_) | Architecture::Electra(_));
        Ok(Self {
            architecture,
            width,
            vocabulary: u32::try_from(vocabulary).map_err(|error| error.to_string())?,
            types: u32::try_from(types).map_err(|error| error.to_string())?,
            longest: usize::try_from(positions).unwrap_or_default().saturating_sub(first),
            first_position: i64::try_from(first).unwrap_or_default(),
            padding: padding.filter(|id| (0..vocabulary).contains(id)).unwrap_or_default(),
            epsilon: epsilon.filter(|&epsilon| has_epsilon && (epsilon / BERT_EPSILON - 1.0).abs() > 1e-6),
        })
    }
}

/// Fills in what rust-bert requires, and removes settings that only training and decoders need.
fn complete(config: &mut Value) {
    for (name, value) in DEFAULTS {
        if config[name].is_null() {
            config[name] = json!(value);
        }
    }
    for name in ["sinusoidal_pos_embds", "tie_weights_"] {
        if config[name].is_null() {
            config[name] = json!(false);
        }
    }
    for name in ["output_attentions", "output_hidden_states", "is_decoder", "id2label", "label2id"] {
        config[name] = Value::Null;
    }
    if config["pad_token_id"].is_null() {
        config["pad_token_id"] = json!(0);
    }
    for name in ["hidden_act", "activation"] {
        match config[name].as_str() {
            Some("gelu_pytorch_tanh" | "gelu_fast") => config[name] = json!("gelu_new"),
            Some("silu") => config[name] = json!("swish"),
            _ => {}
        }
    }
}

fn parse<T: DeserializeOwned>(config: Value) -> Result<T, String> {
    serde_json::from_value(config).map_err(|error| error.to_string())
}
