//! Keeps those who are told or asked something from being taken for its source.

use super::Attribution;
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// Forms of "be" and "get" that make a participle passive.
const PASSIVE: [&str; 9] = ["be", "been", "being", "is", "are", "was", "were", "got", "get"];
/// The most words between the auxiliary and the participle: "had not yet been *repeatedly* told".
const BETWEEN: usize = 2;
/// Words after the participle of a verb whose subject is asked or told something: "asked *whether* ...".
const QUESTIONS: [&str; 11] = ["if", "whether", "about", "by", "what", "who", "why", "how", "when", "where", "which"];

/// Removes those who are told or asked from sources and contents: "*Passengers* were told that ...", "Asked if ..., *Lee* said ...". An agent named
/// after "by" becomes the source instead.
pub(crate) fn without_hearers(text: &Text<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions {
        let Some(cue) = attribution.cue else { continue };
        if is_hearing(text, cue, attribution.source) {
            attribution.source = None;
            continue;
        }
        let Some(verb) = text.words_in(cue).find(|&word| is(text.lower(word), Class::Addressing)) else { continue };
        if is_passive(text, cue, verb) || ends_headline(text, cue, attribution) {
            of_passive(text, cue, verb, attribution);
        } else if is_participle(text, verb, cue, attribution) {
            let content = attribution.content[0];
            attribution.source = agent(text, verb.end, content);
        }
    }
}

/// Whether the source is a court or the like that hears something ("*The court* heard that ..."), so that the speaker is not named.
pub(super) fn is_hearing(text: &Text<'_>, cue: Span, source: Option<Span>) -> bool {
    let hears = text.words_in(cue).any(|word| matches!(text.lower(word), "heard" | "hears" | "hear"));
    let head = source.and_then(|source| text.words_in(source).find(|&word| is(text.lower(word), Class::Tribunal)));
    hears && head.is_some()
}

/// Whether a form of "be" or "get" precedes the verb, in or before the cue, with nothing but adverbs between.
fn is_passive(text: &Text<'_>, cue: Span, verb: Span) -> bool {
    let Some(sentence) = text.sentence_of(cue) else { return false };
    let before: Vec<&str> = text.words_in(Span::new(sentence.start, verb.start)).map(|word| text.lower(word)).collect();
    let near = before.iter().rev().take(BETWEEN + 1).take_while(|word| !is(word, Class::ReportingVerb));
    let is_adverb =
        |word: &&&str| word.ends_with("ly") || matches!(**word, "not" | "also" | "never" | "then" | "later" | "already" | "previously");
    near.clone().find(|word| !is_adverb(word)).is_some_and(|word| PASSIVE.contains(word))
}

/// Whether the cue ends its paragraph, as in a headline that omits "was": "Harbour chief took bribes, jury *told*".
fn ends_headline(text: &Text<'_>, cue: Span, attribution: &Attribution) -> bool {
    let ends = text.paragraph_of(cue).is_some_and(|paragraph| paragraph.end == cue.end);
    let is_heard = attribution.source.is_some_and(|source| text.of(Span::new(source.end.min(cue.start), cue.start)) == " ");
    ends && is_heard && attribution.content.iter().all(|content| content.end <= cue.start)
}

fn of_passive(text: &Text<'_>, cue: Span, verb: Span, attribution: &mut Attribution) {
    let after = attribution.content.iter().copied().find(|content| content.start >= cue.end);
    let by = |source: &Span| text.words_in(Span::new(verb.end, source.start)).any(|word| text.lower(word) == "by");
    let behind = attribution.source.filter(|source| source.start >= verb.end);
    let named = behind.filter(by);
    let Some(content) = after else {
        attribution.source = named.or_else(|| agent_at_end(text, cue));
        return;
    };
    attribution.source = named.or_else(|| agent(text, verb.end, content));
    // The subject is the hearer, not content; and "by" is not part of the cue.
    attribution.content.retain(|piece| piece.start >= cue.end || text.is_quoted(piece.start));
    // "An inquest was told |the pilot had ...|": the content's own subject, labelled as the source, belongs to the content.
    if let Some(subject) = behind.filter(|subject| named.is_none() && subject.end <= content.start)
        && let Some(first) = attribution.content.iter_mut().find(|piece| piece.start == content.start)
    {
        first.start = subject.start;
    }
    let bare = text.of(cue).strip_suffix(" by").map_or(cue.end, |bare| cue.start + bare.len());
    attribution.cue = Some(Span::new(cue.start, bare));
}

/// Whether the verb is a participle attached to the clause of whoever answers: it opens its sentence, follows "when" or the like, or stands between
/// commas after the subject of that clause.
fn is_participle(text: &Text<'_>, verb: Span, cue: Span, attribution: &Attribution) -> bool {
    let Some(sentence) = text.sentence_of(verb) else { return false };
    let Some(content) = attribution.content.first().filter(|content| content.start >= cue.end) else { return false };
    let before = text.words_in(Span::new(sentence.start, verb.start)).next_back().map(|word| text.lower(word));
    let is_asked = text.words_in(Span::new(verb.end, sentence.end)).next().is_some_and(|word| QUESTIONS.contains(&text.lower(word)));
    match (before, attribution.source) {
        (None, source) => source.is_none_or(|source| source.start >= content.start || source.end <= sentence.start),
        (Some("when" | "if" | "once" | "though"), _) => true,
        (Some(_), Some(source)) if is_asked && source.end <= verb.start => {
            let between = text.of(Span::new(source.end, verb.start));
            let is_apart = between == ", " || between == " " && text.of(source).ends_with(',');
            is_apart && text.of(Span::new(verb.end, sentence.end)).contains(", ")
        }
        _ => false,
    }
}

/// Returns the agent after "by", between the verb and the content, without a place or time.
fn agent(text: &Text<'_>, verb_end: usize, content: Span) -> Option<Span> {
    let between = Span::new(verb_end, content.start.max(verb_end));
    let start = between.start + text.of(between).strip_prefix(" by ").map(|_| " by ".len())?;
    let ends = |word: &Span| {
        matches!(text.lower(*word), "in" | "on" | "at" | "during" | "after" | "before") || is(text.lower(*word), Class::Weekday)
    };
    let end = text.words_in(Span::new(start, between.end)).find(ends).map_or(between.end, |word| word.start);
    Some(Span::new(start, end).trim(text.as_str())).filter(|agent| !agent.is_empty())
}

/// Returns the agent after a "by" that follows the cue, for a content before the cue.
fn agent_at_end(text: &Text<'_>, cue: Span) -> Option<Span> {
    let sentence = text.sentence_of(cue)?;
    let rest = Span::new(cue.end, sentence.end);
    let start = rest.start + text.of(rest).strip_prefix(" by ").map(|_| " by ".len())?;
    let end = start + text.of(Span::new(start, rest.end)).find(['.', ';', '!', '?']).unwrap_or(rest.end - start);
    Some(Span::new(start, end).trim(text.as_str())).filter(|agent| !agent.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn who_hears_does_not_speak() {
        check(include_str!("cases/hearers.tsv"), |text, _, attributions| without_hearers(text, attributions));
    }
}
