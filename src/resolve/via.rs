//! By which way a claim came: the outlet or occasion, and what its source leans on.

use super::context::Context;
use super::outlets::{is_institution, outlet, outlet_at, title_in_quotes};
use super::phrase::{Gap, Phrase, is_function_word, is_reporting_verb};
use super::role_nouns::Nouns;
use crate::attribute::Attribution;
use crate::english::{Class, is};
use crate::record::SpeakerKind;
use crate::text::Span;

/// By which way a claim came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Route {
    /// The outlet or occasion, without its article: "BBC", "interview with CNN", "statement".
    pub via: Option<Span>,
    /// What the source itself leans on: "unnamed sources".
    pub cites: Option<Span>,
    /// The true source, where the attribution's own is only the outlet: "a military source" of "the BBC quoted a military source as saying".
    pub source: Option<Span>,
}

/// The longest phrase that is read, in words.
const LONGEST: usize = 14;
/// Words between a preposition and its noun.
const BETWEEN: usize = 5;

/// By which way the attribution number `at` came.
///
/// Only its own frame is read: the words of its sentence around the cue, up to its content, and to another attribution's cue or content.
/// "Told reporters" has no outlet; neither has a source that is a document.
#[must_use]
pub fn route(context: &Context<'_>, attributions: &[Attribution], at: usize) -> Route {
    attributions
        .get(at)
        .and_then(|attribution| Frame::new(context, attributions, attribution))
        .map_or_else(Route::default, |frame| frame.route())
}

/// The words around a cue that belong to its attribution.
struct Frame<'a> {
    phrase: &'a Phrase<'a>,
    /// The stretch around the cue, by its words, and the one that follows the content.
    stretches: Vec<(usize, usize)>,
    /// The words of the cue, or of the source where there is no cue.
    cue: (usize, usize),
    /// The words of the source.
    source: Option<(usize, usize)>,
    /// Where "citing" stands that has the same source, though it is a cue of its own.
    citing: Vec<usize>,
    /// Where the content ends.
    content_end: usize,
}

