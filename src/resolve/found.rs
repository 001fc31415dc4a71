//! The input to speaker resolution.

use crate::attribute::Attribution;
use crate::decode::LabelledSpan;
use crate::encode::Pieces;
use crate::engine::Matrix;
use crate::segment::Text;

/// What the models and the linker find in an article: the spans that speakers and records are drawn from.
#[derive(Debug, Clone)]
pub struct Found<'t> {
    /// The article's text.
    pub text: Text<'t>,
    /// The attribution model's tokens.
    pub pieces: Pieces,
    /// All names, in order.
    pub entities: Vec<LabelledSpan>,
    /// All attributions, in the order of their contents; nested ones follow the one that holds them.
    pub attributions: Vec<Attribution>,
    /// The vectors of every piece by which pronouns are tied to names; empty where the model has none.
    pub(crate) reference: Matrix,
}
