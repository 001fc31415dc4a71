//! Outlets that quote somebody.

use super::frame::{Frame, LONGEST, opens_occasion};
use super::outlets::{is_institution, outlet_at};
use crate::english::{Class, is};
use crate::resolve::names::{Gap, is_function_word};
use crate::text::Span;

impl Frame<'_> {
    /// The outlet and whom it quotes: "The *BBC* quoted *a military source* as saying". The words after the verb may have been taken for content.
    pub(super) fn quoted_as_saying(&self) -> Option<(Span, Span)> {
        let phrase = self.phrase;
        let (first, last) = self.outlet_as_source()?;
        let quotes = (self.cue.0..self.cue.1).find(|&at| is(phrase.lower(at), Class::Quoting))?;
        let by = (quotes..=self.cue.1).any(|at| phrase.lower(at) == "by");
        if by {
            let source = self.quoted_before(self.cue.0)?;
            return Some((self.span(first, last)?, source));
        }
        let is_inside =
            |at: usize| at < phrase.tokens.len() && matches!(phrase.gap(at), Gap::Blank | Gap::Possessive | Gap::Joint | Gap::Comma);
        let mut inside = (quotes + 1..quotes + LONGEST).take_while(|&at| is_inside(at));
        let says = inside.find(|&says| phrase.lower(says) == "as" && phrase.lower(says + 1).ends_with("ing"))?;
        (says > quotes + 1).then(|| Some((self.span(first, last)?, self.span(quotes + 1, says - 1)?)))?
    }

    /// The outlet, where the source is one.
    fn outlet_as_source(&self) -> Option<(usize, usize)> {
        let (start, end) = self.source?;
        let first = start + usize::from(opens_occasion(self.phrase.lower(start)));
        let (first, last) = outlet_at(self.phrase, first, true)?;
        (last + 1 >= end && !is_institution(self.phrase, last)).then_some((first, last))
    }

    /// The one who is quoted in "*Ana Lee* was quoted as saying by the Guardian": the name, or the words from an article on, right before the verb.
    fn quoted_before(&self, verb: usize) -> Option<Span> {
        let phrase = self.phrase;
        let last = verb.checked_sub(1).filter(|_| phrase.gap(verb) == Gap::Blank)?;
        if let Some((first, _, _)) = phrase.name(last) {
            return self.span(first, last);
        }
        let first = (last.saturating_sub(4)..=last).rev().find(|&at| opens_occasion(phrase.lower(at)))?;
        let is_whole = (first + 1..=last).all(|at| phrase.gap(at) == Gap::Blank && !is_function_word(phrase.lower(at)));
        (is_whole && first < last).then(|| self.span(first, last))?
    }

    /// The outlet in "The *BBC* quoted a military source as saying", where the attribution's source is the one who is quoted.
    pub(super) fn quoted_by_subject(&self) -> Option<Span> {
        let phrase = self.phrase;
        let verb = self.source?.0.checked_sub(1).filter(|&verb| is(phrase.lower(verb), Class::Quoting))?;
        let (from, to) = (verb.saturating_sub(4), verb);
        let named = (from..to)
            .filter(|&at| !opens_occasion(phrase.lower(at)))
            .find_map(|at| outlet_at(phrase, at, true).filter(|&(_, last)| last + 1 == verb))?;
        self.span(named.0, named.1)
    }
}
