//! The outlet or occasion through which a claim came.

use super::frame::{Frame, opens_occasion};
use super::outlets::{outlet, title_in_quotes};
use crate::english::{Class, is, is_any};
use crate::record::SpeakerKind;
use crate::resolve::names::{Gap, is_function_word, is_reporting_verb};
use crate::text::Span;

/// The most words between a preposition and its noun.
const BETWEEN: usize = 5;

impl Frame<'_> {
    /// The outlet or gathering that is spoken to: "told the *BBC*", "speaking to *CNN*".
    pub(super) fn told(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let object = match phrase.lower(at) {
            word if is(word, Class::Telling) && (self.is_cue(at) || word == "telling") => at + 1,
            word if is(word, Class::Speaking) && matches!(phrase.lower(at + 1), "to" | "with") => at + 2,
            _ => return None,
        };
        let Some((first, last)) = outlet(phrase, object, false) else {
            let noun = self.occasion_noun(object, end)?;
            let gathers = is(phrase.lower(noun), Class::HeardAt);
            return gathers.then(|| self.span(self.occasion_start(object, noun), noun))?;
        };
        (last < end && phrase.gap(object) == Gap::Blank).then(|| self.span(first, last))?
    }

    /// The outlet that passed a claim on: "quoted by the *Guardian*", "as reported by *CNN*", "was quoted as saying by the *Guardian*"; "a report
    /// seen by the *Guardian*".
    pub(super) fn passed_on(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let is_document = |at: usize| at > 0 && (at.saturating_sub(3)..at).any(|before| is(phrase.lower(before), Class::Document));
        if matches!(phrase.lower(at), "seen" | "obtained" | "reviewed" | "leaked" | "shared") && is_document(at) {
            let by = at + 1;
            let leads = matches!(phrase.lower(by), "by" | "to" | "with") && phrase.gap(by) == Gap::Blank;
            let (first, last) = outlet(phrase, by + 1, true).filter(|_| leads)?;
            return (last < end).then(|| self.span(first, last))?;
        }
        if !matches!(phrase.lower(at), "quoted" | "reported" | "cited" | "interviewed" | "published" | "carried") {
            return None;
        }
        let by = (at + 1..end.min(at + 5)).find(|&by| matches!(phrase.lower(by), "by" | "in" | "on") && phrase.gap(by) == Gap::Blank)?;
        let (first, last) = outlet(phrase, by + 1, phrase.lower(by) == "by")?;
        (last < end && !self.is_source(first)).then(|| self.span(first, last))?
    }

    /// The publication in which somebody is writing: "Writing in *Nature Geoscience*, she".
    pub(super) fn written_in(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let leads = phrase.lower(at) == "writing" && matches!(phrase.lower(at + 1), "in" | "for") && phrase.gap(at + 2) == Gap::Blank;
        let first = at + 2 + usize::from(opens_occasion(phrase.lower(at + 2)));
        let is_part = |at: usize| at == first || phrase.gap(at) == Gap::Blank;
        let is_title = |at: usize| phrase.is_capitalised(at) || at > first && matches!(phrase.lower(at), "of" | "the" | "and" | "for");
        let last = (first..end).take_while(|&at| leads && is_part(at) && is_title(at)).filter(|&at| phrase.is_capitalised(at)).last()?;
        let is_other = is_any(phrase.lower(first), &[Class::Day, Class::Month, Class::Season, Class::Nation])
            || phrase.name(first).is_some_and(|(_, _, kind)| matches!(kind, SpeakerKind::Country | SpeakerKind::Person));
        (!is_other).then(|| self.span(first, last))?
    }

    /// The occasion or outlet after a preposition: "in a *statement*", "during an *interview with CNN*", "on *Twitter*", "on *CBS's Face the
    /// Nation*".
    pub(super) fn occasion(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let preposition = phrase.lower(at);
        if matches!(preposition, "issued" | "released") && phrase.lower(at + 1) != "by" && self.is_cue(at) {
            let noun =
                self.occasion_noun(at + 1, end).filter(|&noun| matches!(phrase.lower(noun), "statement" | "letter" | "report" | "memo"))?;
            return self.span(self.occasion_start(at + 1, noun), noun);
        }
        if !matches!(preposition, "in" | "during" | "at" | "on" | "via" | "by" | "under") || self.is_source(at) {
            return None;
        }
        let noun = self.occasion_noun(at + 1, end);
        let is_short = matches!(preposition, "on" | "via" | "in") && self.is_adverbial(at);
        if let Some((first, last)) = outlet(phrase, at + 1, false)
            .filter(|&(_, last)| is_short && last < end && !self.is_source(at + 1) && noun.is_none_or(|noun| noun <= last))
        {
            return self.span(first, last);
        }
        if let Some(title) = title_in_quotes(phrase, at + 1).filter(|_| is_short && preposition == "on") {
            return Some(title);
        }
        let noun = noun.filter(|&noun| !self.is_source(noun) && self.belongs(at))?;
        let is_means = match preposition {
            "by" => matches!(phrase.lower(noun), "email" | "e-mail" | "phone" | "telephone" | "letter" | "text"),
            "under" => phrase.lower(noun).ends_with("examination"),
            // "On the evidence of a report" does not say how something was said.
            "on" => phrase.lower(noun) != "evidence",
            // "In the post since 1993" is a job.
            "in" if phrase.lower(noun) == "post" => matches!(phrase.lower(at + 1), "a" | "an") || phrase.lower(noun + 1) == "on",
            _ => true,
        };
        if !is_means {
            return None;
        }
        self.span(self.occasion_start(at + 1, noun), self.occasion_end(noun, end))
    }

    /// Whether a phrase belongs to the attribution: no other verb, which it might belong to, stands between the attribution's words and the phrase.
    fn belongs(&self, at: usize) -> bool {
        let ends = [Some(self.cue.1), self.source.map(|(_, end)| end)];
        let Some(from) = ends.into_iter().flatten().filter(|&end| end <= at).max() else { return true };
        let from = self.stretches.iter().map(|&(first, _)| first).filter(|&first| first <= at).fold(from, usize::max);
        from < self.cue.1
            || !(from..at).any(|between| {
                let word = self.phrase.lower(between);
                let is_verb = matches!(word, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "who" | "which");
                is_verb || word.ends_with("ing") && !matches!(word, "speaking" | "appearing" | "during" | "morning" | "evening")
            })
    }

    /// Whether a short phrase ("on CNN") says how something was said: it stands after the cue, a verb, a time or a mark, and not after another noun
    /// ("his time on CNN").
    fn is_adverbial(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let word = self.phrase.lower(before);
        self.phrase.gap(at) != Gap::Blank
            || self.is_cue(before)
            || self.is_source(before)
            || is_reporting_verb(word)
            || is(word, Class::Day)
            || is_function_word(word)
            || matches!(
                word,
                "speaking"
                    | "appearing"
                    | "appearance"
                    | "posted"
                    | "posting"
                    | "live"
                    | "month"
                    | "week"
                    | "year"
                    | "later"
                    | "interview"
                    | "publicly"
                    | "here"
            )
            || self.phrase.tokens.get(at).is_some_and(|token| self.phrase.after(before).contains(['”', '"']) && token.span.start > 0)
    }

    /// The first word of an occasion, past articles, days, and a possessor that is not a name.
    fn occasion_start(&self, at: usize, noun: usize) -> usize {
        let phrase = self.phrase;
        let is_plain_owner = |at: usize| phrase.gap(at + 1) == Gap::Possessive && phrase.name(at).is_none() && !phrase.is_capitalised(at);
        let skipped = |&at: &usize| {
            let word = phrase.lower(at);
            opens_occasion(word) || is(word, Class::Day) || matches!(word, "one" | "same" | "separate" | "following") || is_plain_owner(at)
        };
        at + (at..noun).take_while(skipped).count()
    }

    /// The noun of the occasion whose phrase begins at a word; adjectives and names may come before the noun.
    fn occasion_noun(&self, at: usize, end: usize) -> Option<usize> {
        let phrase = self.phrase;
        let limit = end.min(at + 1 + BETWEEN);
        let mut found = None;
        for noun in at..limit {
            let word = phrase.lower(noun);
            let joined = noun == at && phrase.gap(noun) == Gap::Blank
                || noun > at && matches!(phrase.gap(noun), Gap::Blank | Gap::Possessive | Gap::Joint);
            let is_month = word == "may" && phrase.is_capitalised(noun);
            let is_inner = !is_function_word(word)
                || is(word, Class::Day)
                || is_month
                || noun == at && opens_occasion(word)
                || phrase.name(noun).is_some();
            if !joined || !is_inner || is_reporting_verb(word) && noun > at && !is(word, Class::Occasion) {
                break;
            }
            if phrase.is_person(noun) && phrase.gap(noun + 1) == Gap::Possessive {
                return None;
            }
            if is(word, Class::Occasion) && !phrase.is_person(noun) && phrase.gap(noun + 1) != Gap::Possessive && self.ends_noun(noun) {
                found = Some(noun);
            }
        }
        found.filter(|&noun| noun > at || is(phrase.lower(noun), Class::BareOccasion))
    }

    /// Whether a noun phrase may end with a word: no other noun follows ("email probe").
    fn ends_noun(&self, at: usize) -> bool {
        let phrase = self.phrase;
        let next = phrase.lower(at + 1);
        let is_free = self.stretches.iter().any(|&(first, end)| first <= at + 1 && at + 1 < end);
        let is_noun = !is_function_word(next) && !is_reporting_verb(next) && !is(next, Class::Day) && !is(next, Class::Occasion);
        let is_part = self.is_cue(at + 1) || self.is_source(at + 1) || phrase.is_capitalised(at + 1);
        phrase.gap(at + 1) != Gap::Blank
            || !is_free
            || !is_noun
            || is_part
            || next.ends_with("ing")
            || next.ends_with("ed")
            || matches!(next, "early" | "late" | "later" | "ahead")
    }

    /// The last word of the complement of an occasion's noun ("with CNN", "to the newspaper", "published in the Times"), or the noun itself.
    fn occasion_end(&self, noun: usize, end: usize) -> usize {
        let phrase = self.phrase;
        let mut at = noun + 1;
        while at < end
            && at < noun + 4
            && (is(phrase.lower(at), Class::Day)
                || matches!(phrase.lower(at), "on" if is(phrase.lower(at + 1), Class::Day))
                || phrase.lower(at) == "published")
        {
            at += 1;
        }
        if at >= end
            || phrase.gap(at) != Gap::Blank
            || !matches!(phrase.lower(at), "with" | "to" | "on" | "for" | "in" | "by" | "from" | "of" | "before" | "at")
        {
            return noun;
        }
        if let Some((_, last)) = outlet(phrase, at + 1, matches!(phrase.lower(at), "with" | "to")).filter(|&(_, last)| last < end) {
            return last;
        }
        let opened = at + 1 + usize::from(opens_occasion(phrase.lower(at + 1)));
        let named = (opened..end.min(opened + 6)).take_while(|&at| {
            phrase.gap(at) == Gap::Blank
                && !is(phrase.lower(at), Class::Month)
                && (phrase.is_capitalised(at) && !is(phrase.lower(at), Class::Day) || phrase.name(at).is_some())
        });
        let named = named.last().filter(|_| !matches!(phrase.lower(at), "of" | "in"));
        match named {
            Some(last) if phrase.gap(last + 1) == Gap::Possessive => {
                let owned = phrase.name(last + 1).filter(|&(_, past, _)| past <= end);
                owned.map_or(noun, |(_, past, _)| past - 1)
            }
            last => last.unwrap_or(noun),
        }
    }

    /// The outlet or occasion after "according to", where the attribution has another source: "according to *CNN*", "according to a *transcript*".
    pub(super) fn according(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let is_frame = phrase.lower(at) == "according" && phrase.lower(at + 1) == "to";
        let source = self.source?;
        if !is_frame || source.0 <= at + 2 && at + 2 < source.1 {
            return None;
        }
        if let Some((first, last)) = outlet(phrase, at + 2, false).filter(|&(_, last)| last < end) {
            return (!self.is_source(first)).then(|| self.span(first, last))?;
        }
        let noun = self.occasion_noun(at + 2, end)?;
        let first = at + 2 + usize::from(opens_occasion(phrase.lower(at + 2)));
        (first <= noun && !self.is_source(noun)).then(|| self.span(first, noun))?
    }
}
