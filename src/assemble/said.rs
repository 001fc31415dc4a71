//! Finds when an attribution was said.

use crate::attribute::Attribution;
use crate::english::{Class, is};
use crate::normalise::dates::{TimeExpression, TimeValue, VerbGroups};
use crate::segment::Text;
use crate::text::Span;

/// An expression further from the cue than this, in bytes, seldom says when the attribution was made.
const REACH: usize = 80;

/// The expression that says when an attribution was made: the one nearest to the cue, among those in the cue's sentence that stand outside every
/// content and source, or that date a source that is a document ("a report published on Monday"). Durations and frequencies do not say when, nor
/// does a deadline ("demanded an answer by Friday"), nor the time of something else ("who resigned on Monday, said", "said ... and left on Monday").
pub(super) fn said_at<'t>(
    text: &Text<'_>,
    attribution: &Attribution,
    attributions: &[Attribution],
    sentence: Span,
    times: &'t [TimeExpression],
    verbs: &VerbGroups<'_>,
) -> Option<&'t TimeExpression> {
    let cue = attribution.cue?;
    let first = times.partition_point(|time| time.span.start < sentence.start);
    let in_sentence = times[first..].iter().take_while(|time| time.span.end <= sentence.end);
    let dates_source = |time: Span| attribution.source.is_some_and(|source| is_dated(text, source, time));
    let is_apart = |time: &&TimeExpression| {
        // A content that holds the cue as well holds the whole attribution: "{Lee will <say> on Thursday ...}, according to extracts".
        let is_own = |part: Span| part.contains(time.span) && part.contains(cue) && is_right_after(text, cue, time.span);
        let held = |other: &Attribution| other.content.iter().chain(&other.source).any(|&part| part.overlaps(time.span) && !is_own(part));
        dates_source(time.span) || !attributions.iter().any(held)
    };
    let tells = |time: &&TimeExpression| {
        let is_moment = !matches!(time.value, TimeValue::Duration { .. } | TimeValue::Set { .. });
        is_moment && !is_deadline(text, sentence, time.span) && !is_aside(text, cue, time.span)
    };
    let distance = |time: &&TimeExpression| {
        if time.span.end <= cue.start { cue.start - time.span.end } else { time.span.start.saturating_sub(cue.end) }
    };
    let nearest = in_sentence.filter(tells).filter(is_apart).filter(|time| distance(time) <= REACH).min_by_key(distance)?;
    // "It cut its forecast on Thursday and said": the time holds for both verbs.
    let is_joined =
        || sentence.contains(cue) && nearest.span.end <= cue.start && text.of(Span::new(nearest.span.end, cue.start)).trim() == "and";
    (is_joined() || dates_source(nearest.span) || !is_of_another(text, attribution, sentence, nearest.span, verbs)).then_some(nearest)
}

/// Whether at most one word, such as "on", stands between a cue and a time.
fn is_right_after(text: &Text<'_>, cue: Span, time: Span) -> bool {
    cue.end <= time.start && text.words_in(Span::new(cue.end, time.start)).count() <= 1
}

/// Whether a time is a deadline or an end: "by Friday", "until the end of May".
fn is_deadline(text: &Text<'_>, sentence: Span, time: Span) -> bool {
    let before = text.words_in(Span::new(sentence.start, time.start)).last();
    let own = text.words_in(time).next();
    before.into_iter().chain(own).any(|word| matches!(text.lower(word), "by" | "until" | "till"))
}

/// Whether a time stands in an apposition to what was said: "..., police <said>, the fifth this year", "..., two hours late on Sunday".
fn is_aside(text: &Text<'_>, cue: Span, time: Span) -> bool {
    if time.start < cue.end {
        return false;
    }
    let between = Span::new(cue.end, time.start);
    let first = text.words_in(between).next().map(|word| text.lower(word));
    let counts = |word: &str| is(word, Class::Determiner) || is(word, Class::Cardinal) || word.starts_with(|c: char| c.is_ascii_digit());
    text.of(between).starts_with(',') && first.is_some_and(counts)
}

/// Whether the source is a document and the time within it is its date: "a report published on Monday", "an audit dated 9 November".
fn is_dated(text: &Text<'_>, source: Span, time: Span) -> bool {
    let words: Vec<&str> = text.words_in(Span::new(source.start, time.start.max(source.start))).map(|word| text.lower(word)).collect();
    let document = words.iter().position(|word| is(word, Class::Document));
    source.contains(time) && document.is_some_and(|noun| words[noun..].iter().any(|word| is(word, Class::Dating)))
}

