//! A common interface to rust-bert's encoders.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_bert::RustBertError;
use rust_bert::bert::{BertEmbeddings, BertModel};
use rust_bert::distilbert::DistilBertModel;
use rust_bert::electra::ElectraModel;
use rust_bert::roberta::RobertaEmbeddings;
use tch::{Kind, Tensor, nn};

use super::config::{Architecture, EncoderConfig};

/// An encoder without heads.
pub(super) enum Encoder {
    Bert(BertModel<BertEmbeddings>),
    Roberta(BertModel<RobertaEmbeddings>),
    DistilBert(DistilBertModel),
    Electra(ElectraModel),
}

/// The windows of a batch as tensors with one row per window; a row is as long as the longest window.
pub(super) struct Input {
    pub(super) ids: Tensor,
    pub(super) types: Tensor,
    /// 1 for a token, 0 for padding.
    pub(super) mask: Tensor,
    pub(super) positions: Tensor,
    /// The precision of the encoder's weights.
    pub(super) kind: Kind,
}

impl Encoder {
    /// An encoder with random weights, named as in `transformers`.
    pub(super) fn new(root: &nn::Path<'_>, config: &EncoderConfig) -> Result<Self, String> {
        // rust-bert panics on configurations that it cannot use.
        let build = || match &config.architecture {
            Architecture::Bert(config) => Self::Bert(BertModel::new_with_optional_pooler(root / "bert", config, false)),
            Architecture::Roberta(config) => Self::Roberta(BertModel::new_with_optional_pooler(root / "roberta", config, false)),
            Architecture::DistilBert(config) => Self::DistilBert(DistilBertModel::new(root, config)),
            Architecture::Electra(config) => Self::Electra(ElectraModel::new(root / "electra", config)),
        };
        catch_unwind(AssertUnwindSafe(build)).map_err(|panic| message_of(&*panic))
    }

    /// The vectors of all tokens, padding included.
    pub(super) fn forward(&self, input: &Input) -> Result<Tensor, RustBertError> {
        let Input { ids, types, mask, positions, kind } = input;
        let (ids, types, positions) = (Some(ids), Some(types), Some(positions));
        Ok(match self {
            Self::Bert(model) => model.forward_t(ids, Some(mask), types, positions, None, None, None, false)?.hidden_state,
            Self::Roberta(model) => model.forward_t(ids, Some(mask), types, positions, None, None, None, false)?.hidden_state,
            Self::DistilBert(model) => model.forward_t(ids, Some(mask), None, false)?.hidden_state,
            Self::Electra(model) => model.forward_t(ids, Some(&added(mask, *kind)), types, positions, None, false)?.hidden_state,
        })
    }
}

/// A mask as numbers to be added to the attention scores: rust-bert's ELECTRA adds its mask unchanged, so it must be in that form and have three
/// dimensions.
fn added(mask: &Tensor, kind: Kind) -> Tensor {
    ((mask.to_kind(kind) - 1.0) * 10000.0).unsqueeze(1)
}

/// The message of a panic.
pub(super) fn message_of(panic: &(dyn std::any::Any + Send)) -> String {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    // libtorch appends a stack trace to its messages.
    message.unwrap_or("no message").lines().next().unwrap_or_default().to_owned()
}
