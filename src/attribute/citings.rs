//! What a speaker cites: "said, citing two officials, that the bridge is closed" is one attribution, with the verb of saying as its cue.

use super::clauses::is_saying;
use super::{Attribution, content_kind};
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// The most words between a verb of saying and the citing that belongs to it: "reported *on Monday*, citing".
const BETWEEN: usize = 5;

/// Gives the clause after what a speaker cites to the verb of saying before it. Removes citings without a clause of their own that only say what a
/// statement rests on ("The mine will close, Orr said, *citing two officials*").
pub(crate) fn without_citings(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    let mut at = 0;
    while at < attributions.len() {
        let gone = citing(text, &attributions[at]).is_some_and(|citing| resolve(text, attributions, at, &citing));
        if gone {
            attributions.remove(at);
        } else {
            at += 1;
        }
    }
    attributions.sort_by_key(|attribution| attribution.content[0]);
}

/// A content that begins with what is cited.
struct Citing {
    /// The participle.
    word: Span,
    /// The reported clause after it: "that the bridge is closed".
    clause: Option<Span>,
}

fn citing(text: &Text<'_>, attribution: &Attribution) -> Option<Citing> {
    attribution.content.iter().find_map(|&cited| {
        let sentence = text.sentence_of(Span::new(cited.start, cited.start))?;
        let word = text.words_in(Span::new(sentence.start, cited.start)).next_back()?;
        let is_citing = is(text.lower(word), Class::Quoting)
            && text.lower(word).ends_with("ing")
            && text.of(Span::new(word.end, cited.start)).trim().is_empty();
        let clause = text.of(cited).find(", that ").map(|comma| Span::new(cited.start + comma + 2, cited.end));
        let clause = clause.or_else(|| {
            let next = attribution.content.iter().find(|next| next.start > cited.end)?;
            (text.lower(*next).starts_with("that ") && text.of(Span::new(cited.end, next.start)) == ", ").then_some(*next)
        });
        is_citing.then_some(Citing { word, clause })
    })
}

/// Resolves a citing attribution; returns whether another attribution makes it superfluous.
fn resolve(text: &Text<'_>, attributions: &mut [Attribution], at: usize, citing: &Citing) -> bool {
    let Some(verb) = verb_before(text, citing.word) else { return false };
    let says = |other: &Attribution| other.cue.is_some_and(|cue| cue.contains(verb) && !cue.overlaps(citing.word));
    let outer = attributions.iter().position(says).filter(|&outer| outer != at);
    match (citing.clause, outer) {
        (Some(clause), Some(outer)) => {
            let said = &mut attributions[outer];
            said.content.retain(|piece| text.is_quoted(piece.start));
            said.content.push(clause);
            said.kind = content_kind(text, &said.content);
            true
        }
        (Some(clause), None) => {
            let said = &mut attributions[at];
            said.content.retain(|piece| piece.start >= clause.end);
            said.content.insert(0, clause);
            said.kind = content_kind(text, &said.content);
            said.cue = Some(verb);
            false
        }
        (None, Some(_)) => true,
        (None, None) => false,
    }
}

/// Returns the verb of saying right before ", citing", or before a short time, place or audience between the two.
fn verb_before(text: &Text<'_>, citing: Span) -> Option<Span> {
    let sentence = text.sentence_of(citing)?;
    let clause = text.of(Span::new(sentence.start, citing.start)).strip_suffix(", ")?;
    let clause = Span::new(sentence.start, sentence.start + clause.len());
    let verb = text.words_in(clause).rev().take(BETWEEN + 1).find(|&word| is_saying(text.lower(word)))?;
    let between = Span::new(verb.end, clause.end);
    (!text.of(between).contains(',') && !text.is_quoted(verb.start)).then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn what_is_cited_is_no_claim_of_its_own() {
        check(include_str!("cases/citings.tsv"), |text, _, attributions| without_citings(text, attributions));
    }
}
