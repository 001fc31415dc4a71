//! Finds the subject of a cue where the model finds no source, or one beyond a quotation.

use super::Attribution;
use super::clauses::Clause;
use super::hearers::is_hearing;
use crate::decode::LabelledSpan;
use crate::english::{Class, is};
use crate::normalise::dates::VerbGroups;
use crate::record::ContentKind;
use crate::segment::{Text, TokenKind};
use crate::text::Span;

/// The most words in a subject.
const LONGEST: usize = 18;
/// The most words in a subject that follows its verb and was labelled as content.
const LONGEST_INVERTED: usize = 8;
/// Words before or after a subject that are not part of it.
const OPENERS: [&str; 11] = ["but", "and", "yet", "however", "meanwhile", "still", "so", "nor", "also", "later", "then"];
/// Conjunctions after which the next verb may have a subject of its own.
const JOINTS: [&str; 6] = ["and", "but", "while", "although", "though", "nor"];
/// Words that open a relative clause.
const RELATIVES: [&str; 4] = ["who", "which", "whose", "that"];
/// Adverbs and auxiliaries between "and" and a verb that shares its subject with an earlier one.
const ADVERBS: [&str; 8] = ["also", "later", "then", "has", "had", "repeatedly", "again", "now"];

/// Removes sources that stand beyond a quotation, and gives attributions without a source one: a name after the cue that was labelled as content, the
/// subject that the cue shares with an earlier verb ("cut its forecast and <said>"), the name after the cue ("asked [prosecutor Mona Lie]."), or the
/// subject of its own clause. A source that is only the end of that subject is replaced by all of it ("[the firm, owned by] *Acme*, <said>"). `names`
/// are in order and do not overlap.
pub(crate) fn add_subjects(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut [Attribution]) {
    let mut read = None;
    for attribution in attributions {
        let Some(cue) = attribution.cue else { continue };
        if let Some((verb, source)) = inverted_opening(text, cue, attribution.source) {
            (attribution.cue, attribution.source) = (Some(verb), Some(source));
            continue;
        }
        attribution.source =
            attribution.source.and_then(|source| whole(text, source)).filter(|&source| !is_beyond_quotation(text, cue, source));
        let ends_clause = |source: Span| source.end <= cue.start && text.of(Span::new(source.end, cue.start)) == ", ";
        if attribution.source.is_some_and(|source| !ends_clause(source)) {
            continue;
        }
        let verbs = read.get_or_insert_with(|| VerbGroups::new(text));
        let before = attribution.content.iter().filter(|content| content.end <= cue.start).map(|content| content.end).max();
        let own = || Clause { text, names, verbs }.subject(cue, before.unwrap_or(0));
        if let Some(source) = attribution.source {
            attribution.source = own().filter(|own| own.start < source.start && own.contains(source)).or(Some(source));
            continue;
        }
        let is_quoted = attribution.kind == ContentKind::Direct && before.is_some();
        let inverted = || if is_quoted { inverted(text, cue) } else { None };
        if let Some(titled) = swallowed(text, verbs, cue, &attribution.content) {
            attribution.content.retain(|&piece| piece != titled);
            if let Some(clause) = main_clause(text, verbs, cue, &attribution.content) {
                attribution.content.insert(0, clause);
            }
            attribution.source = Some(titled);
            continue;
        }
        let held = |subject: &Span| attribution.content.iter().any(|content| content.overlaps(*subject));
        attribution.source = shared(text, verbs, cue)
            .or_else(inverted)
            .or_else(own)
            .filter(|subject| !held(subject) && !is_hearing(text, cue, Some(*subject)));
    }
}

/// Returns a source without the function words at its end ("the government *for*"); `None` where it has no other words ("the", "to").
fn whole(text: &Text<'_>, source: Span) -> Option<Span> {
    let is_idle = |word: &Span| matches!(text.lower(*word), "the" | "a" | "an" | "to" | "of" | "for" | "by" | "in" | "on" | "and");
    let last = text.words_in(source).rev().find(|word| !is_idle(word));
    // A source without words, or with punctuation at its end, stays as it is.
    let ends_idle = text.words_in(source).next_back().is_some_and(|word| is_idle(&word) && word.end == source.end);
    if ends_idle { last.map(|last| Span::new(source.start, last.end)) } else { Some(source) }
}

/// Whether a source stands after its cue in another sentence, with a quotation between them.
fn is_beyond_quotation(text: &Text<'_>, cue: Span, source: Span) -> bool {
    cue.end <= source.start
        && text.sentence_at(cue.start) != text.sentence_at(source.start)
        && text.quotations().iter().any(|quotation| cue.end <= quotation.start && quotation.end <= source.start)
}

