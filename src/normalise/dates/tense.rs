//! Whether a sentence tells of the past or of the future.

use super::lexicon::{Lean, Sense};
use super::tokens::{Kind, Token};

/// How far to look for a verb, in tokens.
const REACH: usize = 12;
/// Words before a time that lies ahead.
const AHEAD: &[&str] = &["by", "until", "till", "effective"];

/// Where the words around an expression lean: the nearest verb of the same sentence decides, unless the word before it does.
pub(super) fn lean(tokens: &[Token], at: usize, end: usize) -> Lean {
    let bounded = |at: usize| at.checked_sub(1).is_some_and(|before| AHEAD.contains(&tokens[before].word.as_str()));
    if bounded(at) || (at > 0 && bounded(at - 1) && tokens[at - 1].word == "the") {
        return Lean::Future;
    }
    let back = (at.saturating_sub(REACH)..at).rev().take_while(|&at| !ends_sentence(tokens, at));
    let forth = (end..tokens.len().min(end + REACH)).take_while(|&at| !ends_sentence(tokens, at));
    let nearest = |found: Option<(usize, Lean)>| found.unwrap_or((usize::MAX, Lean::Open));
    let back = nearest(back.enumerate().find_map(|(far, at)| verb(tokens, at).map(|lean| (far, lean))));
    let forth = nearest(forth.enumerate().find_map(|(far, at)| verb(tokens, at).map(|lean| (far + 1, lean))));
    if forth.0 < back.0 { forth.1 } else { back.1 }
}

/// Whether a sentence ends with a token: a full stop before a capital, unless an initial or abbreviation bears it.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let stop = || {
        let short = at.checked_sub(1).is_some_and(|before| tokens[before].capital && tokens[before].word.len() <= 4);
        token.word == "." && !short && next.is_none_or(|next| next.spaced && (next.capital || next.kind == Kind::Mark))
    };
    token.paragraph || (token.kind == Kind::Mark && (matches!(token.word.as_str(), "!" | "?" | ";" | "\"" | "”" | "“") || stop()))
}

fn verb(tokens: &[Token], at: usize) -> Option<Lean> {
    let token = &tokens[at];
    let told = token.senses.iter().find_map(|sense| if let Sense::Tense(lean) = sense { Some(*lean) } else { None });
    let planned = || (token.word == "to" && at > 0 && matches!(tokens[at - 1].word.as_str(), "is" | "are")).then_some(Lean::Future);
    let regular = || (token.word.len() > 4 && token.word.ends_with("ed") && !token.capital).then_some(Lean::Past);
    // "May" and "Will" are names.
    let name = token.capital && matches!(token.word.as_str(), "may" | "will");
    told.filter(|_| !name).or_else(planned).or_else(regular)
}
