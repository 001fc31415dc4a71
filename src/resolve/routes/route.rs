//! How a claim reached the article.

use super::frame::Frame;
use crate::attribute::Attribution;
use crate::resolve::context::Context;
use crate::text::Span;

/// How a claim reached the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Route {
    /// The outlet or occasion, without its article: "BBC", "interview with CNN", "statement".
    pub(crate) via: Option<Span>,
    /// What the source itself relies on: "unnamed sources".
    pub(crate) cites: Option<Span>,
    /// The true source, where the attribution's own is only the outlet: "a military source" in "the BBC quoted a military source as saying".
    pub(crate) source: Option<Span>,
}

/// The route of the attribution at index `at`.
///
/// Only its own frame is read: the words around the cue and after the content, within the sentence and up to any content or another attribution's
/// cue. "Told reporters" has no outlet, and a document that is the source is not an occasion.
#[must_use]
pub(crate) fn route(context: &Context<'_>, attributions: &[Attribution], at: usize) -> Route {
    attributions
        .get(at)
        .and_then(|attribution| Frame::new(context, attributions, attribution))
        .map_or_else(Route::default, |frame| of_frame(&frame))
}

fn of_frame(frame: &Frame<'_>) -> Route {
    let whole = frame.phrase.tokens.len();
    let cites = frame.first(Frame::cited).or_else(|| frame.citing.iter().find_map(|&at| frame.cited(at, whole)));
    let cites = cites.or_else(|| frame.cited(frame.cue.0, whole).filter(|cited| cited.end < frame.content_end));
    if let Some((via, source)) = frame.quoted_as_saying() {
        return Route { via: Some(via), cites, source: Some(source) };
    }
    let via = frame
        .quoted_by_subject()
        .or_else(|| frame.first(Frame::told))
        .or_else(|| frame.first(Frame::passed_on))
        .or_else(|| frame.first(Frame::written_in))
        .or_else(|| frame.first(Frame::occasion));
    Route { via: via.or_else(|| frame.first(Frame::according)), cites, source: None }
}