/// Returns the name between a cue and the end of its clause: "asked prosecutor Mona Lie."
pub(super) fn inverted(text: &Text<'_>, cue: Span) -> Option<Span> {
    let tokens = text.tokens();
    let first = text.tokens_in(Span::new(cue.start, cue.end)).end;
    let is_word = |at: &usize| tokens[*at].kind == TokenKind::Letters || matches!(tokens[*at].kind, TokenKind::Mark('\'' | '’' | '-'));
    let last = (first..tokens.len()).take_while(is_word).last()?;
    let phrase = Span::new(tokens[first].span.start, tokens[last].span.end);
    let ends = text.after(phrase.end).starts_with(['.', ',']);
    let is_named =
        tokens[last].is_capitalised && last + 1 - first <= 6 && text.words_in(phrase).all(|word| !is(text.lower(word), Class::Auxiliary));
    (ends && is_named).then_some(phrase)
}

/// Returns the verb and the source of a sentence that opens with its verb, where the model has both for the source: "*Said Ana Lee*: ...".
fn inverted_opening(text: &Text<'_>, cue: Span, source: Option<Span>) -> Option<(Span, Span)> {
    let source = source.filter(|&source| text.of(cue).trim() == ":" && text.after(source.end).starts_with(':'))?;
    let mut words = text.words_in(source);
    let (verb, rest) = (words.next()?, words.next()?);
    let phrase = text.of(Span::new(verb.start, rest.end));
    let opens = text.sentence_of(source).is_some_and(|sentence| sentence.start == verb.start);
    // "Said" is a given name too: then it also stands within sentences, or recurs.
    let is_name = text.as_str().matches(phrase).count() > 1;
    let is_verb = matches!(text.lower(verb), "said" | "says" | "added" | "adds" | "asked" | "wrote" | "writes" | "tweeted" | "replied");
    (opens && is_verb && !is_name).then(|| (verb, Span::new(rest.start, source.end)))
}

/// Returns a subject that was labelled as part of the content: "|Voters go to the polls|, {said} |*returning officer Ann Clegg*|.", "So cold was it,
/// {says} |*keeper Ann Clegg*|, |that the lake froze|".
fn swallowed(text: &Text<'_>, verbs: &VerbGroups<'_>, cue: Span, content: &[Span]) -> Option<Span> {
    let &subject = content.iter().find(|piece| piece.start > cue.end).filter(|_| content.len() > 1)?;
    let is_inverted = text.as_str()[..cue.start].trim_end().ends_with([',', '"', '”', '’']);
    let is_beside = text.words_in(cue).count() == 1 && text.of(Span::new(cue.end, subject.start)).trim().is_empty();
    let ends = text.after(subject.end).trim_start_matches(['"', '”']).starts_with(['.', ',']);
    let words: Vec<Span> = text.words_in(subject).collect();
    let is_name = words.len() > 1 && words[words.len() - 2..].iter().all(|&word| text.of(word).starts_with(char::is_uppercase));
    let is_short = words.len() <= LONGEST_INVERTED && !text.of(subject).contains(['"', '“', ',']) && verbs.within(subject).is_empty();
    (is_inverted && is_beside && ends && is_name && is_short).then_some(subject)
}

/// Returns the main clause before an inverted cue, where the content has only what follows: "*So cold was it*, {says} Ann Clegg, |that the lake froze|".
fn main_clause(text: &Text<'_>, verbs: &VerbGroups<'_>, cue: Span, content: &[Span]) -> Option<Span> {
    let sentence = text.sentence_of(cue).filter(|_| content.iter().all(|piece| piece.start > cue.end))?;
    let clause = Span::new(sentence.start, cue.start);
    let bare = text.of(clause).trim_end().strip_suffix(',')?;
    let clause = Span::new(clause.start, clause.start + bare.len());
    (!bare.contains(['"', '“', '”', ';', ':']) && !verbs.within(clause).is_empty()).then_some(clause)
}

