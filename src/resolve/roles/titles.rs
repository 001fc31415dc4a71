//! Roles before a name.

use super::nouns::{Nouns, is_tie};
use super::phrases::{breaks, is_head};
use crate::english::{Class, ends_in, is, is_any};
use crate::record::SpeakerKind;
use crate::resolve::names::{Gap, Phrase, is_reporting_verb};
use crate::text::Span;

/// The role before the name that is words `first..end` of a sentence: "Ukrainian president", "Malaysia's Prime Minister,".
pub(in crate::resolve) fn title(phrase: &Phrase<'_>, first: usize, end: usize, nouns: Nouns) -> Option<Span> {
    let mut name = first;
    while name > 0 && phrase.gap(name) == Gap::Blank && is(phrase.lower(name - 1), Class::Address) {
        name -= 1;
    }
    let last = name.checked_sub(1)?;
    match phrase.gap(name) {
        Gap::Blank if nouns == Nouns::People && matches!(phrase.lower(last), "is" | "was") => predicate(phrase, last),
        Gap::Blank => direct_title(phrase, last, nouns),
        Gap::Comma => closes(phrase, end - 1).then(|| title_with_comma(phrase, last, nouns))?,
        _ => None,
    }
}

/// A role right before the name: its last word is a noun for a role, or ends the complement of one ("Secretary of State").
fn direct_title(phrase: &Phrase<'_>, last: usize, nouns: Nouns) -> Option<Span> {
    let is_plain = is_head(phrase, last, nouns);
    let head = if is_plain { last } else { ranked(phrase, last, nouns).or_else(|| office(phrase, last, nouns))? };
    let start = extended(phrase, head);
    let word = phrase.lower(head);
    let capitalised = phrase.is_capitalised(head);
    if start == head && !capitalised && is(word, Class::AmbiguousRole) && may_be_verb(phrase, start) {
        return None;
    }
    let is_owned = (start..=head).any(|at| at > 0 && phrase.gap(at) == Gap::Possessive);
    let is_kin = is_tie(word) && (start == head || is_owned) && !is_clergy(phrase, head);
    let is_body = nouns == Nouns::Bodies && capitalised;
    if is_kin || is_body {
        return None;
    }
    abbreviated(phrase, start, last)
}

/// The noun of an office before a word for its rank: "*Archbishop* Emeritus", "*President* elect".
fn ranked(phrase: &Phrase<'_>, last: usize, nouns: Nouns) -> Option<usize> {
    let is_rank = matches!(phrase.lower(last), "emeritus" | "emerita" | "designate" | "elect");
    last.checked_sub(1).filter(|&head| is_rank && is_head(phrase, head, nouns))
}

/// Whether a word for kin is the title of a priest, nun or monk: "*Father* Emeka Duru".
fn is_clergy(phrase: &Phrase<'_>, at: usize) -> bool {
    let is_title = |word: &str| word == "father" || at > 0 && matches!(word, "mother" | "sister" | "brother");
    phrase.is_capitalised(at) && is_title(phrase.lower(at)) && !phrase.is_title_cased()
}

/// The role between the article that opens a sentence and the verb: "The *consultant* was Ana Lee", "The *first witness* was Ana Lee".
fn predicate(phrase: &Phrase<'_>, verb: usize) -> Option<Span> {
    let head = verb.checked_sub(1).filter(|&head| is_head(phrase, head, Nouns::People))?;
    let is_plain = (1..=head).all(|at| phrase.gap(at) == Gap::Blank && !breaks(phrase, at));
    (is_plain && head > 0 && phrase.lower(0) == "the" && !is_tie(phrase.lower(head))).then(|| phrase.span_of(1, head))?
}

/// Whether the word before lets an ambiguous word be a verb and not a role: "to *host* Ana Lee", but not "said *coach* Ana Lee".
fn may_be_verb(phrase: &Phrase<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| phrase.gap(at) == Gap::Blank) else { return false };
    let word = phrase.lower(before);
    let is_noun_next = is(word, Class::Opener) || is_reporting_verb(word) || word != "to" && is(word, Class::EndsHead);
    let opens = before == 0 && matches!(word, "and" | "but");
    !is_noun_next && !opens
}

