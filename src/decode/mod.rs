//! Logits to labelled spans.

mod consistency;
mod spans;
mod stitch;
mod viterbi;

pub(crate) use consistency::consistent;
pub use spans::{LabelledSpan, labelled_spans};
pub use stitch::stitch;
