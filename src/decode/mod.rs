//! From logits to labelled spans.

mod consistency;
mod honorifics;
mod names;
mod spans;
mod stitch;
mod viterbi;

pub(crate) use consistency::{consistent, with_bare_names};
pub(crate) use honorifics::{is_honour, without_honorifics};
pub(crate) use names::{is_seat, whole_names};
pub use spans::{LabelledSpan, labelled_spans};
pub use stitch::stitch;