/// How far back from a name the noun of its office may stand, in words.
const OFFICE: usize = 14;
/// Nouns for people who act for somebody: "the lawyer for Olympian Ana Lee" is not Ana Lee.
const ACT_FOR: [&str; 8] = ["lawyer", "attorney", "solicitor", "barrister", "agent", "spokesman", "spokeswoman", "spokesperson"];

/// The noun of an office whose complement ends at `last`: "*Secretary* of State", "*director* of rugby", "*minister* for the Environment".
fn office(phrase: &Phrase<'_>, last: usize, nouns: Nouns) -> Option<usize> {
    let is_preposition = |at: usize| matches!(phrase.lower(at), "of" | "for" | "to") && phrase.name(at).is_none();
    let is_known = |at: usize| is(phrase.lower(at), Class::OfficeOf) || phrase.name(at).is_some();
    let is_part = |at: usize| {
        let is_small = matches!(phrase.lower(at), "the" | "and") || is_preposition(at);
        let is_word = phrase.is_capitalised(at) || is_known(at) || is_small && at < last;
        let is_listed = phrase.gap(at) == Gap::Comma && joins_list(phrase, at, last);
        let is_joined = phrase.gap(at) == Gap::Blank || is_listed || phrase.name(at).is_some_and(|(first, _, _)| first < at);
        is_joined && !phrase.is_person(at) && is_word
    };
    let parts = (last.saturating_sub(OFFICE)..=last).rev().take_while(|&at| is_part(at));
    let is_office = |at: usize| {
        let head = at.checked_sub(1)?;
        let acts_for = phrase.lower(at) == "for" && ACT_FOR.contains(&phrase.lower(head));
        let is_open = !acts_for || (at + 1..=last).all(|at| is_known(at) && !phrase.is_capitalised(at));
        (is_head(phrase, head, nouns) && !is_tie(phrase.lower(head)) && is_open).then_some(head)
    };
    let mut heads = parts.filter(|&at| at < last && is_preposition(at)).filter_map(is_office);
    heads.next().filter(|_| nouns == Nouns::People)
}

/// Whether a comma before a word stands in a list of fields that "and" ends: "Fisheries, *Animal Husbandry* and Dairying".
fn joins_list(phrase: &Phrase<'_>, at: usize, last: usize) -> bool {
    let is_field = |at: usize| phrase.is_capitalised(at) && phrase.name(at).is_none_or(|(_, _, kind)| kind != SpeakerKind::Person);
    let and = (at..last).find(|&at| matches!(phrase.lower(at), "and" | "&"));
    at > 0 && is_field(at - 1) && and.is_some_and(|and| (at..and).all(is_field) && is_field(and + 1))
}

/// A role separated from its name by a comma, where a determiner, a name's possessive or a clause opens it: "The agency's director, Ana Lee, said".
fn title_with_comma(phrase: &Phrase<'_>, last: usize, nouns: Nouns) -> Option<Span> {
    let joined = |at: usize| matches!(phrase.gap(at), Gap::Blank | Gap::Possessive | Gap::Joint);
    let mut floor = last;
    while floor > 0 && last - floor < 12 && joined(floor) && may_be_inside(phrase, floor - 1) {
        floor -= 1;
    }
    for head in floor..=last {
        let goes_on =
            head == last || matches!(phrase.lower(head + 1), "of" | "for" | "to" | "at" | "in") && phrase.gap(head + 1) == Gap::Blank;
        if !goes_on || !is_head(phrase, head, nouns) || (head + 1..=last).any(|at| phrase.is_person(at)) {
            continue;
        }
        let start = extended(phrase, head);
        let has_name = (start..head).any(|at| phrase.gap(at + 1) == Gap::Possessive);
        let opener = start.checked_sub(1).map_or("", |at| phrase.lower(at));
        let is_opened = has_name
            || is(opener, Class::Opener)
            || start > 0 && phrase.gap(start) == Gap::Possessive
            || opens_clause(phrase, start) && (start < head || head < last);
        let first = if is(opener, Class::Opener) { start - 1 } else { start };
        if phrase.gap(first) == Gap::Comma && phrase.is_person(first - 1) {
            return None;
        }
        // "An Acme spokeswoman, Ana Lee" is one person; "a lawyer, Ana Lee" may be two.
        let is_vague = matches!(opener, "a" | "an") && head == last && !(start..head).any(|at| phrase.name(at).is_some());
        if is_opened && !(is(opener, Class::Possessive) && is_tie(phrase.lower(head))) && !is_vague {
            return abbreviated(phrase, start, last);
        }
    }
    None
}

