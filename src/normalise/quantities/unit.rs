//! What a number counts: the nouns after it.

use super::lexicon::{Term, ends_phrase};
use super::token::Tokens;
use crate::english::{Class, is};
use crate::text::bare_word;

/// The nouns after a number, in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// The number of words that are searched for the noun.
const REACH: usize = 4;

/// The noun phrase that begins right after a number, up to its noun: the first plural or, after 1, the words up to the next function word. Letters
/// directly after digits ("29km") and a word after a hyphen ("12-member") are units whatever their number.
pub(super) fn unit(tokens: &Tokens, at: usize, is_one: bool) -> Option<Counted> {
    let whole = |start: usize, end: usize| Some(Counted { start, end });
    if tokens.glued(at) && !tokens.word(at).is_empty() {
        return whole(at, at + 1);
    }
    if tokens.hyphen(at) && tokens.glued(at) {
        return hyphenated(tokens, at + 1);
    }
    let mut end = at;
    let mut last_noun = None;
    for _ in 0..REACH {
        if !is_nominal(tokens, end, at, is_one) {
            break;
        }
        if is_plural(tokens, end, is_one) {
            return Some(plural(tokens, at, end));
        }
        last_noun = Some(end);
        end += compound_length(tokens, end);
    }
    let last = last_noun.filter(|_| is_one)?;
    let end = last.min(at + 1) + 1;
    whole(at, if tokens.hyphen(end) && tokens.glued(end) { end + compound_length(tokens, end - 1) - 1 } else { end })
}

/// The unit that a fraction divides: "(half) a mile", "(a third) of a litre".
pub(super) fn measure(tokens: &Tokens, at: usize) -> Option<Counted> {
    let article = at + usize::from(tokens.word(at) == "of");
    let unit = article + 1;
    (tokens.term(article) == Term::Article && is(tokens.word(unit), Class::Measure)).then_some(Counted { start: unit, end: unit + 1 })
}

/// The number of tokens in a word together with what hyphens tie to it: "middle-income", "low- and middle-income".
fn compound_length(tokens: &Tokens, at: usize) -> usize {
    if !(tokens.hyphen(at + 1) && tokens.glued(at + 1)) {
        return 1;
    }
    match (tokens.glued(at + 2), tokens.word(at + 2)) {
        (true, "") => 1,
        (true, _) if tokens.hyphen(at + 3) && tokens.glued(at + 3) && tokens.glued(at + 4) => 5,
        (true, _) => 3,
        (false, "and" | "or") if tokens.hyphen(at + 4) && tokens.glued(at + 4) && tokens.glued(at + 5) => 6,
        (false, "and" | "or") => 4,
        (false, _) => 1,
    }
}

/// The words of "45-year-old" or "12-member" after the first hyphen.
fn hyphenated(tokens: &Tokens, at: usize) -> Option<Counted> {
    let word = tokens.word(at);
    if word.is_empty() || !tokens.glued(at) || ends_phrase(word) || matches!(word, "way" | "sided" | "faced" | "handed" | "time" | "track")
    {
        return None;
    }
    let old = tokens.hyphen(at + 1) && matches!(tokens.word(at + 2), "old" | "olds");
    let end = if old { at + 3 } else { at + 1 };
    Some(Counted { start: at, end })
}

/// Whether a word can belong to the noun phrase.
fn is_nominal(tokens: &Tokens, at: usize, first: usize, is_one: bool) -> bool {
    let word = tokens.word(at);
    let breaks = word.is_empty() || tokens.begins_line(at) || tokens.glued(at);
    let dead = at == first && matches!(word, "dead" | "injured" | "wounded" | "killed" | "following" | "missing");
    let leading = dead && !ends_phrase(tokens.word(at + 1)) && !tokens.word(at + 1).is_empty();
    let participle = word.ends_with("ed") && word.len() > 4;
    let verb = at > first && participle && (is_one || !has_plural_form(tokens.word(at + 1)));
    let shortened = word.contains(['\'', '’']) && !word.ends_with("'s") && !word.ends_with("’s");
    let number = tokens.term(at) != Term::Other;
    !breaks && !verb && !shortened && !number && (leading || !ends_phrase(word))
}

/// Whether the noun phrase ends here: at a plural, unless it only modifies another.
fn is_plural(tokens: &Tokens, at: usize, is_one: bool) -> bool {
    let word = tokens.word(at);
    let leads = |next: usize| !ends_phrase(tokens.word(next)) && has_plural_form(tokens.word(next));
    let leads_on = is(word, Class::Collective) && (is_one || leads(at + 1) || leads(at + 2) && !ends_phrase(tokens.word(at + 1)));
    has_plural_form(word) && !leads_on
}

fn has_plural_form(word: &str) -> bool {
    let noun = bare_word(word);
    if is(noun, Class::BarePlural) {
        return true;
    }
    let ends = noun.len() > 2 && noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
    ends && noun.len() == word.len() && !is(noun, Class::SingularS)
}

/// The phrase that ends with the plural at `last`, or with one right after a name in -s ("five Texas voters").
fn plural(tokens: &Tokens, start: usize, last: usize) -> Counted {
    let next = last + 1;
    let name = tokens.capital(last) && is_nominal(tokens, next, start, false) && !tokens.capital(next) && is_plural(tokens, next, false);
    let end = if name { next + 1 } else { next };
    Counted { start, end }
}
