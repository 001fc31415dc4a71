//! When an attribution was said.

use crate::attribute::Attribution;
use crate::normalise::dates::{TimeExpression, TimeValue};
use crate::text::Span;

/// An expression further from the cue than this many bytes seldom says when the statement was made.
const REACH: usize = 80;

/// The expression that says when an attribution was made: of those in the cue's sentence that stand in no content and no source, the one
/// nearest to the cue. How long or how often something is done does not say when.
pub(super) fn said_at<'t>(
    attribution: &Attribution,
    attributions: &[Attribution],
    sentence: Span,
    times: &'t [TimeExpression],
) -> Option<&'t TimeExpression> {
    let cue = attribution.cue?;
    let first = times.partition_point(|time| time.span.start < sentence.start);
    let in_sentence = times[first..].iter().take_while(|time| time.span.end <= sentence.end);
    let is_apart = |time: &&TimeExpression| {
        let held = |other: &Attribution| other.content.iter().chain(&other.source).any(|part| part.overlaps(time.span));
        !attributions.iter().any(held)
    };
    let tells = |time: &&TimeExpression| !matches!(time.value, TimeValue::Duration { .. } | TimeValue::Set { .. });
    let distance = |time: &&TimeExpression| {
        if time.span.end <= cue.start { cue.start - time.span.end } else { time.span.start.saturating_sub(cue.end) }
    };
    in_sentence.filter(tells).filter(is_apart).filter(|time| distance(time) <= REACH).min_by_key(distance)
}