/// Whether a time belongs to another verb: the last verb before it is outside cue and content, neither of which stands between the two, and it either
/// is not a verb of saying or has a clause of its own ("as the Post reported on Monday"). The time of "in an interview published on Monday" does not.
fn is_of_another(text: &Text<'_>, attribution: &Attribution, sentence: Span, time: Span, verbs: &VerbGroups<'_>) -> bool {
    let Some(verb) = verbs.within(Span::new(sentence.start, time.start)).into_iter().next_back() else { return false };
    let parts = || attribution.cue.iter().chain(&attribution.content);
    let last = parts().map(|part| part.end).filter(|&end| end <= verb.span.start).max().unwrap_or(sentence.start);
    let has_own_clause = || {
        let between = Span::new(last, verb.span.start);
        text.words_in(between)
            .any(|word| matches!(text.lower(word), "as" | "though" | "although" | "while" | "whereas" | "but" | "because"))
    };
    !parts().any(|part| part.overlaps(verb.span))
        && parts().all(|part| time.end <= part.start || part.end <= verb.span.start)
        && (!verb.says || has_own_clause())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::dates::time_expressions;
    use crate::record::ContentKind;

    /// The time found for an article that consists of a source, a cue and a content, in this order, with the given words between them.
    fn said(source: &str, between: &str, cue: &str, after: &str) -> Option<String> {
        let article = format!("{source}{between}{cue}{after}that it was so.");
        let text = Text::new(&article);
        let cue = Span::new(source.len() + between.len(), source.len() + between.len() + cue.len());
        let content = Span::new(cue.end + after.len(), article.len() - 1);
        let source = Some(Span::new(0, source.len()));
        let attribution =
            Attribution { source, cue: Some(cue), content: vec![content], kind: ContentKind::Indirect, nested_in: None, score: 1.0 };
        let (times, verbs) = (time_expressions(&text, None), VerbGroups::new(&text));
        let sentence = text.sentence_of(cue)?;
        let time = said_at(&text, &attribution, std::slice::from_ref(&attribution), sentence, &times, &verbs)?;
        Some(time.span.of(&article).to_owned())
    }

    #[test]
    fn a_document_speaks_on_the_day_that_dates_it() {
        assert_eq!(said("The mayor", " ", "said", " on Monday ").as_deref(), Some("Monday"));
        assert_eq!(said("A study published last week", " ", "found", " ").as_deref(), Some("last week"));
        assert_eq!(said("An audit dated 9 May", " ", "said", " ").as_deref(), Some("9 May"));
        assert_eq!(said("The accounts, published in June,", " ", "show", " ").as_deref(), Some("June"));
        assert_eq!(said("A man sent to prison last week", " ", "said", " "), None);
        assert_eq!(said("A report on the fire of last week", " ", "said", " "), None);
    }

    #[test]
    fn an_apposition_does_not_say_when_it_was_said() {
        assert_eq!(said("The army", " ", "said", ", the fifth this year, "), None);
        assert_eq!(said("The airline", " ", "said", ", two hours late on Sunday, "), None);
        assert_eq!(said("The army", " ", "said", ", speaking on Sunday, ").as_deref(), Some("Sunday"));
        assert_eq!(said("The army", " ", "said", " on Sunday, ").as_deref(), Some("Sunday"));
    }

    #[test]
    fn a_content_that_holds_the_attribution_does_not_hide_its_time() {
        let article = "Lee will say on Thursday that it is ready, according to the speech.";
        let text = Text::new(article);
        let span = |words: &str| {
            let at = article.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let attribution = |source, cue, content, nested_in| Attribution {
            source: Some(span(source)),
            cue: Some(span(cue)),
            content: vec![span(content)],
            kind: ContentKind::Indirect,
            nested_in,
            score: 1.0,
        };
        let all = [
            attribution("the speech", "according to", "Lee will say on Thursday that it is ready", None),
            attribution("Lee", "will say", "that it is ready", Some(0)),
        ];
        let (times, verbs) = (time_expressions(&text, None), VerbGroups::new(&text));
        let said = |own: &Attribution| said_at(&text, own, &all, text.span(), &times, &verbs).map(|time| time.span.of(article));
        assert_eq!([said(&all[0]), said(&all[1])], [None, Some("Thursday")]);
    }

    #[test]
    fn a_deadline_is_not_when_it_was_said() {
        assert_eq!(said("The union", " ", "demanded", " an answer by Friday "), None);
        assert_eq!(said("The mayor", " ", "asked", " until 3 May "), None);
        assert_eq!(said("The judge", " on Monday ", "ordered", " him by noon on Friday ").as_deref(), Some("Monday"));
    }
}
