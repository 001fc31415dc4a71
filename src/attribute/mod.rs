//! Ties spans into attributions: which source says which content, by which cue.

mod citings;
mod clauses;
mod datelines;
mod days;
mod geometry;
mod headlines;
mod hearers;
mod kind;
mod linker;
#[cfg(test)]
pub(crate) mod marked;
mod narration;
mod own_cues;
mod pleas;
mod side_by_side;
mod silence;
mod sources;
mod subjects;
mod taglines;
mod tails;
mod things;
mod turns;

pub(crate) use citings::without_citings;
pub(crate) use datelines::without_datelines;
pub(crate) use headlines::with_headline;
pub(crate) use hearers::without_hearers;
pub(crate) use kind::content_kind;
pub(crate) use linker::Linker;
pub(crate) use narration::without_narration;
pub(crate) use own_cues::with_own_cues;
pub(crate) use pleas::part_pleas;
pub(crate) use side_by_side::apart;
pub(crate) use silence::{add_silences, is_only_asked};
pub(crate) use sources::with_sources;
pub(crate) use subjects::add_subjects;
pub(crate) use taglines::with_taglines;
pub(crate) use tails::{add_tails, complete_ends};
pub(crate) use things::names_thing;
pub(crate) use turns::{add_turns, nest_in_turns};

use std::ops::Range;

use crate::decode::LabelledSpan;
use crate::record::{ContentKind, Part};
use crate::text::Span;

/// A span that is a part of an attribution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartSpan {
    /// Its place in the text.
    pub(crate) span: Span,
    /// The pieces that it covers.
    pub(crate) pieces: Range<usize>,
    /// Which part it is.
    pub(crate) part: Part,
    /// The model's confidence in the span, 0 to 1.
    pub(crate) score: f32,
}

impl PartSpan {
    /// Converts a model's span; `None` where its label is not that of a part.
    #[must_use]
    pub(crate) fn from_labelled(labelled: LabelledSpan) -> Option<Self> {
        let LabelledSpan { span, pieces, label, score } = labelled;
        Some(Self { span, pieces, part: Part::of_label(&label)?, score })
    }
}

/// A source, a cue and a content that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who speaks; `None` where the article leaves it open.
    pub source: Option<Span>,
    /// The words that carry the saying; `None` for a quotation without any.
    pub cue: Option<Span>,
    /// What is said, in one or more pieces, in order; never empty.
    pub content: Vec<Span>,
    /// Whether all of the content is in quotation marks, some of it or none.
    pub kind: ContentKind,
    /// The index, in the article's list, of the attribution whose content holds this one.
    pub nested_in: Option<usize>,
    /// Confidence, 0 to 1: that in the content's span times that in its link to the cue (the lowest of several contents), or a fixed score for what
    /// is recognised by its form alone; either is calibrated if the model has a calibration.
    pub score: f32,
}
