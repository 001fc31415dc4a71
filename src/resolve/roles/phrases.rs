//! The noun phrases after a name that say what its bearer is.

use super::nouns::{Nouns, is_tie};
use crate::decode::is_seat;
use crate::english::{Class, is};
use crate::record::SpeakerKind;
use crate::resolve::names::{Gap, Phrase, is_function_word, is_reporting_verb};
use crate::text::Span;

/// The longest apposition that is read to its end, in words.
const LONGEST: usize = 18;
/// The longest aside between a name and its apposition, in words.
const LONGEST_ASIDE: usize = 4;
/// The most words of an occasion up to its noun, past the article: "in a *television interview*".
const OCCASION: usize = 3;

/// The role in apposition after a name whose words are `first..end`: ", director of Acme," or "(a lawyer)".
pub(in crate::resolve) fn apposed(phrase: &Phrase<'_>, first: usize, end: usize, nouns: Nouns) -> Option<Span> {
    let mut at = end + aside(phrase, end);
    if at == end && !matches!(phrase.gap(at), Gap::Comma | Gap::Break) || at > end && phrase.gap(at) == Gap::Blank {
        return None;
    }
    if phrase.lower(at).parse::<u8>().is_ok() && matches!(phrase.gap(at + 1), Gap::Comma) {
        at += 1;
    }
    if phrase.lower(at) == "who" || phrase.lower(at) == "which" {
        return described_by_verb(phrase, at + 1, nouns);
    }
    let (role, last) = noun_phrase(phrase, at, nouns, false)?;
    let is_definite = phrase.lower(at) == "the" || phrase.gap(at + 1) == Gap::Possessive;
    let names_another = phrase.gap(last + 1) == Gap::Comma && phrase.is_person(last + 1);
    let is_adverbial = first > 0 && (first.saturating_sub(5)..first).any(|at| at == 0 && opens_adverbial(phrase, at));
    (!(is_definite && (names_another || is_adverbial))).then_some(role)
}

/// The number of words between a name and the comma before its apposition: an abbreviation, party or seat in brackets, or a seat between commas
/// ("Acme Institute *(AI)*, a think tank", "Ana Lee, *D-Calif.*, chair of Acme").
fn aside(phrase: &Phrase<'_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else { return 0 };
    let last = phrase.tokens.len().min(at + LONGEST_ASIDE);
    let (opening, is_bracketed) = (phrase.after(before).trim(), phrase.after(before).trim_start().starts_with('('));
    let closes = |end: usize| {
        let after = phrase.after(end).trim_start_matches('.');
        let words = phrase.span_of(at, end);
        let is_seat = || opening == "," && words.is_some_and(|words| is_seat(phrase.text, words)) && after.starts_with(',');
        is_bracketed && after.starts_with("),") || is_seat()
    };
    (at..last).find(|&end| closes(end)).map_or(0, |end| end + 1 - at)
}

/// Whether a word opens an adverbial that a name closes, so that a clause follows: "After Ana Lee, the president ...".
fn opens_adverbial(phrase: &Phrase<'_>, at: usize) -> bool {
    matches!(
        phrase.lower(at),
        "after"
            | "before"
            | "for"
            | "with"
            | "without"
            | "like"
            | "unlike"
            | "according"
            | "to"
            | "by"
            | "under"
            | "in"
            | "from"
            | "as"
            | "if"
            | "when"
    )
}

/// The role after a name and "is", "was", "became", "serves as".
pub(in crate::resolve) fn copula(phrase: &Phrase<'_>, first: usize, end: usize, nouns: Nouns) -> Option<Span> {
    let before = first.checked_sub(1).map_or("", |at| phrase.lower(at));
    if phrase.gap(end) != Gap::Blank
        || matches!(before, "if" | "whether" | "unless" | "until" | "once" | "of" | "for" | "with" | "and" | "or")
    {
        return None;
    }
    described_by_verb(phrase, end, nouns)
}

fn described_by_verb(phrase: &Phrase<'_>, verb: usize, nouns: Nouns) -> Option<Span> {
    let leaves = (verb..verb + 3).find(|&at| !matches!(phrase.lower(at), "has" | "had" | "have" | "been" | "was"))?;
    let mut at = match (phrase.lower(verb), phrase.lower(verb + 1)) {
        _ if is(phrase.lower(leaves), Class::TakingOffice) && phrase.lower(leaves + 1) == "as" => {
            return noun_phrase(phrase, leaves + 2, nouns, true).map(|(role, _)| role);
        }
        ("is" | "was" | "became", _) => verb + 1,
        ("serves" | "served" | "works" | "worked", "as") => verb + 2,
        _ => return None,
    };
    while is(phrase.lower(at), Class::Adverb) {
        at += 1;
    }
    // "Ana Lee, who is Acme chairman"
    let is_owned = phrase.name(at).is_some() && !phrase.is_person(at);
    let is_opened = matches!(phrase.lower(at), "a" | "an" | "the") || phrase.lower(at + 1) == "of" || is_owned || phrase.is_capitalised(at);
    if !is_opened || phrase.gap(at) != Gap::Blank {
        return None;
    }
    noun_phrase(phrase, at, nouns, true).map(|(role, _)| role)
}

