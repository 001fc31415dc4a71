//! Adds or completes sources that the model misses or cuts short, by means of the names beside their cues.

use super::Attribution;
use crate::decode::LabelledSpan;
use crate::english::{Class, ends_in, is};
use crate::segment::Text;
use crate::text::Span;

/// The most words of a title that are included with the name after it.
const LONGEST_TITLE: usize = 6;

/// Gives verbs without a source the name right beside them ("*Khalid bin Salem* said"). Extends sources that cut a name to cover it, and includes the
/// document that a source has written. `names` are in order and do not overlap.
pub(crate) fn with_sources(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut [Attribution]) {
    for attribution in attributions {
        if let Some(source) = attribution.source {
            let whole = to_ends_of_names(text, names, source, attribution);
            attribution.source = Some(with_document(text, whole, attribution.cue));
            continue;
        }
        let Some(cue) = attribution.cue.filter(|&cue| is_plain_verb(text, cue)) else { continue };
        let Some(source) = beside(text, names, cue) else { continue };
        if attribution.content.iter().any(|piece| !piece.overlaps(source)) {
            attribution.content.retain(|piece| !piece.overlaps(source));
            attribution.source = Some(source);
        }
    }
}

/// Extends a source to the edges of the names that it cuts, unless they overlap the cue or the content.
fn to_ends_of_names(text: &Text<'_>, names: &[LabelledSpan], source: Span, attribution: &Attribution) -> Span {
    let cuts = |name: &&LabelledSpan| name.span.overlaps(source) && !source.contains(name.span);
    let is_free = |whole: Span| !attribution.cue.iter().chain(&attribution.content).any(|part| part.overlaps(whole));
    names.iter().filter(cuts).fold(source, |source, name| {
        let whole = Span::new(source.start.min(name.span.start), source.end.max(name.span.end));
        if is_free(whole) && text.sentence_of(whole).is_some() { whole } else { source }
    })
}

/// The most words before a source, from the start of the sentence, in which its document is looked for.
const TO_DOCUMENT: usize = 6;

/// Extends a source back to a document by it that opens the sentence: "*A valuation by* the surveyors Acme".
fn with_document(text: &Text<'_>, source: Span, cue: Option<Span>) -> Span {
    let Some(sentence) = text.sentence_of(source).filter(|_| cue.is_some_and(|cue| cue.start >= source.end)) else { return source };
    let before: Vec<&str> = text.words_in(Span::new(sentence.start, source.start)).map(|word| text.lower(word)).collect();
    // "The annual report of the brewer Acme" is a document; "the lawyers of Acme" are not.
    let is_of = matches!(before.as_slice(), [.., noun, "of"] if is(noun, Class::Document));
    let is_by = is_of || matches!(before.last(), Some(&("by" | "from")));
    let is_document = before.iter().any(|word| is(word, Class::Document)) && before.len() <= TO_DOCUMENT;
    let opens = before.first().is_some_and(|word| is(word, Class::Determiner));
    let is_phrase = !text.of(Span::new(sentence.start, source.start)).contains([',', '“', '"', ':'])
        && !before.iter().any(|word| is(word, Class::ReportingVerb));
    if is_by && is_document && opens && is_phrase { Span::new(sentence.start, source.end) } else { source }
}

/// Whether a cue is nothing but a reporting verb in the active voice; the subject of a passive verb does not speak.
fn is_plain_verb(text: &Text<'_>, cue: Span) -> bool {
    let mut words = text.words_in(cue);
    let verb = words.next_back();
    let auxiliaries = words.all(|word| matches!(text.lower(word), "has" | "have" | "had" | "also" | "later" | "then" | "did" | "not"));
    auxiliaries && verb.is_some_and(|verb| is(text.lower(verb), Class::ReportingVerb))
}

/// Returns the name that ends right before a cue, with the title before it, or the one that begins right after it.
fn beside(text: &Text<'_>, names: &[LabelledSpan], cue: Span) -> Option<Span> {
    let before = names.iter().rfind(|name| name.span.end <= cue.start);
    let after = names.iter().find(|name| name.span.start >= cue.end);
    let is_blank = |start: usize, end: usize| text.of(Span::new(start, end)) == " ";
    if let Some(name) = before.filter(|name| is_blank(name.span.end, cue.start)) {
        return Some(Span::new(title_start(text, name.span), name.span.end));
    }
    let is_told = |name: &&LabelledSpan| text.words_in(cue).any(|word| is(text.lower(word), Class::Addressing)) || name.label == "LOC";
    let opens_clause = text.sentence_of(cue).is_some_and(|sentence| sentence.start == cue.start || text.is_quoted(cue.start));
    after.filter(|name| is_blank(cue.end, name.span.start) && !is_told(name) && !opens_clause).map(|name| name.span)
}

/// Returns the start of the title before a name: an unbroken run of roles, their modifiers, forms of address and offices.
fn title_start(text: &Text<'_>, name: Span) -> usize {
    let Some(sentence) = text.sentence_of(name) else { return name.start };
    let mut start = name.start;
    for word in text.words_in(Span::new(sentence.start, name.start)).rev().take(LONGEST_TITLE) {
        let lower = text.lower(word);
        let is_title =
            ends_in(lower, Class::Role) || is(lower, Class::RoleModifier) || is(lower, Class::Honorific) || is(lower, Class::Office);
        let is_joined = matches!(text.of(Span::new(word.end, start)), " " | ". ");
        if !is_joined || !is_title {
            break;
        }
        start = word.start;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn verbs_have_their_subjects() {
        check(include_str!("cases/sources.tsv"), |text, names, attributions| with_sources(text, names, attributions));
    }
}
