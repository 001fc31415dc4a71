//! Silence: "did not respond to a request for comment", a common ending of news stories.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Attribution;
use super::days::without_last_day;
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

/// Whether an attribution only says that somebody was asked: "was approached *for comment*", "has contacted the firm *for a response*".
pub(crate) fn is_only_asked(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some((cue, &content)) = attribution.cue.zip(attribution.content.first()) else { return false };
    let verb = text.words_in(cue).find(|&word| is(text.lower(word), Class::Approaching));
    let negates = |word: &str| word == "not" || word.ends_with("n't") || word.ends_with("n’t");
    let is_negated = text.words_in(cue).any(|word| negates(text.lower(word)));
    let mut words = text.words_in(content).map(|word| text.lower(word)).skip_while(|word| *word != "for").skip(1).take(2);
    let is_for_comment = text.lower(content).starts_with("for ")
        && words.any(|word| matches!(word, "comment" | "comments" | "response" | "reply" | "statement"));
    verb.is_some() && !is_negated && is_for_comment
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
    Some(Silence { source: place("source"), cue: place("cue")?, content: without_last_day(text, place("content")?) })
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