/// Whether a word opens a clause or follows a verb of saying: "*Shore* Party leader, Ana Lee, said".
fn opens_clause(phrase: &Phrase<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    match phrase.gap(at) {
        Gap::Blank => is_reporting_verb(phrase.lower(before)) && !is(phrase.lower(before), Class::Telling),
        Gap::Comma | Gap::Quote | Gap::Other => !phrase.is_person(before),
        _ => false,
    }
}

/// Whether a role before a comma may contain a word: "the director *of the* agency,".
fn may_be_inside(phrase: &Phrase<'_>, at: usize) -> bool {
    !breaks(phrase, at) || matches!(phrase.lower(at), "of" | "for" | "to" | "at" | "in" | "the" | "and" | "its" | "his" | "her" | "their")
}

/// The first word of the role whose noun is `head`.
fn extended(phrase: &Phrase<'_>, head: usize) -> usize {
    let mut start = head;
    let headline = phrase.is_title_cased();
    while start > 0 {
        let before = start - 1;
        match phrase.gap(start) {
            Gap::Possessive if phrase.name(before).is_some() => return phrase.name(before).map_or(start, |(first, _, _)| first),
            Gap::Possessive if phrase.is_capitalised(before) && !breaks(phrase, before) => return before,
            Gap::Blank | Gap::Joint => {}
            _ => return bracketed(phrase, start).unwrap_or(start),
        }
        let word = phrase.lower(before);
        if let Some((first, _, _)) = phrase.name(before) {
            start = first;
        } else if matches!(word, "and" | "&") && before > 0 && (is_joined_role(phrase, before - 1) || joins_fields(phrase, before)) {
            start = before - 1;
        } else if breaks(phrase, before) || word == "fellow" || is_any(word, &[Class::Weekday, Class::Month]) {
            // A fellow senator is a senator, and the day in "said Tuesday spokesman Ana Lee" is not part of the role.
            break;
        } else if is_distance(word) {
            start = before - usize::from(ends_number(phrase, before));
        } else if is_modifier(word) || phrase.is_capitalised(before) && !headline && !(before == 0 && is_address_to(word)) {
            start = before;
        } else {
            return after_verb(phrase, start).unwrap_or_else(|| anchored(phrase, start));
        }
    }
    start
}

/// The first word of a body's name whose abbreviation follows in brackets: "*Shore* Doping Agency (SDA) chief".
fn bracketed(phrase: &Phrase<'_>, at: usize) -> Option<usize> {
    let (short, last) = (at.checked_sub(1)?, at.checked_sub(2)?);
    let is_bracket = phrase.after(short).trim() == ")" && phrase.after(last).trim() == "(";
    let (first, _, _) = phrase.name(last).filter(|_| is_bracket && !phrase.is_person(last))?;
    Some(first)
}

/// Whether a capitalised word opens a sentence before a title and is not part of it.
fn is_address_to(word: &str) -> bool {
    matches!(
        word,
        "follow"
            | "meet"
            | "thank"
            | "dear"
            | "hello"
            | "enter"
            | "compare"
            | "remember"
            | "recall"
            | "imagine"
            | "previously"
            | "photo"
            | "image"
            | "enough"
    ) || word.ends_with("ly")
}

/// Whether the noun before "and" is a role of the same person; an article before it would make it somebody else's.
fn is_joined_role(phrase: &Phrase<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| phrase.lower(before));
    Nouns::People.hold(phrase.lower(at)) && phrase.name(at).is_none() && !matches!(before, "the" | "a" | "an")
}

/// Whether "and" joins two capitalised words within a role: "*Energy and* Mines Minister".
fn joins_fields(phrase: &Phrase<'_>, and: usize) -> bool {
    let first = and - 1;
    let is_field = |at: usize| phrase.is_capitalised(at) && phrase.name(at).is_none() && !breaks(phrase, at);
    let is_day = is_any(phrase.lower(first), &[Class::Weekday, Class::Month]);
    // "President Obama and Foreign Minister Ana Lee" are two people.
    let opens =
        first == 0 || phrase.gap(first) != Gap::Blank || !phrase.is_capitalised(first - 1) && !Nouns::People.hold(phrase.lower(first - 1));
    is_field(first) && is_field(and + 1) && phrase.gap(and) == Gap::Blank && phrase.gap(and + 1) == Gap::Blank && !is_day && opens
}

