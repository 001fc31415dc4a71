//! Whether an event at a given time lies in the past or in the future, judged by the verb that governs the time.

use super::lexicon::{Lean, Sense};
use super::verbs::{Verb, verbs};
use super::words::Words;
use crate::english::{Class, is};
use crate::segment::TokenKind;

/// How far to look for a verb, in tokens.
const REACH: usize = 12;
/// A time at most this many tokens after a verb in the present is planned: "is on Monday", "flies home on Sunday".
const NEAR: usize = 2;
/// Words before a future time.
const AHEAD: &[&str] = &["by", "until", "till", "effective"];
/// Words between a verb and the time that belongs to it.
const JOINTS: &[&str] = &["on", "in", "at", "late", "early", "last", "this", "next", "the", "a", "for", "-"];
/// Words that begin a clause: a time after one belongs to the verb that follows.
const OPENERS: &[&str] = &["that", "who", "which", "where", "when", "and", "but", "or", "because", "if", "whether", "while", "as"];

/// Whether the time at a token lies in the past or in the future, judged by the words right before it or by the verb that governs it.
pub(super) fn lean(words: &Words, at: usize) -> Lean {
    let bounded = |at: usize| at.checked_sub(1).is_some_and(|before| AHEAD.contains(&words.word(before)));
    if bounded(at) || (at > 0 && bounded(at - 1) && words.word(at - 1) == "the") {
        return Lean::Future;
    }
    // "a June agreement" may be of any year.
    let is_predicate = at > 1 && matches!(words.word(at - 2), "is" | "are" | "be");
    if at > 0 && matches!(words.word(at - 1), "a" | "an") && !is_predicate {
        return Lean::Open;
    }
    // "the February figures", "February's figures" are the latest.
    let is_of_noun =
        at > 0 && matches!(words.word(at - 1), "the" | "its" | "their") && words.is_letters(at + 1) && !words.is_capitalised(at + 1);
    if (is_of_noun || is_possessive(words, at)) && words.senses(at).iter().any(|sense| matches!(sense, Sense::Month(_))) {
        return Lean::Open;
    }
    match governed(words, at) {
        // "He said a cut in April was unlikely" may be about any April.
        Lean::Past if is_planned(words, at) => Lean::Open,
        // What lasted until a time may continue.
        Lean::Past if AHEAD.contains(&words.word(at)) => Lean::Open,
        Lean::Open if AHEAD.contains(&words.word(at)) => Lean::Future,
        lean => lean,
    }
}

/// Words that report a clause in the past tense, whatever the time of what it says.
const REPORTS: &[&str] = &["said", "says", "say", "added", "thought", "believed", "argued", "insisted"];

/// Whether a month stands in the subject of a reported clause that begins with an indefinite article: "said that a cut *in April* was unlikely".
fn is_planned(words: &Words, at: usize) -> bool {
    let is_month = words.senses(at).iter().any(|sense| matches!(sense, Sense::Month(_)));
    let Some(article) =
        at.checked_sub(2).and_then(|last| (at.saturating_sub(5)..last).rev().find(|&at| matches!(words.word(at), "a" | "an")))
    else {
        return false;
    };
    let Some(before) = article.checked_sub(1) else { return false };
    let is_reported = words.word(before) == "that" || REPORTS.contains(&words.word(before));
    is_month && words.word(at - 1) == "in" && is_reported && matches!(words.word(at + 1), "was" | "were" | "is")
}

