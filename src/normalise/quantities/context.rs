//! Numbers that are not quantities: dates, times of day, years, names, scores, pronouns.

use super::cardinal::Style;
use super::lexicon::{Rank, Term, ends_phrase};
use super::number::{Number, digit_fraction};
use super::token::Tokens;
use crate::english::{Class, is};

/// The most words in the name of a street.
const STREET: usize = 4;

/// The end of a chain of digits joined by marks at a token, if it makes a date, a time, a score, a telephone number or the like: "11/8/2016",
/// "10:30", "3-2". A rising pair with a hyphen is not one, as it may be a range, and neither is a fraction ("3/8", "6-3/8").
pub(super) fn chain(tokens: &Tokens, at: usize) -> Option<usize> {
    if digit_fraction(tokens, at, Style::News).is_some() {
        return None;
    }
    let mut last = at;
    let mut hyphens = 0;
    while tokens.numeral(last).is_some() && tied(tokens, last + 1) {
        hyphens += usize::from(tokens.hyphen(last + 1));
        last += 2;
    }
    let links = (last - at) / 2;
    if links == 0 {
        return None;
    }
    let value = |at: usize| tokens.numeral(at).map_or(0.0, |numeral| numeral.value);
    let rising = links == 1 && hyphens == 1 && value(at) < value(at + 2) && !is_year(tokens, at);
    let decade = tokens.word(last + 1) == "s" && tokens.glued(last + 1);
    (!rising).then_some(last + 1 + usize::from(decade))
}

fn tied(tokens: &Tokens, mark: usize) -> bool {
    let joins = tokens.hyphen(mark) || matches!(tokens.mark(mark), Some('/' | ':' | '.'));
    joins && tokens.glued(mark) && tokens.glued(mark + 1) && tokens.numeral(mark + 1).is_some()
}

/// Whether digits at a token look like a year.
pub(super) fn is_year(tokens: &Tokens, at: usize) -> bool {
    tokens.numeral(at).is_some_and(|numeral| numeral.digits == 4 && (1500.0..2100.0).contains(&numeral.value))
}

/// Whether a number is part of a name, a date or a time, or a pronoun. `has_unit` says whether a noun that it may count follows, `has_bound` whether
/// the words before it mark it as an amount.
pub(super) fn is_no_quantity(tokens: &Tokens, number: &Number, has_unit: bool, has_bound: bool) -> bool {
    let single = number.end == number.start + 1;
    is_tied_to_word(tokens, number.start)
        || is_idiom(tokens, number)
        || tokens.numeral(number.start).is_some_and(|numeral| numeral.digits >= 10)
        || !has_unit && is_compound(tokens, number.end)
        || single
            && is_year(tokens, number.start)
            && !(has_unit && (is_round(number.value) || is(tokens.word(number.end), Class::BarePlural)))
        || single && !has_bound && (is_date(tokens, number) || is_pronoun(tokens, number, has_unit))
        || is_time(tokens, number, has_unit || has_bound)
        || !has_bound && is_name(tokens, number, has_unit)
        || !has_bound && !has_unit && (is_age(tokens, number) || is_item(tokens, number) || is_pointed_at(tokens, number))
}

fn is_round(value: f64) -> bool {
    value % 500.0 == 0.0
}

/// "G20", "F-16", "COVID-19", "mid-20s", "#5": a number joined to the word before, by a hyphen or directly.
fn is_tied_to_word(tokens: &Tokens, at: usize) -> bool {
    let by_hyphen = at >= 2 && tokens.glued(at) && tokens.hyphen(at - 1) && tokens.glued(at - 1) && !tokens.word(at - 2).is_empty();
    let sign = matches!(tokens.mark_before(at), Some('#' | '№' | '@' | '_' | '\'' | '’' | '/' | '.' | ':' | '=')) && tokens.glued(at);
    by_hyphen || sign || tokens.glued(at) && !tokens.word_before(at).is_empty()
}

/// "sixty-forty", "net zero": numbers that count nothing.
fn is_idiom(tokens: &Tokens, number: &Number) -> bool {
    let is_net_zero = number.value == 0.0 && tokens.word_before(number.start) == "net";
    let shares = |at: usize| tokens.term(at) == Term::Cardinal(Rank::Tens, 100.0 - number.value);
    is_net_zero || is_compound(tokens, number.end) && shares(number.end + 1)
}

/// "two-way", "one-on-one": a compound that the number is part of, with no unit in it.
fn is_compound(tokens: &Tokens, end: usize) -> bool {
    tokens.hyphen(end) && tokens.glued(end) && tokens.glued(end + 1) && !tokens.word(end + 1).is_empty()
}

fn is_date(tokens: &Tokens, number: &Number) -> bool {
    let day = tokens.numeral(number.start).is_some_and(|numeral| numeral.is_plain() && numeral.value <= 31.0);
    let stop = usize::from(tokens.mark_before(number.start) == Some('.'));
    let month = |at: Option<usize>| at.is_some_and(|at| is(tokens.word(at), Class::Month) && tokens.capital(at));
    day && (month(number.start.checked_sub(1 + stop)) || month(Some(number.end)))
}

fn is_time(tokens: &Tokens, number: &Number, counts: bool) -> bool {
    let small = number.value <= 12.0 && number.value.fract() == 0.0;
    let clock = is(tokens.word(number.end), Class::Clock) && !tokens.begins_line(number.end);
    clock
        || small
            && !counts
            && matches!(tokens.word_before(number.start), "at" | "until" | "till" | "past")
            && tokens.numeral(number.start).is_some()
}