/// The start of a role with unknown words, where it follows a verb of saying: "said *returning* officer Ana Lee".
fn after_verb(phrase: &Phrase<'_>, start: usize) -> Option<usize> {
    let is_noun = |at: usize| {
        let word = phrase.lower(at);
        !is_any(word, &[Class::Function, Class::Weekday, Class::Day, Class::Determiner])
            && !word.ends_with("ly")
            && phrase.name(at).is_none()
    };
    let mut at = start;
    while at > 0 && start - at <= 2 && phrase.gap(at) == Gap::Blank && is_noun(at - 1) {
        if is_reporting_verb(phrase.lower(at - 1)) {
            return Some(at).filter(|_| at < start && !is(phrase.lower(at - 1), Class::Telling));
        }
        at -= 1;
    }
    None
}

/// The start of a role with unknown words, where an article, possessive or name opens it a few words before; `start` where none does.
fn anchored(phrase: &Phrase<'_>, start: usize) -> usize {
    if matches!(phrase.lower(start), "former" | "then" | "ex") {
        return start;
    }
    let mut at = start;
    let mut is_named = false;
    while at > 0 && start - at < 4 && !breaks(phrase, at - 1) && phrase.gap(at) == Gap::Blank {
        let word = phrase.lower(at - 1);
        if is_named {
            break;
        }
        if let Some((first, _, _)) = phrase.name(at - 1) {
            at = first;
            is_named = !phrase.is_person(first) || first == 0;
            continue;
        }
        // A word right after an article is not a verb: "the payments startup".
        let is_noun = at > 1 && phrase.gap(at - 1) == Gap::Blank && matches!(phrase.lower(at - 2), "the" | "a" | "an");
        let may_be_verb = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("sis");
        let is_past = word.ends_with("ed") || is(word, Class::Irregular);
        if word.ends_with("ly") || word.ends_with("ing") || may_be_verb && !is_noun || is_past && !is_noun {
            return start;
        }
        at -= 1;
    }
    let opens_sentence = at == 0 && Nouns::Bodies.hold(phrase.lower(start)) && phrase.is_capitalised(0) && !phrase.is_title_cased();
    // "Acme communication director Ana Lee"
    let is_opened = opens_sentence
        || is_named && start - at > 1
        || at > 0 && (phrase.gap(at) == Gap::Blank && is(phrase.lower(at - 1), Class::Opener) || phrase.gap(at) == Gap::Possessive);
    if is_opened && at < start { at } else { start }
}

fn is_modifier(word: &str) -> bool {
    ends_in(word, Class::RoleModifier) || Nouns::People.hold(word)
}

/// Whether a word is a distance: "*100m* champion".
fn is_distance(word: &str) -> bool {
    word.ends_with('m') && word.starts_with(|mark: char| mark.is_ascii_digit())
}

/// Whether a word is the end of a number that a comma splits: "10,*000m*".
fn ends_number(phrase: &Phrase<'_>, at: usize) -> bool {
    at > 0 && phrase.after(at - 1) == "," && phrase.lower(at - 1).ends_with(|mark: char| mark.is_ascii_digit())
}

/// Whether a mark that closes an apposition, or "who", follows a word.
fn closes(phrase: &Phrase<'_>, at: usize) -> bool {
    let marks = phrase.after(at).trim_start();
    marks.is_empty() && at + 1 == phrase.tokens.len()
        || marks.starts_with([',', '.', ';', ')', ':', '—', '–'])
        || phrase.lower(at + 1) == "who"
}

/// The span from one word to another, with the full stop of an abbreviation at its end.
fn abbreviated(phrase: &Phrase<'_>, first: usize, last: usize) -> Option<Span> {
    let span = phrase.span_of(first, last)?;
    let stopped = phrase.after(last).starts_with('.') && phrase.gap(last + 1) == Gap::Blank;
    Some(if stopped { Span::new(span.start, span.end + 1) } else { span })
}
