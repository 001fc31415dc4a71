//! Removes what the model wrongly takes for an attribution: boilerplate, section headings, questions without a speaker, suppositions ("let's say")
//! and parts of compound words.

use crate::attribute::Attribution;
use crate::segment::{Aside, Text};
use crate::text::Span;

/// Removes the attributions whose content stands in boilerplate, is a section heading, or is a bare question (the interviewer's, or the writer's
/// own), whose cue is the end of a compound word, or that are suppositions put to the reader. A heading with its own source and cue ("Minister denies
/// claims") is an attribution.
pub(super) fn keep_statements(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    if attributions.is_empty() {
        return;
    }
    let asides = text.asides();
    attributions.retain(|attribution| {
        if is_supposed(text, attribution) || ends_compound(text, attribution) {
            return false;
        }
        let start = attribution.content.first().map_or(0, |content| content.start);
        let at = text.paragraph_at(start);
        let (Some(&paragraph), Some(&aside)) = (text.paragraphs().get(at), asides.get(at)) else { return true };
        match aside {
            Some(Aside::Heading) => is_complete_within(attribution, paragraph),
            Some(_) => false,
            None => attribution.cue.is_some() || text.is_quoted(start) || !text.of(paragraph).ends_with('?'),
        }
    });
}

fn is_complete_within(attribution: &Attribution, paragraph: Span) -> bool {
    let is_within = |span: Option<Span>| span.is_some_and(|span| paragraph.contains(span));
    is_within(attribution.source) && is_within(attribution.cue)
}

/// Whether the cue is the end of a compound word: "Lee-*backed*".
fn ends_compound(text: &Text<'_>, attribution: &Attribution) -> bool {
    let before = attribution.cue.map_or("", |cue| &text.as_str()[..cue.start]);
    before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric))
}

/// The verbs with which "let us" asks the reader to suppose something.
const SUPPOSING: [&str; 5] = ["say", "suppose", "assume", "imagine", "pretend"];

/// Whether an attribution is only a supposition, which nobody asserts: "let's say", "let us suppose".
fn is_supposed(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some((cue, sentence)) = attribution.cue.and_then(|cue| Some((cue, text.sentence_of(cue)?))) else { return false };
    let mut back = text.words_in(Span::new(sentence.start, cue.end)).rev().map(|word| text.lower(word));
    let supposes = back.next().is_some_and(|verb| SUPPOSING.contains(&verb));
    // "Let's" counts as the word "let".
    supposes && matches!((back.next(), back.next()), (Some("let"), _) | (Some("us"), Some("let")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn statements_are_kept_and_the_rest_goes() {
        check(include_str!("statements.tsv"), |text, _, attributions| keep_statements(text, attributions));
    }
}
