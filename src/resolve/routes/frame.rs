//! The words that belong to an attribution.

use crate::attribute::Attribution;
use crate::english::{Class, is};
use crate::resolve::context::Context;
use crate::resolve::names::{Gap, Phrase};
use crate::text::Span;

/// The longest phrase that is examined, in words.
pub(super) const LONGEST: usize = 14;

/// The words around a cue that belong to its attribution.
pub(super) struct Frame<'a> {
    pub(super) phrase: &'a Phrase<'a>,
    /// The stretch around the cue and the one that follows the content, as word indices.
    pub(super) stretches: Vec<(usize, usize)>,
    /// The words of the cue, or of the source where there is no cue.
    pub(super) cue: (usize, usize),
    /// The words of the source.
    pub(super) source: Option<(usize, usize)>,
    /// Where the cues of other attributions with the same source begin, one of which may be "citing".
    pub(super) citing: Vec<usize>,
    /// Where the content ends.
    pub(super) content_end: usize,
}

impl<'a> Frame<'a> {
    pub(super) fn new(context: &'a Context<'_>, attributions: &[Attribution], own: &Attribution) -> Option<Self> {
        let cue = own.cue.or(own.source)?;
        let phrase = context.phrase_of(cue)?;
        let sentence = phrase.span;
        let reaches_in = |other: &&Attribution| {
            let mut parts = other.content.iter().copied().chain(other.cue);
            parts.any(|part| part.overlaps(sentence))
        };
        let near: Vec<&Attribution> = attributions.iter().filter(reaches_in).collect();
        let blocked = |place: Span| {
            near.iter().any(|other| {
                let is_held = other.content.iter().any(|content| content.overlaps(place) && !content.contains(cue));
                is_held || other.cue.is_some_and(|theirs| theirs.overlaps(place) && !theirs.overlaps(cue))
            })
        };
        let free: Vec<bool> = phrase.tokens.iter().map(|token| !blocked(token.span)).collect();
        let (first, end) = phrase.place(cue);
        let mut start = first;
        while start > 0 && free[start - 1] {
            start -= 1;
        }
        let stop = (end..free.len()).find(|&at| !free[at]).unwrap_or(free.len());
        let mut stretches = vec![(start, stop)];
        let content_end = own.content.iter().map(|content| content.end).filter(|&end| end <= sentence.end).max();
        if let Some(after) = content_end.map(|end| phrase.tokens.partition_point(|token| token.span.start < end)) {
            let last = (after..free.len()).find(|&at| !free[at]).unwrap_or(free.len());
            if after >= stop && after < last && matches!(phrase.gap(after), Gap::Blank | Gap::Comma) {
                stretches.push((after, last.min(after + LONGEST)));
            }
        }
        let source = own.source.filter(|source| sentence.contains(*source)).map(|source| phrase.place(source));
        let is_citing = |other: &&Attribution| other.source == own.source;
        let theirs = attributions.iter().filter(is_citing).filter_map(|other| other.cue).filter(|cue| sentence.contains(*cue));
        let citing = theirs.map(|cue| phrase.place(cue).0).filter(|&at| !(first..end).contains(&at)).collect();
        Some(Self { phrase, stretches, cue: (first, end), source, citing, content_end: content_end.unwrap_or(0) })
    }

    /// The result of a pattern at the first word where it matches.
    pub(super) fn first<T>(&self, pattern: impl Fn(&Self, usize, usize) -> Option<T>) -> Option<T> {
        self.stretches.iter().find_map(|&(start, end)| (start..end).find_map(|at| pattern(self, at, end)))
    }

    pub(super) fn is_source(&self, at: usize) -> bool {
        self.source.is_some_and(|(first, end)| first <= at && at < end)
    }

    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.cue.0 <= at && at < self.cue.1
    }

    /// The span from one word to another, with the mark that closes a quotation opened within it; `None` where none follows.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        let span = self.phrase.span_of(first, last)?;
        let words = self.phrase.text.of(span);
        let is_open = words.matches('“').count() > words.matches('”').count() || words.matches('"').count() % 2 == 1;
        if !is_open {
            return Some(span);
        }
        let (at, mark) = self.phrase.after(last).char_indices().take(3).find(|&(_, mark)| matches!(mark, '”' | '"'))?;
        Some(Span::new(span.start, span.end + at + mark.len_utf8()))
    }
}

/// Whether a word may introduce an occasion's noun without being part of its name.
pub(super) fn opens_occasion(word: &str) -> bool {
    is(word, Class::Opener) || matches!(word, "this" | "that" | "one")
}
