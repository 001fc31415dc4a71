//! Logits to labelled spans.

mod spans;
mod stitch;
mod viterbi;

pub use spans::{LabelledSpan, labelled_spans};
pub use stitch::stitch;
