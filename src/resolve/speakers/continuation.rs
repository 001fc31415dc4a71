//! Quotations that continue without naming their speaker again.

use crate::attribute::Attribution;
use crate::record::ContentKind;
use crate::resolve::context::Context;
use crate::text::Span;

/// Whether a quotation without a cue continues an attribution before it.
///
/// It does where only punctuation separates the two within a paragraph, unless they are two quotations side by side, which two people say; and
/// where it fills the paragraph right after the one in which the other ended, which is how a speech over several paragraphs is set.
pub(in crate::resolve) fn continues(context: &Context<'_>, before: &Attribution, quotation: &Attribution) -> bool {
    if quotation.kind != ContentKind::Direct {
        return false;
    }
    let (Some(first), Some(last)) = (quotation.content.first(), before.content.last()) else { return false };
    let parts = [before.source, before.cue, Some(*last)];
    let end = parts.into_iter().flatten().map(|part| part.end).filter(|&end| end <= first.start).max();
    let Some(end) = end else { return false };
    let (from, to) = (context.text.paragraph_at(end.saturating_sub(1)), context.text.paragraph_at(first.start));
    match to - from {
        0 => {
            let between = context.text.of(Span::new(end, first.start));
            let are_side_by_side = end == last.end && between.trim().is_empty();
            !are_side_by_side && between.chars().all(|c| !c.is_alphanumeric())
        }
        1 => fills(context, context.text.paragraphs()[to], &quotation.content),
        _ => false,
    }
}

/// Whether the contents cover every word of a paragraph.
fn fills(context: &Context<'_>, paragraph: Span, contents: &[Span]) -> bool {
    let is_held = |at: usize| contents.iter().any(|content| content.start <= at && at < content.end);
    let letters = context.text.of(paragraph).char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.map(|(at, _)| paragraph.start + at).all(is_held)
}
