//! Spans tied together: which source says which content by which cue.

mod geometry;
mod headlines;
mod hearers;
mod kind;
mod linker;
#[cfg(test)]
mod marked;
mod subjects;
mod taglines;

pub(crate) use headlines::with_headline;
pub(crate) use hearers::without_hearers;
pub(crate) use kind::content_kind;
pub(crate) use linker::Linker;
pub(crate) use subjects::with_subjects;
pub(crate) use taglines::with_taglines;

use std::ops::Range;

use crate::decode::LabelledSpan;
use crate::record::{ContentKind, Part};
use crate::text::Span;

/// A span that is a part of an attribution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartSpan {
    /// Its words.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: Range<usize>,
    /// Which part it is.
    pub part: Part,
    /// The model's confidence in the span, 0 to 1.
    pub score: f32,
}

impl PartSpan {
    /// A model's span, where its label names a part.
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
    /// The words that carry the saying; `None` where a quotation stands without any.
    pub cue: Option<Span>,
    /// What is said, in one or more pieces, in order; never empty.
    pub content: Vec<Span>,
    /// How far the content stands in quotation marks.
    pub kind: ContentKind,
    /// The attribution within whose content this one stands, by its place in the article's list.
    pub nested_in: Option<usize>,
    /// Confidence, 0 to 1: that of the content's span times that of its link to the cue.
    pub score: f32,
}

impl Attribution {
    /// The attribution with all of its spans `by` bytes further on.
    #[must_use]
    pub(crate) fn moved(self, by: usize) -> Self {
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        let content = self.content.into_iter().map(moved).collect();
        Self { source: self.source.map(moved), cue: self.cue.map(moved), content, ..self }
    }
}
