//! Spans tied together: which source says which content by which cue.

mod geometry;
mod kind;
mod linker;

pub(crate) use kind::content_kind;
pub(crate) use linker::Linker;

use std::ops::Range;

use crate::decode::LabelledSpan;
use crate::record::ContentKind;
use crate::text::Span;

/// The part that a span plays in an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Who speaks.
    Source,
    /// The words that carry the saying.
    Cue,
    /// What is said.
    Content,
}

impl Role {
    /// The role that a model's label stands for.
    #[must_use]
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        match label {
            "Source" => Some(Self::Source),
            "Cue" => Some(Self::Cue),
            "Content" => Some(Self::Content),
            _ => None,
        }
    }
}

/// A span with a role.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RoleSpan {
    /// Its words.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: Range<usize>,
    /// What it is in an attribution.
    pub role: Role,
    /// The model's confidence in the span, 0 to 1.
    pub score: f32,
}

impl RoleSpan {
    /// A model's span, where its label names a role.
    #[must_use]
    pub(crate) fn from_labelled(labelled: LabelledSpan) -> Option<Self> {
        let LabelledSpan { span, pieces, label, score } = labelled;
        Some(Self { span, pieces, role: Role::of_label(&label)?, score })
    }
}

/// A source, a cue and a content that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who speaks; `None` where the article leaves it open.
    pub source: Option<Span>,
    /// The words that carry the saying; `None` where a quotation stands without any.
    pub cue: Option<Span>,
    /// What is said, in one or more pieces, in order; never empty.
    pub content: Vec<Span>,
    /// How far the content stands in quotation marks.
    pub kind: ContentKind,
    /// The attribution within whose content this one stands, by its place in the article's list.
    pub nested_in: Option<usize>,
    /// Confidence, 0 to 1: that of the content's span times that of its link to the cue, or what the model's calibration makes of it.
    pub score: f32,
}
