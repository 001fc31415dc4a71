//! Words that say on which side of a number the true value lies.

use super::token::Tokens;
use crate::english::{Class, is, named, value};
use crate::record::Bound;

/// The longest phrase, in words.
const LONGEST: usize = 4;

/// The bound right before token `at`, with its first token; the longest phrase wins ("no more than" over "more than").
pub(super) fn bound_before(tokens: &Tokens, at: usize, earliest: usize) -> Option<(usize, Bound)> {
    let filled = if is(tokens.word_before(at), Class::BoundFiller) { at - 1 } else { at };
    [at, filled].into_iter().find_map(|end| {
        (1..=LONGEST).rev().find_map(|length| {
            let start = end.checked_sub(length).filter(|&start| start >= earliest)?;
            let bound = named(value(tokens.lower_words(start, end)?, Class::BoundBefore)?)?;
            let of_topic = length == 1
                && matches!(tokens.word(start), "over" | "about" | "above" | "near")
                && is(tokens.word_before(start), Class::Topic);
            (!tokens.begins_line(end) && !of_topic).then_some((start, bound))
        })
    })
}

/// The bound right after a number or its unit ("or more", "-odd", "+"), with the position one past its last token.
pub(super) fn bound_after(tokens: &Tokens, at: usize) -> Option<(usize, Bound)> {
    if tokens.mark(at) == Some('+') && tokens.glued(at) {
        return Some((at + 1, Bound::AtLeast));
    }
    let hyphen = usize::from(tokens.hyphen(at) && tokens.glued(at));
    (1..=LONGEST).rev().find_map(|length| {
        let start = at + hyphen;
        let phrase = tokens.lower_words(start, start + length)?;
        let bound = named(value(phrase, Class::BoundAfter)?)?;
        let tied = hyphen == 1 || tokens.glued(start);
        let fits = !tokens.begins_line(start) && (length > 1 && hyphen == 0 || length == 1 && tied);
        fits.then_some((start + length, bound))
    })
}
