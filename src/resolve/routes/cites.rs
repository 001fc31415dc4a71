//! What a source itself relies on.

use super::frame::{Frame, LONGEST, opens_occasion};
use crate::english::{Class, is};
use crate::record::SpeakerKind;
use crate::resolve::names::{Gap, is_function_word, is_reporting_verb};
use crate::resolve::roles::Nouns;
use crate::text::Span;

impl Frame<'_> {
    /// What is cited: "citing *unnamed sources*", "quoting a *report by Acme*".
    pub(super) fn cited(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let is_relative = at > 0 && matches!(phrase.lower(at - 1), "which" | "who") && matches!(phrase.lower(at), "cited" | "quoted");
        let cites = matches!(phrase.lower(at), "citing" | "quoting") || is_relative;
        if !cites || phrase.gap(at + 1) != Gap::Blank {
            return None;
        }
        let last = self.noun_phrase_end(at + 1, end)?;
        let first = at + 1 + usize::from(opens_occasion(phrase.lower(at + 1)) && at + 1 < last);
        let head = (first..=last).find(|&at| {
            at == last
                || matches!(phrase.lower(at + 1), "of" | "by" | "from" | "in" | "with" | "at" | "on" | "for" | "who" | "close" | "familiar")
        })?;
        let word = phrase.lower(head);
        let singular = word.strip_suffix('s').unwrap_or(word);
        let is_text = is(word, Class::Document)
            && !matches!(word, "release" | "platform" | "theory" | "plan" | "plans" | "deal" | "act" | "policy" | "book");
        let speaks = is(word, Class::CitedPerson)
            || is_text
            || Nouns::People.hold(singular)
            || Nouns::Bodies.hold(singular) && !matches!(singular, "platform" | "fund");
        let is_named = phrase.name(head).is_some_and(|(_, _, kind)| kind != SpeakerKind::Country);
        (speaks || is_named).then(|| self.span(first, last))?
    }

    /// The last word of the noun phrase that begins at a word.
    fn noun_phrase_end(&self, at: usize, end: usize) -> Option<usize> {
        let phrase = self.phrase;
        let ends = |at: usize| {
            let word = phrase.lower(at);
            let in_name = phrase.name(at).is_some_and(|(first, _, _)| first < at);
            let is_joined = matches!(phrase.gap(at), Gap::Blank | Gap::Possessive | Gap::Joint) || in_name;
            let is_verb = is_reporting_verb(word) && phrase.name(at).is_none()
                || matches!(word, "as" | "that" | "which" | "is" | "was" | "were" | "are" | "has" | "have" | "had" | "and")
                || matches!(word, "after" | "before" | "during" | "since" | "under" | "against" | "over" | "because");
            !is_joined || is_verb || is(word, Class::Day)
        };
        let stop = (at + 1..end.min(at + LONGEST)).find(|&at| ends(at)).unwrap_or(end.min(at + LONGEST));
        let last = (at..stop).rev().find(|&at| !is_function_word(phrase.lower(at)) || phrase.name(at).is_some())?;
        (!is_reporting_verb(phrase.lower(at))).then_some(last)
    }
}
