//! What a source other than a name describes, and which of its words say so.

use crate::english::{Class, Gender, ends_in, is, is_any, value};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::{Span, without_possessive};

/// A description whose head is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// The noun that it is about.
    pub(crate) head: Span,
    /// The kind of what it describes.
    pub(crate) kind: SpeakerKind,
    /// Whether it points to something known: "the", "this", "his".
    pub(crate) is_definite: bool,
}

/// Openings of clauses that say how somebody speaks or how a document was obtained, and not who or what it is.
const CLAUSES: [&str; 14] = [
    " who spoke on",
    " who asked not",
    " who asked to",
    " who declined",
    " who requested",
    " who was not",
    " who were not",
    " who insisted",
    " speaking on condition",
    " seen by ",
    " obtained by ",
    " reviewed by ",
    " that was ",
    " that were ",
];

/// The words of a description that say who it is: without a clause or an aside after a comma, bracket or dash ("A senior official, *who asked not to
/// be named*"), and without a relative pronoun at its end.
#[must_use]
pub(in crate::resolve) fn described(text: &Text<'_>, source: Span) -> Span {
    let opens_aside = |&(at, mark): &(usize, &str)| {
        let next = text.words_in(Span::new(source.start + at + mark.len(), source.end)).next().map_or("", |word| text.of(word));
        let is_abbreviation = mark == "(" && next.len() > 1 && next.chars().all(char::is_uppercase);
        is_abbreviation
            || matches!(next, "who" | "which" | "whose" | "whom" | "where" | "when" | "a" | "an")
            || next.len() > 3 && next.ends_with("ed")
    };
    let aside = text.of(source).match_indices([',', '(', '—', '–']).find(opens_aside).map(|(at, _)| at);
    let clause = CLAUSES.iter().filter_map(|clause| text.of(source).find(clause)).filter(|&at| at > 0).min();
    // "One of them, an engineer" is an engineer.
    if let Some(at) = text.of(source).find(", a").filter(|_| text.lower(source).starts_with("one of ")) {
        return described(text, Span::new(source.start + at + 2, source.end));
    }
    let end = source.start + aside.into_iter().chain(clause).min().unwrap_or(source.len());
    let rest = Span::new(source.start + clock(text.of(source)), end).trim(text.as_str());
    let rest = without_tail(text, rest);
    // "An employers'" (request) makes no sense without its apostrophe.
    let is_one =
        text.words_in(rest).next().is_some_and(|first| matches!(text.lower(first), "a" | "an")) && text.of(rest).ends_with(['\'', '’']);
    let rest = if is_one { rest } else { without_possessive(text.as_str(), rest) };
    let bare = text.of(rest).trim_end_matches(',');
    let mut bare = bare.trim_end_matches([',', ' ']);
    while let Some(shorter) =
        ["who", "which", "that", "and", "neither", "nor"].into_iter().find_map(|word| bare.strip_suffix(word)?.strip_suffix(' '))
    {
        bare = shorter.trim_end_matches([',', ' ']);
    }
    if bare.is_empty() { source } else { Span::new(rest.start, rest.start + bare.len()) }
}

/// The length, in bytes, of a time of day at the beginning and the space after it: "17.55 Prime minister".
fn clock(words: &str) -> usize {
    let time = words.find(' ').filter(|&at| {
        let mut parts = words[..at].split(['.', ':']);
        let is_number = |part: Option<&str>| part.is_some_and(|part| (1..=2).contains(&part.len()) && part.parse::<u8>().is_ok());
        is_number(parts.next()) && is_number(parts.next()) && parts.next().is_none()
    });
    time.map_or(0, |at| at + 1)
}

/// Cuts off the words after a phrase's noun that do not describe it: a time ("a filing *late on Tuesday*", "a report *last year*"), a pronoun for
/// emphasis ("the chancellor *himself*"), an adverb of place.
pub(super) fn without_tail(text: &Text<'_>, phrase: Span) -> Span {
    let words: Vec<Span> = text.words_in(phrase).collect();
    let is_beside = |at: usize| text.of(Span::new(words[at - 1].end, words[at].start)).trim().is_empty();
    let mut end = words.len();
    while end > 1 && is_beside(end - 1) {
        let Some(shorter) = tail(text, &words[..end]) else { break };
        end = shorter;
    }
    if end < words.len() { Span::new(phrase.start, words[end - 1].end) } else { phrase }
}