/// Whether "one" replaces a noun, or a number refers to people named before ("the two said").
fn is_pronoun(tokens: &Tokens, number: &Number, has_unit: bool) -> bool {
    let before = tokens.word_before(number.start);
    let after = tokens.word(number.end);
    if tokens.word(number.start) != "one" {
        return !has_unit && matches!(before, "the" | "these" | "those" | "other" | "all");
    }
    let bare = !has_unit && !tokens.hyphen(number.end);
    let alone = number.end == number.start + 1;
    alone && (bare || is(before, Class::BeforeOne) || is(after, Class::AfterOne) && !tokens.begins_line(number.end))
}

/// Whether a number is part of a name: "Section 230", "Boeing 747", "Big Ten", "No. 5".
fn is_name(tokens: &Tokens, number: &Number, has_unit: bool) -> bool {
    let stop = usize::from(tokens.mark_before(number.start) == Some('.') && number.start >= 2 && tokens.glued(number.start - 1));
    let Some(before) = number.start.checked_sub(1 + stop).filter(|_| !tokens.begins_line(number.start)) else {
        return is_title(tokens, number);
    };
    let word = tokens.word(before);
    let named =
        is(word, Class::Numbered) && number.value.fract() == 0.0 && (stop == 0 || matches!(word, "no" | "nos" | "vol" | "nr" | "sec"));
    let plain = tokens.numeral(number.start).is_some_and(|numeral| numeral.is_plain()) && number.end == number.start + 1;
    let follows_name = stop == 0 && tokens.capital(before) && !ends_phrase(word) && !begins_sentence(tokens, before);
    let group = word == "of" && before.checked_sub(1).is_some_and(|at| tokens.word(at) == "group" && tokens.capital(at));
    let is_address = plain && is_street(tokens, number.end);
    is_address || group || named && (!has_unit || tokens.capital(before)) || plain && follows_name && !has_unit || is_title(tokens, number)
}

/// Whether a street name begins at a token: "(10) Downing Street".
fn is_street(tokens: &Tokens, at: usize) -> bool {
    let mut name = (at..at + STREET).take_while(|&at| tokens.capital(at) && !tokens.begins_line(at)).skip(1);
    name.any(|at| is(tokens.word(at), Class::Street))
}

/// Whether a spelled-out number is part of a capitalised name: "Big Ten", "Three Mile Island".
fn is_title(tokens: &Tokens, number: &Number) -> bool {
    let beside = tokens.capital(number.end) && !tokens.begins_line(number.end);
    let before = number.start.checked_sub(1).is_some_and(|at| tokens.capital(at) && !ends_phrase(tokens.word(at)));
    let headline = tokens.capital(number.end + 1) && tokens.capital(number.end + 2);
    tokens.capital(number.start) && !begins_sentence(tokens, number.start) && (beside && !headline || before && !beside)
}

/// Whether a sentence begins at a token, or text after a mark that may be written like one.
fn begins_sentence(tokens: &Tokens, at: usize) -> bool {
    let opens = matches!(tokens.mark_before(at), Some('"' | '“' | ':' | '‘' | '\'' | '(' | '—' | '–' | '-' | '•' | '*'));
    opens || tokens.begins_line(at) || tokens.begins_sentence(at)
}

/// Whether a number between commas after a name is an age: "Ana Lee, 41, said".
fn is_age(tokens: &Tokens, number: &Number) -> bool {
    let Some(name) = number.start.checked_sub(2) else { return false };
    let age = number.value >= 1.0 && number.value < 120.0 && number.end == number.start + 1 && tokens.numeral(number.start).is_some();
    let closed = matches!(tokens.mark(number.end), Some(',' | '.' | ')' | ';'));
    age && closed && matches!(tokens.mark(name + 1), Some(',' | '(')) && tokens.capital(name)
}

/// Whether a number labels an item of a list: "1. Open the door", "(2)".
fn is_item(tokens: &Tokens, number: &Number) -> bool {
    let whole = tokens.numeral(number.start).is_some_and(|numeral| numeral.is_plain()) && number.end == number.start + 1;
    let closed = matches!(tokens.mark(number.end), Some('.' | ')')) && tokens.glued(number.end);
    let opened = tokens.mark_before(number.start) == Some('(');
    whole && (closed && tokens.begins_line(number.start) || opened && tokens.mark(number.end) == Some(')'))
}

/// Whether the words before a number make it a label: "number one", "ranked 12", "aged 45".
fn is_pointed_at(tokens: &Tokens, number: &Number) -> bool {
    let before = tokens.word_before(number.start);
    matches!(before, "number" | "numbers" | "ranked" | "seeded" | "no" | "code" | "aged" | "age") || is(before, Class::Numbered)
}

/// Whether an ordinal counts something and is not a date, name or adverb: a determiner precedes it and a lower-case word follows it.
pub(super) fn ordinal_counts(tokens: &Tokens, at: usize, end: usize) -> bool {
    let before = tokens.word_before(at);
    let possessive = before.ends_with("'s") || before.ends_with("’s") || matches!(tokens.mark_before(at), Some('\'' | '’'));
    let counted = is(before, Class::Determiner) || matches!(before, "each" | "every" | "whose") || possessive;
    let next = tokens.word(end);
    let named = next.is_empty() || tokens.begins_line(end) || tokens.capital(end) || ends_phrase(next) || is(next, Class::OrdinalName);
    let time = matches!(tokens.word(at), "second" | "seconds") && matches!(before, "a" | "per" | "each" | "every") && ends_phrase(next);
    counted && !named && !time && !tokens.capital(at) && !is_tied_to_word(tokens, at)
}
