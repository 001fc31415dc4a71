//! Silence: "did not respond to a request for comment", a common ending of news stories.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Attribution;
use super::subjects::subject;
use crate::english::{Class, is};
use crate::normalise::dates::VerbGroups;
use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// What the names in `silence.tsv` stand for.
const NAMES: [(&str, &str); 3] = [
    (
        "NOT",
        r"(?:did not|didn['’]t|does not|doesn['’]t|do not|don['’]t|has not|hasn['’]t|have not|haven['’]t|had not|hadn['’]t)(?: immediately| yet| so far| directly| always)?",
    ),
    ("ASKED", r"[^.,;:“”\x22]*\b(?:calls?|messages?|e-?mails?|questions?|requests?|letters?|inquir(?:y|ies)|texts?)\b"),
    ("WORDS", r"[^.,;:“”\x22]+"),
];
/// The score of what is recognised by its form alone, which leaves little doubt.
const SCORE: f32 = 0.9;

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let lines = include_str!("silence.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| RegexBuilder::new(&expanded(line)).case_insensitive(true).build().ok()).collect()
});

fn expanded(line: &str) -> String {
    NAMES.iter().fold(line.to_owned(), |line, (name, pattern)| line.replace(name, pattern))
}

/// Adds the silences that an article reports and the model missed, where it is clear who is silent, in the order of the contents.
pub(crate) fn add_silences(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    let mut verbs = None;
    let mut found = Vec::new();
    for &sentence in text.sentences() {
        let Some(silence) = silence(text, sentence) else { continue };
        let is_known = |known: &Attribution| {
            let parts = known.cue.iter().chain(&known.content);
            parts.into_iter().any(|part| part.overlaps(silence.cue) || part.overlaps(silence.content))
        };
        if attributions.iter().any(is_known) || text.is_quoted(silence.cue.start) {
            continue;
        }
        let source = silence.source.or_else(|| subject(text, verbs.get_or_insert_with(|| VerbGroups::new(text)), silence.cue));
        found.extend(source.map(|source| Attribution {
            source: Some(source),
            cue: Some(silence.cue),
            content: vec![silence.content],
            kind: ContentKind::Indirect,
            nested_in: None,
            score: SCORE,
        }));
    }
    if !found.is_empty() {
        attributions.extend(found);
        attributions.sort_by_key(|attribution| attribution.content[0]);
    }
}

/// The parts of a sentence that reports a silence.
struct Silence {
    source: Option<Span>,
    cue: Span,
    content: Span,
}

fn silence(text: &Text<'_>, sentence: Span) -> Option<Silence> {
    let found = PATTERNS.iter().find_map(|pattern| pattern.captures(text.of(sentence)))?;
    let place = |part: &str| {
        let part = found.name(part)?;
        Some(Span::new(sentence.start + part.start(), sentence.start + part.end()).trim(text.as_str()))
    };
    Some(Silence { source: place("source"), cue: place("cue")?, content: without_day(text, place("content")?) })
}

/// Returns a content without the day of the silence at its end: "for comment *on Tuesday evening*".
fn without_day(text: &Text<'_>, content: Span) -> Span {
    let is_day = |word: Span| is(text.lower(word), Class::Day) || is(text.lower(word), Class::DayPart);
    let leads = |word: Span| matches!(text.lower(word), "on" | "by" | "late" | "early" | "last");
    let words: Vec<Span> = text.words_in(content).collect();
    let stays = words.iter().rposition(|&word| !is_day(word) && !leads(word)).map_or(0, |last| last + 1);
    if stays > 0 && words[stays..].iter().any(|&word| is_day(word)) { Span::new(content.start, words[stays - 1].end) } else { content }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_pattern() {
        let lines = include_str!("silence.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            RegexBuilder::new(&expanded(line)).build().unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }

    #[test]
    fn every_way_of_silence_is_found() {
        for line in include_str!("silence_cases.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (sentence, expected) = line.split_once('\t').unwrap();
            let text = Text::new(sentence);
            let mut found = Vec::new();
            add_silences(&text, &mut found);
            let shown = found.iter().map(|found| {
                let part = |span: Option<Span>| span.map_or("-", |span| text.of(span));
                format!("{} | {} | {}", part(found.source), part(found.cue), text.of(found.content[0]))
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" / "), expected, "{sentence}");
        }
    }
}