/// How many words are left of a phrase once its last such words are cut off; `None` where it has none.
fn tail(text: &Text<'_>, words: &[Span]) -> Option<usize> {
    let back = |back: usize| words.len().checked_sub(back).and_then(|at| words.get(at));
    let lower = |at: usize| back(at).map_or("", |&word| text.lower(word));
    // "USA Today" is a name.
    let is_small = back(1).is_some_and(|&last| text.of(last).starts_with(char::is_lowercase));
    let count = match (lower(3), lower(2), lower(1)) {
        (_, "on", day) if is(day, Class::Weekday) => 2,
        (_, _, day) if is(day, Class::Weekday) => 1,
        ("earlier", step, unit) if is(step, Class::TimeStep) && is(unit, Class::TimeUnit) => 3,
        (_, "last" | "this" | "next", unit) if is(unit, Class::TimeUnit) => 2,
        (_, _, last) if is_small && (ENDS.contains(&last) || is(last, Class::Dating)) => 1,
        _ => return None,
    };
    (words.len() > count).then(|| words.len() - count)
}

/// Words after a noun that say when or where, or that emphasise it.
const ENDS: [&str; 13] =
    ["today", "yesterday", "late", "early", "earlier", "himself", "herself", "itself", "themselves", "here", "also", "away", "alike"];

/// Reads a description by its first phrase.
pub(super) fn description(text: &Text<'_>, source: Span, phrase: Span) -> Description {
    let first = text.words_in(phrase).next().map_or("", |first| text.lower(first));
    let amount = amount(text, source);
    let head = noun(text, amount.and_then(|amount| amount.of).unwrap_or(phrase));
    let lower = text.lower(head);
    let is_plural = amount.is_some() || is(lower, Class::Group) || is_plural(lower);
    // "No 10" is an address.
    let is_address = matches!(first, "no" | "number") && lower.parse::<u8>().is_ok();
    let before = text.words_in(Span::new(phrase.start, head.start.max(phrase.start))).next_back();
    let pair = || before.map(|before| format!("{} {lower}", text.lower(before))).unwrap_or_default();
    // "The Conservatives" are a party; "Conservatives" are people.
    let is_party = || first == "the" && value(lower, Class::BodyKind) == Some("party");
    let is_noun = is(lower, Class::Organisation) || is(lower, Class::Body) && !is(lower, Class::Role);
    let is_body = is_noun || is_party() || is(&pair(), Class::Organisation);
    let kind = if is(lower, Class::Document) {
        SpeakerKind::Document
    } else if matches!(lower, "country" | "nation") {
        SpeakerKind::Country
    } else if is_body || is_address || is_body_by_form(text, head) {
        SpeakerKind::Organisation
    } else if is_plural {
        SpeakerKind::Group
    } else {
        SpeakerKind::Unnamed
    };
    // A noun that is a name by its form does not refer to any other name.
    let is_named = kind == SpeakerKind::Organisation && (is_body_by_form(text, head) || is_party() && lower != "party");
    let is_definite = !is_named && (is(first, Class::Definite) || opens_headline(text, phrase, lower));
    Description { head, kind, is_definite }
}

/// The noun that a phrase is about: its last word, leaving out a participle or an adverb after a plural ("economists *polled*").
fn noun(text: &Text<'_>, phrase: Span) -> Span {
    let mut words = text.words_in(phrase).rev();
    let last = words.next().unwrap_or(phrase);
    let written = text.of(last);
    let is_added = written.starts_with(char::is_lowercase) && ["ed", "ing", "ly"].iter().any(|form| written.ends_with(form));
    let before = words.next().filter(|&before| is_added && text.of(Span::new(before.end, last.start)) == " ");
    before.filter(|&before| is_plural(text.lower(before)) || is(text.lower(before), Class::Group)).unwrap_or(last)
}

fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss") && Gender::of_word(noun).is_none()
}

/// Whether the form of a noun shows that it names a body: an abbreviation in capitals, "the Shore Executive".
fn is_body_by_form(text: &Text<'_>, noun: Span) -> bool {
    let (written, lower) = (text.of(noun), text.lower(noun));
    let is_capitals = written.chars().filter(|mark| mark.is_uppercase()).count() > 1 && !written.chars().any(char::is_lowercase);
    let before = text.words_in(Span::new(0, noun.start)).next_back();
    let line = text.paragraph_of(noun).map_or("", |line| text.of(line));
    let is_set_in_capitals = !line.chars().any(char::is_lowercase);
    // "FELLOW DOCTORS" are words.
    let is_one_of_several = before.is_some_and(|before| text.of(before).len() > 2 && text.of(before).chars().all(char::is_uppercase));
    if is_capitals {
        let is_person = ends_in(lower, Class::Role) || is(lower, Class::ShortTitle);
        return !is_one_of_several && !is_set_in_capitals && !is_person && !text.after(noun.end).starts_with(':');
    }
    let is_named = before.is_some_and(|before| text.of(before).starts_with(char::is_uppercase) && text.lower(before) != "chief");
    written == "Executive" && is_named
}