/// The role that the phrase beginning at word `at` states, and its last word; `None` where it states none.
fn noun_phrase(phrase: &Phrase<'_>, at: usize, nouns: Nouns, is_predicate: bool) -> Option<(Span, usize)> {
    let start = opening(phrase, at);
    let head = (start..start + 9).find(|&at| is_head(phrase, at, nouns) && ends_head(phrase, at))?;
    let is_plain = |at: usize| {
        let joined = at == start || matches!(phrase.gap(at), Gap::Blank | Gap::Possessive | Gap::Joint);
        let linked = at > start && matches!(phrase.lower(at), "and" | "&");
        joined && (linked || !breaks(phrase, at) || phrase.name(at).is_some())
    };
    if !(start..=head).all(is_plain) || phrase.is_person(start) && phrase.gap(head) == Gap::Blank && start == head {
        return None;
    }
    if is_predicate {
        let judged = (at..head).any(|at| is(phrase.lower(at), Class::Judgement) || phrase.lower(at).ends_with("est"));
        if judged || is(phrase.lower(head), Class::FigurativeRole) || is_tie(phrase.lower(head)) && start == head {
            return None;
        }
    }
    let modified = |word: &str| head > start && phrase.lower(head - 1) == word;
    let is_owned = (at + 1..=head).any(|at| phrase.gap(at) == Gap::Possessive);
    let is_kin =
        is_tie(phrase.lower(head)) && (is_owned || is(phrase.lower(at), Class::Possessive) || modified("first") || modified("only"));
    if is_kin {
        return None;
    }
    let last = complement(phrase, head, is_predicate)?;
    Some((quotes_closed(phrase, start, last)?, last))
}

/// The first word of a role, past adverbs, articles, pronouns, and a possessor that is not a name ("the firm's lawyer").
fn opening(phrase: &Phrase<'_>, mut at: usize) -> usize {
    // "Formerly" and "once" belong to a role, which would be a different one without them.
    while matches!(phrase.lower(at), "now" | "currently" | "also" | "already" | "himself" | "herself") {
        at += 1;
    }
    if is(phrase.lower(at), Class::Opener) && phrase.gap(at + 1) == Gap::Blank {
        at += 1;
    }
    if phrase.lower(at).ends_with("-year-old") && phrase.gap(at + 1) == Gap::Blank {
        at += 1;
    }
    let possessor = (at..at + 3).find(|&at| phrase.gap(at + 1) == Gap::Possessive);
    match possessor {
        Some(owner) if phrase.name(owner).is_none() && !phrase.is_capitalised(owner) => owner + 1,
        _ => at,
    }
}

/// Whether a noun phrase may end with this word: a preposition, a clause, or a mark follows.
fn ends_head(phrase: &Phrase<'_>, at: usize) -> bool {
    let next = phrase.lower(at + 1);
    match phrase.gap(at + 1) {
        Gap::Blank => is(next, Class::Complement) || is(next, Class::Clause) || is_reporting_verb(next) || is_function_word(next),
        Gap::Possessive | Gap::Joint => false,
        Gap::Quote | Gap::Comma | Gap::Break | Gap::Other => true,
    }
}

/// The last word of the complement of a head, or the head itself; `None` where a clause begins before any mark.
fn complement(phrase: &Phrase<'_>, head: usize, is_predicate: bool) -> Option<usize> {
    let mut last = head;
    while last + 1 < phrase.tokens.len() {
        let next = last + 1;
        let word = phrase.lower(next);
        let in_name = phrase.name(next).is_some_and(|(first, _, _)| first < next);
        match phrase.gap(next) {
            _ if in_name => {}
            Gap::Blank | Gap::Possessive | Gap::Joint | Gap::Quote => {
                if is(word, Class::Clause) || is_reporting_verb(word) || matches!(word, "and" | "or") && !goes_on_after_and(phrase, next) {
                    break;
                }
                if is(word, Class::Auxiliary) {
                    if is_predicate {
                        break;
                    }
                    return None;
                }
                if matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "you") {
                    return Some(head);
                }
                if is_participle(phrase, next) || tells_when(phrase, next) {
                    break;
                }
                if is(word, Class::Weekday) {
                    last -= usize::from(last > head && matches!(phrase.lower(last), "on" | "of" | "in"));
                    break;
                }
            }
            Gap::Comma if is_place_of(phrase, next) || joins_places(phrase, next) || word.ends_with("-based") => {}
            _ => break,
        }
        last = next;
        if last - head > LONGEST {
            return Some(head);
        }
    }
    while last > head && (is_function_word(phrase.lower(last)) || is(phrase.lower(last), Class::Complement)) && phrase.name(last).is_none()
    {
        last -= 1;
    }
    Some(last)
}

