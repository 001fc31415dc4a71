//! Whether a sentence tells of the past or of the future.

use super::lexicon::{Lean, Sense};
use super::words::Words;
use crate::segment::TokenKind;

/// How far to look for a verb, in tokens.
const REACH: usize = 12;
/// Words before a time that lies ahead.
const AHEAD: &[&str] = &["by", "until", "till", "effective"];

/// Where the words around the token at a place lean: the nearest verb of the same clause decides, unless the word before it does.
pub(super) fn lean(words: &Words, at: usize) -> Lean {
    let bounded = |at: usize| at.checked_sub(1).is_some_and(|before| AHEAD.contains(&words.word(before)));
    if bounded(at) || (at > 0 && bounded(at - 1) && words.word(at - 1) == "the") {
        return Lean::Future;
    }
    let sentence = words.text.sentences_over(words.text.tokens()[at].span);
    let sentence = words.text.tokens_in(sentence);
    let back = (at.saturating_sub(REACH).max(sentence.start)..at).rev().take_while(|&at| !ends_clause(words, at));
    let forth = (at + 1..sentence.end.min(at + 1 + REACH)).take_while(|&at| !ends_clause(words, at));
    let nearest = |found: Option<(usize, Lean)>| found.unwrap_or((usize::MAX, Lean::Open));
    let back = nearest(back.enumerate().find_map(|(far, at)| verb(words, at).map(|lean| (far, lean))));
    let forth = nearest(forth.enumerate().find_map(|(far, at)| verb(words, at).map(|lean| (far + 1, lean))));
    if forth.0 < back.0 { forth.1 } else { back.1 }
}

/// Whether a mark within a sentence parts the words before it from those after it.
fn ends_clause(words: &Words, at: usize) -> bool {
    matches!(words.token(at).map(|token| token.kind), Some(TokenKind::Mark('!' | '?' | ';' | '"' | '”' | '“')))
}

fn verb(words: &Words, at: usize) -> Option<Lean> {
    let word = words.word(at);
    let is_capitalised = words.is_capitalised(at);
    let told = words.senses(at).iter().find_map(|sense| if let Sense::Tense(lean) = sense { Some(*lean) } else { None });
    let planned = || (word == "to" && at > 0 && matches!(words.word(at - 1), "is" | "are")).then_some(Lean::Future);
    let regular = || (word.len() > 4 && word.ends_with("ed") && !is_capitalised).then_some(Lean::Past);
    // "May" and "Will" are names.
    let name = is_capitalised && matches!(word, "may" | "will");
    told.filter(|_| !name).or_else(planned).or_else(regular)
}
