//! Removes what the model wrongly takes for an attribution: boilerplate, section headings, questions without a speaker, suppositions ("let's say"),
//! titles and names in quotation marks, requests for comment and parts of compound words.

use crate::attribute::{Attribution, is_only_asked, names_thing};
use crate::segment::{Aside, Text};
use crate::text::Span;

/// Removes the attributions whose content stands in boilerplate, is a section heading, or is a bare question (the interviewer's, or the writer's
/// own), whose cue is the end of a compound word, or that are suppositions put to the reader, names of things, requests for comment, or wishes not to
/// be named. A heading with its own source and cue ("Minister denies claims") is an attribution.
pub(super) fn keep_statements(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    if attributions.is_empty() {
        return;
    }
    let asides = text.asides();
    attributions.retain(|attribution| {
        let is_none =
            [is_supposed, is_withheld, ends_compound, is_only_asked, names_thing].iter().any(|is_none| is_none(text, attribution));
        if is_none {
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

/// The most words of a wish not to be named.
const LONGEST_WISH: usize = 5;
/// The verbs with which "let us" asks the reader to suppose something.
const SUPPOSING: [&str; 5] = ["say", "suppose", "assume", "imagine", "pretend"];

/// Whether an attribution is only a supposition, which nobody asserts: "let's say", "let us suppose".
fn is_supposed(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some((cue, sentence)) = attribution.cue.and_then(|cue| Some((cue, text.sentence_of(cue)?))) else { return false };
    let mut back = text.words_in(Span::new(sentence.start, cue.end)).rev().map(|word| text.lower(word));
    let supposes = back.next().is_some_and(|verb| SUPPOSING.contains(&verb));
    // "Let's" counts as the word "let".
    let is_put = supposes && matches!((back.next(), back.next()), (Some("let"), _) | (Some("us"), Some("let")));
    let opens = text.words_in(sentence).next().map(|first| text.lower(first));
    let is_imagined = matches!(opens, Some("suppose" | "imagine" | "supposing")) && !text.is_quoted(sentence.start);
    is_put || is_imagined || is_unreal(text, attribution, sentence)
}

/// Whether an attribution stands in a condition that is contrary to fact, or asks whether anybody would say so: "If the bank *said* it was white, ...
/// would", "*Would anyone* believe it?"
fn is_unreal(text: &Text<'_>, attribution: &Attribution, sentence: Span) -> bool {
    let Some((cue, source)) = attribution.cue.zip(attribution.source) else { return false };
    let mut words = text.words_in(sentence).map(|word| text.lower(word));
    let opens = words.next();
    let is_condition = opens == Some("if")
        && source.end <= cue.start
        && !text.of(Span::new(sentence.start, cue.start)).contains(',')
        && words.any(|word| matches!(word, "would" | "could" | "might"));
    let is_anyone = matches!(text.lower(source), "anyone" | "anybody" | "who") && text.of(sentence).ends_with('?');
    !text.is_quoted(cue.start) && (is_condition || matches!(opens, Some("would" | "could")) && is_anyone)
}

/// Whether somebody only wishes not to be named: "who did not *wish* to give her name".
fn is_withheld(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some((cue, &content)) = attribution.cue.zip(attribution.content.first()) else { return false };
    let has = |span: Span, words: &[&str]| text.words_in(span).any(|word| words.contains(&text.lower(word)));
    let is_wish = has(cue, &["wish", "wished", "want", "wanted"]);
    let is_name = has(content, &["named", "identified", "anonymous"])
        || has(content, &["give", "reveal"]) && has(content, &["name", "names", "identity", "identities"]);
    is_wish && is_name && text.words_in(content).count() <= LONGEST_WISH
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
