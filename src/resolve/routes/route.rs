//! By which way a claim came.

use super::frame::Frame;
use crate::attribute::Attribution;
use crate::resolve::context::Context;
use crate::text::Span;

/// By which way a claim came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Route {
    /// The outlet or occasion, without its article: "BBC", "interview with CNN", "statement".
    pub(crate) via: Option<Span>,
    /// What the source itself leans on: "unnamed sources".
    pub(crate) cites: Option<Span>,
    /// The true source, where the attribution's own is only the outlet: "a military source" of "the BBC quoted a military source as saying".
    pub(crate) source: Option<Span>,
}

/// By which way the attribution number `at` came.
///
/// Only its own frame is read: the words of its sentence around the cue, up to its content, and to another attribution's cue or content.
/// "Told reporters" has no outlet; neither has a source that is a document.
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
        .or_else(|| frame.first(Frame::occasion));
    Route { via: via.or_else(|| frame.first(Frame::according)), cites, source: None }
}