/// The tense of the verb that governs the time at a token.
///
/// It is the nearest verb of the same clause. A time that opens its clause, or that is a possessive within the subject, belongs to the verb after it;
/// a speech verb after a comma governs nothing before it.
fn governed(words: &Words, at: usize) -> Lean {
    let clause = clause(words, at);
    let found = verbs(words, clause.clone());
    let back = found.iter().rev().find(|verb| verb.end <= at);
    let forth = found.iter().filter(|verb| verb.start > at).find(|verb| !(verb.says && back.is_some() && is_parted(words, at, verb.start)));
    match (back, forth) {
        (back, _) if bids(words, clause.start) && back.is_none_or(|back| back.start <= clause.start + 2) => Lean::Future,
        (Some(back), Some(forth)) => {
            let behind = opens_clause(words, at, clause.start) || is_possessive(words, at) || is_in_saying(words, back, at);
            let is_nearer = forth.start - at < at + 1 - back.end && !is_close(words, back, at);
            if behind || is_nearer { forth.lean } else { lean_back(words, back, at) }
        }
        (Some(back), None) => lean_back(words, back, at),
        // "At a rally on Saturday, she vowed to go": the vow was made on Saturday.
        (None, Some(forth)) if forth.end == forth.start + 1 && is_parted(words, at, forth.start) => forth.own.unwrap_or(forth.lean),
        (None, Some(forth)) => forth.lean,
        (None, None) => Lean::Open,
    }
}

/// Whether a clause that begins at a token is an imperative: "*Come* back on Monday", "*Do not call* on Sunday".
fn bids(words: &Words, start: usize) -> bool {
    let first = words.word(start);
    is(first, Class::Imperative) || matches!(first, "do" | "don") && matches!(words.word(start + 1), "not" | "'" | "’")
}

/// The tokens around a time that are considered: those of its sentence, within reach and up to marks that end a clause.
fn clause(words: &Words, at: usize) -> std::ops::Range<usize> {
    let sentence = words.text.sentences_over(words.text.tokens()[at].span);
    let sentence = words.text.tokens_in(sentence);
    let first = at.saturating_sub(REACH).max(sentence.start);
    let last = sentence.end.min(at + 1 + REACH);
    let start = (first..at).rev().find(|&at| ends_clause(words, at)).map_or(first, |mark| mark + 1);
    let end = (at + 1..last).find(|&at| ends_clause(words, at)).unwrap_or(last);
    start..end.max(start)
}

/// Whether a mark within a sentence separates the words before it from those after it.
fn ends_clause(words: &Words, at: usize) -> bool {
    matches!(words.token(at).map(|token| token.kind), Some(TokenKind::Mark('!' | '?' | ';' | '"' | '”' | '“')))
}

/// The tense of a verb before a time: what is threatened or planned lies in the future, but "vowed on Monday" says when it was vowed.
fn lean_back(words: &Words, back: &Verb, at: usize) -> Lean {
    match back.own {
        Some(own) if is_close(words, back, at) && !AHEAD.contains(&words.word(at)) => own,
        _ if back.is_present && at - back.end <= NEAR => Lean::Future,
        _ => back.lean,
    }
}

/// Whether only a preposition or the like stands between a verb and the time after it.
fn is_close(words: &Words, back: &Verb, at: usize) -> bool {
    at - back.end <= 2 && (back.end..at).all(|between| JOINTS.contains(&words.word(between)))
}

/// Whether a time opens a clause: only prepositions and the like stand between it and the start of the clause or a word that begins one.
fn opens_clause(words: &Words, at: usize, start: usize) -> bool {
    let first = (start..at).rev().take_while(|&before| JOINTS.contains(&words.word(before))).last().unwrap_or(at);
    let before = first.checked_sub(1).filter(|&before| before >= start);
    before.is_none_or(|before| OPENERS.contains(&words.word(before)))
}

/// Whether a time is a possessive of the noun after it: "Friday's vote".
fn is_possessive(words: &Words, at: usize) -> bool {
    words.word(at + 1) == "'" && words.is_glued(at + 1) && words.word(at + 2) == "s" && words.is_glued(at + 2)
}

/// Whether a time stands in the subject of the reported clause: "said the vote on Friday".
fn is_in_saying(words: &Words, back: &Verb, at: usize) -> bool {
    back.end < at && words.word(back.end - 1) == "said" && (is(words.word(back.end), Class::Determiner) || words.word(back.end) == "no")
}

fn is_parted(words: &Words, at: usize, verb: usize) -> bool {
    (at + 1..verb).any(|between| words.word(between) == ",")
}
