//! What a number counts: the nouns after it.

use super::token::Tokens;
use super::words::{Class, is};

/// The nouns after a number, in tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// How many words are looked through for the noun.
const REACH: usize = 4;

/// The noun phrase that begins at a token right after a number, up to its noun: the first plural, or after 1 the words up to the next
/// function word. Letters right behind digits ("29km") and a word behind a hyphen ("12-member") are units whatever their number.
pub(super) fn unit(tokens: &Tokens, at: usize, is_one: bool) -> Option<Unit> {
    let whole = |start: usize, end: usize| Some(Unit { start, end });
    if tokens.glued(at) && !tokens.word(at).is_empty() {
        return whole(at, at + 1);
    }
    if tokens.hyphen(at) && tokens.glued(at) {
        return hyphenated(tokens, at + 1);
    }
    let mut end = at;
    let mut last_noun = None;
    while end < at + REACH && is_nominal(tokens, end, at) {
        if is_plural(tokens, end) {
            return plural(tokens, at, end);
        }
        if !is_one && is(tokens.word(end), Class::Singular) {
            break;
        }
        last_noun = Some(end);
        end += 1;
        if tokens.hyphen(end) && tokens.glued(end) && tokens.glued(end + 1) && !tokens.word(end + 1).is_empty() {
            end += 2;
            last_noun = Some(end - 1);
        }
    }
    let last = last_noun.filter(|_| is_one)?;
    let short = last.min(at + 1);
    whole(at, if tokens.hyphen(at + 1) { last + 1 } else { short + 1 })
}

/// The words of "45-year-old" or "12-member" after the first hyphen.
fn hyphenated(tokens: &Tokens, at: usize) -> Option<Unit> {
    let word = tokens.word(at);
    if word.is_empty() || !tokens.glued(at) || is(word, Class::Stop) && word != "run" {
        return None;
    }
    let old = tokens.hyphen(at + 1) && matches!(tokens.word(at + 2), "old" | "olds");
    let end = if old { at + 3 } else { at + 1 };
    Some(Unit { start: at, end })
}

/// Whether a word may belong to the noun phrase.
fn is_nominal(tokens: &Tokens, at: usize, first: usize) -> bool {
    let word = tokens.word(at);
    let breaks = word.is_empty() || tokens.begins_line(at) || tokens.glued(at);
    let dead = at == first && matches!(word, "dead" | "injured" | "wounded" | "killed" | "following" | "missing");
    let leading = dead && !is(tokens.word(at + 1), Class::Stop) && !tokens.word(at + 1).is_empty();
    let verb = at > first && word.ends_with("ed") && word.len() > 4;
    let number = !matches!(tokens.term(at), super::lexicon::Term::Other);
    !breaks && !verb && !number && (leading || !is(word, Class::Stop))
}

fn is_plural(tokens: &Tokens, at: usize) -> bool {
    let word = noun(tokens.word(at));
    if is(word, Class::Plural) {
        return !(matches!(word, "dead" | "injured" | "wounded" | "missing" | "police" | "staff" | "crew" | "media")
            && goes_on(tokens, at + 1));
    }
    let ends = word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    ends && !is(word, Class::Singular) && !tokens.word(at).ends_with("'s") && !tokens.word(at).ends_with("’s")
}

/// Whether a plural follows within two words.
fn goes_on(tokens: &Tokens, at: usize) -> bool {
    (at..at + 2).take_while(|&next| is_nominal(tokens, next, at)).any(|next| tokens.word(next).ends_with('s') && is_plural(tokens, next))
}

/// The phrase that ends with the plural at `last`, or with one right after a name in -s ("five Texas voters").
fn plural(tokens: &Tokens, start: usize, last: usize) -> Option<Unit> {
    let next = last + 1;
    let name = tokens.capital(last) && is_nominal(tokens, next, start) && !tokens.capital(next) && is_plural(tokens, next);
    let end = if name { next + 1 } else { next };
    Some(Unit { start, end })
}

/// A noun without its possessive ending.
fn noun(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}
