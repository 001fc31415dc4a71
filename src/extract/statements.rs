//! What reads like an attribution to the model, but is none: words of boilerplate, section headings, and questions that nobody is said
//! to have asked.

use crate::attribute::Attribution;
use crate::segment::{Aside, Text};
use crate::text::Span;

/// Takes out the attributions whose content stands in boilerplate, is a section heading, or is a bare question: the interviewer's, or
/// the writer's own. A heading that has its own source and cue ("Minister denies claims") is an attribution.
pub(super) fn keep_statements(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    if attributions.is_empty() {
        return;
    }
    let asides = text.asides();
    attributions.retain(|attribution| {
        let start = attribution.content.first().map_or(0, |content| content.start);
        let at = text.paragraph_at(start);
        let (Some(&paragraph), Some(&aside)) = (text.paragraphs().get(at), asides.get(at)) else { return true };
        match aside {
            Some(Aside::Heading) => is_complete_within(attribution, paragraph),
            Some(_) => false,
            None => attribution.cue.is_some() || text.is_quoted(start) || !text.of(paragraph).ends_with('?'),
        }
    });
}

fn is_complete_within(attribution: &Attribution, paragraph: Span) -> bool {
    let is_within = |span: Option<Span>| span.is_some_and(|span| paragraph.contains(span));
    is_within(attribution.source) && is_within(attribution.cue)
}
