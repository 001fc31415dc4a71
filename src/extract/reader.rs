//! From what the model says of a text to its attributions, be the text an article or a content.

use super::tagger::Tagged;
use crate::attribute::{Attribution, Linker, PartSpan, without_hearers};
use crate::decode::probabilities_of;
use crate::model::{Head, ModelError, ModelSpec, Output};
use crate::segment::Text;

/// Reads the attribution model's output.
pub(super) struct Reader {
    head: Head,
    linker: Linker,
}

impl Reader {
    /// The reader for a model.
    pub(super) fn load(spec: &ModelSpec) -> Result<Self, ModelError> {
        let head = spec.heads.attribution.clone().ok_or_else(|| spec.lacks("attribution"))?;
        Ok(Self { head, linker: Linker::load(spec)? })
    }

    /// The attributions of a text, in the order of their contents.
    pub(super) fn attributions(&self, text: &Text<'_>, tagged: &Tagged) -> Vec<Attribution> {
        let spans = tagged.spans(Output::Attribution, &self.head, text.as_str());
        let spans: Vec<PartSpan> = spans.into_iter().filter_map(PartSpan::from_labelled).collect();
        let mut attributions = self.linker.link(text, &tagged.pieces, &spans, tagged.output(Output::Link));
        without_hearers(text, &mut attributions);
        attributions
    }

    /// For every piece the probability that it is a part of a cue.
    pub(super) fn cues(&self, tagged: &Tagged) -> Vec<f32> {
        probabilities_of("Cue", &self.head, tagged.output(Output::Attribution))
    }
}