/// Whether the words from `at` on describe the saying and not the role: "*in a statement*", "*today*", "*at the time*".
fn tells_when(phrase: &Phrase<'_>, at: usize) -> bool {
    let leads = matches!(phrase.lower(at), "in" | "at" | "during" | "on") && matches!(phrase.lower(at + 1), "a" | "an");
    let is_occasion = |noun: usize| is(phrase.lower(noun), Class::Occasion) && phrase.name(noun).is_none();
    let to_noun = (at + 2..at + 2 + OCCASION).take_while(|&word| phrase.gap(word) == Gap::Blank);
    let is_day = matches!(phrase.lower(at), "today" | "yesterday") && !phrase.is_capitalised(at);
    is_day
        || leads && to_noun.into_iter().any(is_occasion)
        || ["at", "the", "time"].iter().zip(at..).all(|(word, at)| phrase.lower(at) == *word)
}

/// Whether a word is a participle that ends the noun phrase before it: "secretary of state *bidding* for office".
fn is_participle(phrase: &Phrase<'_>, at: usize) -> bool {
    let word = phrase.lower(at);
    let is_field = is(word, Class::Field) || is(phrase.lower(at.saturating_sub(1)), Class::Complement);
    word.ends_with("ing") && word.len() > 4 && !phrase.is_capitalised(at) && phrase.name(at).is_none() && !is_field
}

/// Whether a name gives the place of the one before it: "mayor of Austin, *Texas*,".
fn is_place_of(phrase: &Phrase<'_>, at: usize) -> bool {
    use SpeakerKind::{Country, Organisation};
    let Some((_, end, Country)) = phrase.name(at) else { return false };
    let after_name = at > 0 && phrase.name(at - 1).is_some_and(|(_, _, kind)| matches!(kind, Country | Organisation));
    after_name && matches!(phrase.gap(end), Gap::Comma | Gap::Other)
}

/// Whether a comma before a word joins a list of places: "for Europe, *the Middle East* and Africa".
fn joins_places(phrase: &Phrase<'_>, at: usize) -> bool {
    let end_of_place = |at: usize| {
        let first = at + usize::from(phrase.lower(at) == "the");
        phrase.name(first).filter(|&(begin, _, kind)| begin == first && kind == SpeakerKind::Country).map(|(_, end, _)| end)
    };
    let follows_place = phrase.name(at - 1).is_some_and(|(_, _, kind)| kind == SpeakerKind::Country);
    let mut end = end_of_place(at).filter(|_| follows_place);
    while let Some(comma) = end.filter(|&end| phrase.gap(end) == Gap::Comma) {
        end = end_of_place(comma);
    }
    end.is_some_and(|end| phrase.lower(end) == "and" && end_of_place(end + 1).is_some())
}

/// Whether "and" continues the same noun phrase, and not a verb, another clause or another person.
fn goes_on_after_and(phrase: &Phrase<'_>, and: usize) -> bool {
    let next = phrase.lower(and + 1);
    let is_verb = is_reporting_verb(next) || is(next, Class::Auxiliary) || next.ends_with("ed") || is(next, Class::Clause);
    let is_clause = is_function_word(next) && !is(next, Class::Opener);
    // "The managing director and the husband of his sister".
    let is_kin = is(next, Class::Opener) && is_tie(phrase.lower(and + 2));
    !is_verb && !is_clause && !is_kin && !phrase.is_person(and + 1)
}

/// Whether a word is a noun for a role and not part of a person's name.
pub(in crate::resolve) fn is_head(phrase: &Phrase<'_>, at: usize, nouns: Nouns) -> bool {
    at < phrase.tokens.len() && !phrase.is_person(at) && nouns.hold(phrase.lower(at))
}

/// Whether a word cannot be inside a noun phrase.
pub(in crate::resolve) fn breaks(phrase: &Phrase<'_>, at: usize) -> bool {
    let word = phrase.lower(at);
    is_function_word(word) || is_reporting_verb(word) || is(word, Class::Auxiliary)
}

/// The span from one word to another, with the mark that closes a quotation opened within it; `None` where none follows.
fn quotes_closed(phrase: &Phrase<'_>, first: usize, last: usize) -> Option<Span> {
    let span = phrase.span_of(first, last)?;
    let words = phrase.text.of(span);
    // Two single marks are a typewriter's double mark.
    let pairs = words.matches("''").count();
    if pairs % 2 == 1 {
        let after = phrase.after(last);
        let at = after.find("''").filter(|&at| at < 3)?;
        return Some(Span::new(span.start, span.end + at + 2));
    }
    let is_open = words.matches('“').count() > words.matches('”').count() || words.matches('"').count() % 2 == 1;
    if !is_open {
        return Some(span);
    }
    let after = phrase.after(last);
    let (at, mark) = after.char_indices().take(3).find(|&(_, mark)| matches!(mark, '”' | '"'))?;
    Some(Span::new(span.start, span.end + at + mark.len_utf8()))
}