/// Returns the subject that a verb shares with an earlier one, to which "and" or "but" joins it.
fn shared(text: &Text<'_>, verbs: &VerbGroups<'_>, verb: Span) -> Option<Span> {
    let sentence = text.sentence_of(verb)?;
    let before = text.words_in(Span::new(sentence.start, verb.start)).rev();
    let joint = before.map(|word| text.lower(word)).find(|word| !ADVERBS.contains(word))?;
    // "and a warning", "and was told": not a verb, or one whose subject does not speak.
    let own = text.words_in(verb).next()?;
    let is_verb = !is(text.lower(own), Class::Determiner)
        && !text.words_in(verb).any(|word| matches!(text.lower(word), "was" | "were" | "been" | "is" | "are"));
    if !matches!(joint, "and" | "but") || !is_verb || text.is_quoted(verb.start) {
        return None;
    }
    // "to swim and draw attention" has no finite verb.
    let is_finite = text.lower(own).ends_with('s') || !verbs.within(verb).is_empty();
    let first = verbs.within(Span::new(sentence.start, verb.start)).into_iter().next().filter(|_| is_finite)?.span;
    let is_other = |word: Span| RELATIVES.contains(&text.lower(word)) || is(text.lower(word), Class::Clause);
    let is_one_clause = !text.words_in(Span::new(first.end, verb.start)).any(is_other);
    phrase(text, Span::new(sentence.start, first.start)).filter(|&subject| is_one_clause && names(text, subject))
}

/// Whether a phrase is a name or a pronoun; others are too often cut short by a participle ("the section of the debate devoted to ...").
fn names(text: &Text<'_>, phrase: Span) -> bool {
    let is_pronoun = matches!(text.lower(phrase), "he" | "she" | "they" | "it" | "we" | "i");
    let is_name = |last: Span| text.of(last).starts_with(char::is_uppercase) && !is(text.lower(last), Class::Determiner);
    is_pronoun || text.words_in(phrase).next_back().is_some_and(is_name) && !text.of(phrase).contains(['—', '–'])
}

/// Returns the subject of a verb: the noun phrase before it, or the one that it shares with an earlier verb.
pub(super) fn subject(text: &Text<'_>, verbs: &VerbGroups<'_>, verb: Span) -> Option<Span> {
    let sentence = text.sentence_of(verb)?;
    let before = Span::new(sentence.start, verb.start).trim(text.as_str());
    let groups = verbs.within(before);
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return phrase(text, before) };
    let rest = Span::new(last.span.end, before.end.max(last.span.end));
    let words: Vec<Span> = text.words_in(rest).collect();
    let joint = words.iter().rposition(|&word| JOINTS.contains(&text.lower(word)) || text.after(word.end).starts_with(';'));
    match joint {
        Some(at) if at + 1 < words.len() => phrase(text, Span::new(words[at + 1].start, before.end)),
        Some(_) => phrase(text, Span::new(sentence.start, first.span.start)),
        // "The firm, which was sold in May, did not respond."
        None if text.words_in(before).any(|word| RELATIVES.contains(&text.lower(word))) && text.of(before).ends_with(',') => {
            phrase(text, before)
        }
        None => None,
    }
}

/// Returns the noun phrase that makes up a stretch of text, without the words that open the sentence.
fn phrase(text: &Text<'_>, stretch: Span) -> Option<Span> {
    let mut stretch = stretch.trim(text.as_str());
    let mut words: Vec<Span> = text.words_in(stretch).collect();
    if words.first().is_some_and(|&first| OPENERS.contains(&text.lower(first)) && words.len() > 1) {
        words.remove(0);
        stretch = Span::new(words[0].start, stretch.end);
    }
    // "Trump also"
    while words.len() > 1 && words.last().is_some_and(|&last| OPENERS.contains(&text.lower(last))) {
        words.pop();
        stretch = Span::new(stretch.start, words.last()?.end);
    }
    // "On Monday, the firm", "Last week, the firm"
    if words.first().is_some_and(|&first| is(text.lower(first), Class::EndsHead) || is(text.lower(first), Class::TimeStep))
        && text.of(stretch).contains(", ")
    {
        let comma = text.of(stretch).find(", ")?;
        stretch = Span::new(stretch.start + comma + 2, stretch.end).trim(text.as_str());
        words = text.words_in(stretch).collect();
    }
    let is_phrase = !words.is_empty()
        && words.len() <= LONGEST
        && !text.is_quoted(stretch.start)
        && !text.of(stretch).contains([';', ':', '“', '”', '"']);
    let starts_well = words.first().is_some_and(|&first| !is(text.lower(first), Class::Clause) && !is(text.lower(first), Class::Auxiliary));
    (is_phrase && starts_well).then_some(stretch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn verbs_have_the_subjects_that_every_case_says() {
        check(include_str!("cases/subjects.tsv"), |text, names, attributions| add_subjects(text, names, attributions));
    }
}