impl<'a> Frame<'a> {
    fn new(context: &'a Context<'_>, attributions: &[Attribution], own: &Attribution) -> Option<Self> {
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

    fn route(&self) -> Route {
        let whole = self.phrase.tokens.len();
        let cites = self.first(Self::cited).or_else(|| self.citing.iter().find_map(|&at| self.cited(at, whole)));
        let cites = cites.or_else(|| self.cited(self.cue.0, whole).filter(|cited| cited.end < self.content_end));
        if let Some((via, source)) = self.quoted_as_saying() {
            return Route { via: Some(via), cites, source: Some(source) };
        }
        let via = self
            .quoted_by_subject()
            .or_else(|| self.first(Self::told))
            .or_else(|| self.first(Self::passed_on))
            .or_else(|| self.first(Self::occasion));
        Route { via: via.or_else(|| self.first(Self::according)), cites, source: None }
    }

    /// What a pattern finds at the first word where it holds.
    fn first<T>(&self, pattern: impl Fn(&Self, usize, usize) -> Option<T>) -> Option<T> {
        self.stretches.iter().find_map(|&(start, end)| (start..end).find_map(|at| pattern(self, at, end)))
    }

    fn is_source(&self, at: usize) -> bool {
        self.source.is_some_and(|(first, end)| first <= at && at < end)
    }

    fn is_cue(&self, at: usize) -> bool {
        self.cue.0 <= at && at < self.cue.1
    }

    /// "Told the BBC", "speaking to CNN".
    fn told(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let object = match phrase.lower(at) {
            word if is(word, Class::Telling) && (self.is_cue(at) || word == "telling") => at + 1,
            word if is(word, Class::Speaking) && matches!(phrase.lower(at + 1), "to" | "with") => at + 2,
            _ => return None,
        };
        let Some((first, last)) = outlet(phrase, object, true) else {
            let noun = self.occasion_noun(object, end)?;
            let gathers = matches!(phrase.lower(noun), "conference" | "briefing" | "hearing" | "rally" | "forum");
            return gathers.then(|| self.span(self.occasion_start(object, noun), noun))?;
        };
        (last < end && phrase.gap(object) == Gap::Blank).then(|| self.span(first, last))?
    }

    /// "Quoted by the Guardian", "as reported by CNN", "was quoted as saying by the Guardian".
    fn passed_on(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        if !matches!(phrase.lower(at), "quoted" | "reported" | "cited" | "interviewed" | "published" | "carried") {
            return None;
        }
        let by = (at + 1..end.min(at + 5)).find(|&by| matches!(phrase.lower(by), "by" | "in" | "on") && phrase.gap(by) == Gap::Blank)?;
        let (first, last) = outlet(phrase, by + 1, phrase.lower(by) == "by")?;
        (last < end && !self.is_source(first)).then(|| self.span(first, last))?
    }

    /// "In a statement", "during an interview with CNN", "on Twitter", "on CBS's Face the Nation".
    fn occasion(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        let preposition = phrase.lower(at);
        if matches!(preposition, "issued" | "released") && phrase.lower(at + 1) != "by" && self.is_cue(at) {
            let noun =
                self.occasion_noun(at + 1, end).filter(|&noun| matches!(phrase.lower(noun), "statement" | "letter" | "report" | "memo"))?;
            return self.span(self.occasion_start(at + 1, noun), noun);
        }
        if !matches!(preposition, "in" | "during" | "at" | "on" | "via" | "by") || self.is_source(at) {
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
        if preposition == "by" && !matches!(phrase.lower(noun), "email" | "e-mail" | "phone" | "letter" | "text") {
            return None;
        }
        self.span(self.occasion_start(at + 1, noun), self.occasion_end(noun, end))
    }

    /// Whether nothing but the attribution's own words leads to a phrase after its cue: another verb would take the phrase for itself.
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

    /// Whether a short phrase ("on CNN") tells how something was said: it stands after the cue, a verb, a time or a mark, and not after
    /// another noun ("his time on CNN").
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

    /// The first word of an occasion: past articles, days, and a possessor that is no name.
    fn occasion_start(&self, at: usize, noun: usize) -> usize {
        let phrase = self.phrase;
        let is_plain_owner = |at: usize| phrase.gap(at + 1) == Gap::Possessive && phrase.name(at).is_none() && !phrase.is_capitalised(at);
        let skipped = |&at: &usize| {
            let word = phrase.lower(at);
            opens_occasion(word) || is(word, Class::Day) || matches!(word, "one" | "separate" | "following") || is_plain_owner(at)
        };
        at + (at..noun).take_while(skipped).count()
    }

    /// The noun of an occasion whose phrase begins at a word: adjectives and names may stand between.
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
        found.filter(|&noun| {
            noun > at || matches!(phrase.lower(noun), "testimony" | "remarks" | "tweets" | "filings" | "papers" | "documents")
        })
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

    /// The last word of what goes on after an occasion's noun: "with CNN", "to the newspaper", "published in the Times".
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

    /// "According to CNN", "according to a transcript" beside another source.
    fn according(&self, at: usize, end: usize) -> Option<Span> {
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

    /// "Citing unnamed sources", "quoting a report by Acme".
    fn cited(&self, at: usize, end: usize) -> Option<Span> {
        let phrase = self.phrase;
        if !matches!(phrase.lower(at), "citing" | "quoting") || phrase.gap(at + 1) != Gap::Blank {
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
            || Nouns::Bodies.hold(singular) && singular != "platform";
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
                || matches!(word, "as" | "that" | "which" | "is" | "was" | "were" | "are" | "has" | "have" | "had" | "and");
            !is_joined || is_verb || is(word, Class::Day)
        };
        let stop = (at + 1..end.min(at + LONGEST)).find(|&at| ends(at)).unwrap_or(end.min(at + LONGEST));
        let last = (at..stop).rev().find(|&at| !is_function_word(phrase.lower(at)) || phrase.name(at).is_some())?;
        (!is_reporting_verb(phrase.lower(at))).then_some(last)
    }

    /// The outlet and whom it quotes: "The BBC quoted a military source as saying". The words after the verb may have been taken for content.
    fn quoted_as_saying(&self) -> Option<(Span, Span)> {
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

    /// The outlet that the source is.
    fn outlet_as_source(&self) -> Option<(usize, usize)> {
        let (start, end) = self.source?;
        let first = start + usize::from(opens_occasion(self.phrase.lower(start)));
        let (first, last) = outlet_at(self.phrase, first, true)?;
        (last + 1 >= end && !is_institution(self.phrase, last)).then_some((first, last))
    }

    /// Who is quoted in "Ana Lee was quoted as saying by the Guardian": the name, or the words from an article on, right before the verb.
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

    /// The outlet before the source in "The BBC quoted a military source as saying", where the source is the one quoted.
    fn quoted_by_subject(&self) -> Option<Span> {
        let phrase = self.phrase;
        let verb = self.source?.0.checked_sub(1).filter(|&verb| is(phrase.lower(verb), Class::Quoting))?;
        let (from, to) = (verb.saturating_sub(4), verb);
        let named = (from..to)
            .filter(|&at| !opens_occasion(phrase.lower(at)))
            .find_map(|at| outlet_at(phrase, at, true).filter(|&(_, last)| last + 1 == verb))?;
        self.span(named.0, named.1)
    }

    /// From one word to another, with the quotation mark that closes after them where one opens among them.
    fn span(&self, first: usize, last: usize) -> Option<Span> {
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

/// Whether a word stands before an occasion's noun and is no part of its name.
fn opens_occasion(word: &str) -> bool {
    is(word, Class::Opener) || matches!(word, "this" | "that" | "one")
}

#[cfg(test)]
#[path = "via_tests.rs"]
mod tests;
