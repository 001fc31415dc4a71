//! Headlines that name the speaker before a colon or after a dash.

use super::{Attribution, content_kind};
use crate::decode::LabelledSpan;
use crate::english::{Class, ends_in, is};
use crate::segment::Text;
use crate::text::Span;

/// The most words in a headline, and in the speaker that it names.
const LONGEST: usize = 18;
const LONGEST_SPEAKER: usize = 4;
/// The fewest words of content after a colon; before a dash, there must be more.
const SHORTEST: usize = 2;
/// The score of what is recognised by its form alone.
const SCORE: f32 = 0.5;

/// Removes the source of a headline's attribution if it is a team after a score ("Rovers 0-3 *Albion*: ‘We froze’"). Otherwise adds the attribution
/// that the headline shows by its form alone: "*PM*: Taxes Will Rise", "Bridge unsafe - *report*". `names` are in order and do not overlap.
pub(crate) fn with_headline(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut Vec<Attribution>) {
    let Some(&headline) = text.paragraphs().first().filter(|headline| is_headline(text, **headline)) else { return };
    if let Some(scored) =
        attributions.iter_mut().find(|found| found.source.is_some_and(|source| headline.contains(source) && ends_score(text, source)))
    {
        scored.source = None;
        return;
    }
    let is_within = |found: &Attribution| found.content.iter().any(|content| content.overlaps(headline));
    let is_taken = attributions.iter().any(|found| is_within(found) && found.source.is_some());
    let alone = text.paragraphs().len() == 1;
    let found = before_colon(text, names, headline).or_else(|| after_dash(text, names, headline));
    if let Some((source, cue, content)) = found.filter(|_| !is_taken && !alone) {
        // These have no source.
        attributions.retain(|found| !is_within(found));
        let (cue, content) = (Some(cue), vec![content]);
        let kind = content_kind(text, &content);
        attributions.insert(0, Attribution { source: Some(source), cue, content, kind, nested_in: None, score: SCORE });
    }
}

fn is_headline(text: &Text<'_>, paragraph: Span) -> bool {
    !text.of(paragraph).ends_with(['.', '?', '!', ':']) && text.words_in(paragraph).count() <= LONGEST
}

/// Whether a source stands between a score and a colon.
fn ends_score(text: &Text<'_>, source: Span) -> bool {
    let before = text.as_str()[..source.end].trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let goals = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    goals.split_once(['-', '–']).is_some_and(|(ours, theirs)| {
        [ours, theirs].iter().all(|goals| !goals.is_empty() && goals.chars().all(|digit| digit.is_ascii_digit()))
    }) && text.after(source.end).trim_start().starts_with(':')
}

fn before_colon(text: &Text<'_>, names: &[LabelledSpan], headline: Span) -> Option<(Span, Span, Span)> {
    let colon = headline.start + text.of(headline).find(": ")?;
    let (source, content) = (Span::new(headline.start, colon), Span::new(colon + 2, headline.end).trim(text.as_str()));
    let is_said = speaks(text, names, source) && text.words_in(content).count() >= SHORTEST;
    is_said.then_some((source, Span::new(colon, colon + 1), content))
}

fn after_dash(text: &Text<'_>, names: &[LabelledSpan], headline: Span) -> Option<(Span, Span, Span)> {
    let (dash, length) =
        [" - ", " – ", " — "].iter().find_map(|dash| Some((headline.start + text.of(headline).rfind(dash)?, dash.len())))?;
    let (content, source) = (Span::new(headline.start, dash), Span::new(dash + length, headline.end));
    let is_said = speaks(text, names, source) && text.words_in(content).count() > SHORTEST;
    is_said.then_some((source, Span::new(dash + 1, dash + length - 1), content))
}

/// Whether words of a headline name somebody who may say the rest: a person by name or by role, an authority, a document.
fn speaks(text: &Text<'_>, names: &[LabelledSpan], words: Span) -> bool {
    let count = text.words_in(words).count();
    let Some(head) = text.words_in(words).next_back().filter(|_| count <= LONGEST_SPEAKER) else { return false };
    let is_person = names.iter().any(|name| name.label == "PER" && name.span.end == words.end && words.contains(name.span));
    let lower = text.lower(head);
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let is_text = matches!(singular, "report" | "study" | "survey" | "poll" | "inquiry" | "studie" | "review" | "audit") && count <= 2;
    let is_office = ends_in(lower, Class::Role) || ends_in(singular, Class::Role);
    let is_acronym =
        matches!(text.of(head), "PM" | "CEO" | "MP" | "MPs" | "DA" | "AG" | "UN" | "EU" | "WHO" | "FBI" | "NHS" | "BMA" | "TUC" | "IMF");
    let is_body =
        matches!(lower, "police" | "ministry" | "council" | "union" | "officials" | "source" | "sources" | "minister" | "ministers");
    let is_tied = ends_in(lower, Class::Tie) || ends_in(singular, Class::Tie);
    is_person || is_text || is_office || is_tied || is_acronym || is_body || is(lower, Class::CitedPerson)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::marked::check;

    #[test]
    fn headlines_say_who_says_so() {
        check(include_str!("cases/headlines.tsv"), with_headline);
    }
}