/// A number or a share of something.
#[derive(Debug, Clone, Copy)]
struct Amount {
    /// What is counted, where "of" follows a noun for a count: "a lot of *people*".
    of: Option<Span>,
}

/// Words before a number.
const BEFORE_NUMBER: [&str; 17] = [
    "only", "just", "about", "nearly", "almost", "at", "least", "more", "fewer", "less", "than", "around", "roughly", "over", "another",
    "up", "all",
];
/// Words for a share, after an article: "a third".
const FRACTIONS: [&str; 5] = ["half", "quarter", "third", "fifth", "tenth"];
/// Words for a share or a number, without an article: "half", "dozens".
const PARTS: [&str; 9] = ["half", "dozens", "hundreds", "thousands", "many", "some", "several", "most", "both"];
/// Nouns for a count that "of" follows.
const COUNTS: [&str; 14] = [
    "lot",
    "number",
    "host",
    "handful",
    "majority",
    "minority",
    "couple",
    "series",
    "swathe",
    "string",
    "dozen",
    "range",
    "variety",
    "proportion",
];

/// The amount that a source states: "nearly half of those asked", "about 15,000 miners", "one in six", "a host of lenders".
fn amount(text: &Text<'_>, source: Span) -> Option<Amount> {
    let words: Vec<Span> = text.words_in(source).collect();
    let lower = |at: usize| words.get(at).map_or("", |&word| text.lower(word));
    let number = (0..words.len()).find(|&at| !BEFORE_NUMBER.contains(&lower(at)))?;
    let is_number = |at: usize| {
        let first = lower(at).split('-').next().unwrap_or_default();
        let is_digits = !lower(at).is_empty() && lower(at).chars().all(|mark| mark.is_ascii_digit() || mark == '.');
        is_digits || is(first, Class::Cardinal) && first != "one"
    };
    let is_share = matches!(lower(number + 1), "in" | "out") && (is_number(number) || lower(number) == "one");
    let article = usize::from(matches!(lower(number), "a" | "an" | "the"));
    let part = number + article;
    // "A third man" is one person.
    let is_alone = matches!(lower(part + 1), "" | "of" | "in" | "those" | "said");
    let is_part =
        if article == 0 { PARTS.contains(&lower(part)) } else { FRACTIONS.contains(&lower(part)) && is_alone && lower(number) != "the" };
    // "The 10", "the two"
    let is_the = article == 1 && words.len() == 2 && is_number(1);
    // "10 Downing Street"
    let is_street = words.last().is_some_and(|&last| is(text.lower(last), Class::Street));
    if is_street {
        return None;
    }
    if is_number(number) || is_share || is_part || is_the {
        return Some(Amount { of: None });
    }
    let count = (number..words.len().min(number + 3)).find(|&at| COUNTS.contains(&lower(at)) && lower(at + 1) == "of")?;
    let rest = Span::new(words.get(count + 2)?.start, source.end);
    let ends = |word: &Span| is(text.lower(*word), Class::EndsHead) || text.of(Span::new(rest.start, word.start)).contains([',', '(']);
    let end = text.words_in(rest).skip(1).find(ends).map_or(rest.end, |word| word.start);
    Some(Amount { of: Some(Span::new(rest.start, end).trim(text.as_str())) })
}

/// Whether a phrase opens a headline, which does without articles: "*Minister* accepts resignation".
fn opens_headline(text: &Text<'_>, phrase: Span, noun: &str) -> bool {
    let Some(line) = text.paragraph_of(phrase).filter(|line| !text.of(*line).ends_with(['.', '”', '"', '’', '?', '!', ':'])) else {
        return false;
    };
    let opening = text.of(Span::new(line.start, phrase.start));
    let is_known = ends_in(noun, Class::Role) || is_any(noun, &[Class::Organisation, Class::ShortTitle]);
    is_known && opening.chars().all(|mark| !mark.is_alphabetic()) && text.words_in(line).count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::cases;

    #[test]
    fn descriptions_are_cut_as_every_case_says() {
        for (words, expected) in cases(include_str!("../cases/descriptions.tsv")) {
            let text = Text::new(&words);
            assert_eq!(text.of(described(&text, text.span())), expected);
        }
    }
}
