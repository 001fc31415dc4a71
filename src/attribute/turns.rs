//! Interviews and transcripts: a paragraph for every turn, with or without a label in front ("Q:", "HS:", "Courier:", "THE WITNESS:").

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::Attribution;
use crate::record::ContentKind;
use crate::segment::{Aside, Text};
use crate::text::Span;

/// A label, and the colon (or full stop, after Q and A) that ends it.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"^["“]?(?:(?<letter>Q|A)\s*(?<stop>[:.])|(?<name>\p{Lu}[\p{L}\p{N}.’'-]*(?: \p{Lu}[\p{L}\p{N}.’'-]*){0,4})\s?(?<colon>:))\s+\S"#,
    )
    .ok()
});
const OPENING: [char; 2] = ['"', '“'];
const CLOSING: [char; 2] = ['"', '”'];
/// The length of the longest question, in bytes; a longer paragraph that ends in a question mark belongs to an answer.
const LONGEST_QUESTION: usize = 450;
/// The fewest questions with an answer in the first person that make an article without labels an interview.
const ANSWERED: usize = 2;
/// The score of what is recognised by its form alone, which leaves little doubt.
const SCORE: f32 = 0.9;

/// A paragraph of an interview.
#[derive(Debug, Clone, Copy)]
struct Paragraph {
    span: Span,
    label: Option<Label>,
    asks: bool,
    says_i: bool,
    /// Whether it is not part of any turn: boilerplate, a stage direction, a quotation, or a paragraph outside the quoted transcript.
    is_aside: bool,
}

/// The name that labels a turn, and the mark after it.
#[derive(Debug, Clone, Copy)]
struct Label {
    name: Span,
    mark: Span,
}

/// Adds the turns of an interview to an article's attributions, in the order of their contents. They replace what the model made of whole turns.
pub(crate) fn add_turns(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    let turns = turns(text);
    let within = |part: Span| turns.iter().flat_map(|turn| &turn.content).any(|content| content.contains(part));
    let is_turn = |attribution: &Attribution| {
        let is_label =
            |part: &Option<Span>| part.is_some_and(|part| turns.iter().any(|turn| turn.source.is_some_and(|label| label.overlaps(part))));
        let is_transcript =
            turns.iter().filter_map(|turn| turn.source).any(|label| attribution.content.iter().any(|part| part.contains(label)));
        is_transcript
            || is_label(&attribution.source)
            || attribution.cue.is_none() && attribution.content.iter().all(|&content| within(content))
    };
    if !turns.is_empty() {
        attributions.retain(|attribution| !is_turn(attribution));
        attributions.extend(turns);
        attributions.sort_by_key(|attribution| (attribution.content[0].start, std::cmp::Reverse(attribution.content[0].end)));
    }
}

/// Nests the attributions that stand in a turn, and those nested in them, in that turn, and moves them right after it.
pub(crate) fn nest_in_turns(attributions: &[Attribution]) -> Vec<Attribution> {
    let turns: Vec<usize> =
        (0..attributions.len()).filter(|&at| attributions[at].nested_in.is_none() && is_turn(&attributions[at])).collect();
    let turn_around = |inner: &Attribution| turns.iter().copied().find(|&turn| holds(&attributions[turn], inner));
    let outermost: Vec<usize> = (0..attributions.len())
        .map(|at| {
            let outer = attributions[at].nested_in.unwrap_or(at);
            if turns.contains(&outer) { outer } else { turn_around(&attributions[outer]).unwrap_or(outer) }
        })
        .collect();
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&at| (outermost[at], at != outermost[at], at));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &at)| place[at] = new);
    let nested_in = |at: usize| (outermost[at] != at).then(|| place[outermost[at]]);
    order.iter().map(|&at| Attribution { nested_in: nested_in(at), ..attributions[at].clone() }).collect()
}

/// Whether an attribution has a source and a cue and stands entirely in a turn's content.
fn holds(turn: &Attribution, inner: &Attribution) -> bool {
    let within = |part: &Span| turn.content.iter().any(|content| content.contains(*part));
    let is_whole = inner.source.as_ref().is_some_and(within) && inner.cue.as_ref().is_some_and(within);
    is_whole && inner.content.iter().all(within)
}

/// Whether an attribution is a turn: direct content with a label, or without a cue.
fn is_turn(attribution: &Attribution) -> bool {
    let is_label =
        attribution.source.zip(attribution.cue).is_some_and(|(source, cue)| cue.start - source.end.min(cue.start) <= 1 && cue.len() == 1);
    attribution.kind == ContentKind::Direct && (is_label || attribution.cue.is_none())
}

/// Returns the turns of an article that is an interview or a transcript; none for any other.
fn turns(text: &Text<'_>) -> Vec<Attribution> {
    let paragraphs = paragraphs(text);
    if has_labels(text, &paragraphs) {
        labelled(text, &paragraphs)
    } else if is_interview(&paragraphs) {
        answers(&paragraphs)
    } else {
        Vec::new()
    }
}

fn paragraphs(text: &Text<'_>) -> Vec<Paragraph> {
    // In a transcript that is quoted as a whole, every paragraph opens with a quotation mark.
    let is_quoted = text.paragraphs().iter().any(|&span| label(text, span).is_some() && text.of(span).starts_with(OPENING));
    let read = |(&span, aside): (&Span, Option<Aside>)| {
        // A paragraph without one is not part of it.
        let is_outside = is_quoted && !text.of(span).starts_with(OPENING);
        let span = if is_quoted { without_marks(text, span) } else { span };
        let label = label(text, span).filter(|_| !is_outside);
        let start = label.map_or(span.start, |label| label.mark.end);
        let words = text.of(Span::new(start, span.end)).trim_start();
        let is_other = |at: usize| !is_quoted && text.is_quoted(at);
        let is_first_person = |word: Span| {
            matches!(text.lower(word).split(['\'', '’']).next(), Some("i" | "my" | "me" | "we" | "our")) && !is_other(word.start)
        };
        Paragraph {
            span,
            label,
            asks: span.len() <= LONGEST_QUESTION && words.ends_with('?') && !is_other(span.end - 1),
            says_i: text.words_in(Span::new(start, span.end)).any(is_first_person),
            is_aside: is_outside
                || aside.is_some_and(|aside| aside != Aside::Heading)
                || words.starts_with(['"', '“', '‘', '«', '„'])
                || is_direction(words),
        }
    };
    text.paragraphs().iter().zip(text.asides()).map(read).filter(|paragraph| !paragraph.span.is_empty()).collect()
}

/// Whether words are a stage direction, which nobody says: "(CROSSTALK.)".
fn is_direction(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ', '"', '”']);
    words.starts_with('(') && words.ends_with(')') || words.starts_with('[') && words.ends_with(']')
}

/// Returns a paragraph without the quotation marks around it.
fn without_marks(text: &Text<'_>, paragraph: Span) -> Span {
    let bare = text.of(paragraph).trim_start_matches(OPENING);
    let start = paragraph.end - bare.len();
    Span::new(start, start + bare.trim_end_matches(CLOSING).len())
}

fn label(text: &Text<'_>, paragraph: Span) -> Option<Label> {
    let found = LABEL.as_ref()?.captures(text.of(paragraph))?;
    let place = |part: &str| found.name(part).map(|part| Span::new(paragraph.start + part.start(), paragraph.start + part.end()));
    Some(Label { name: place("letter").or_else(|| place("name"))?, mark: place("stop").or_else(|| place("colon"))? })
}

/// Whether labels mark turns: "Q" and "A", one label below unlabelled questions, or several that recur or are initials, if somebody asks or says
/// "I".
fn has_labels(text: &Text<'_>, paragraphs: &[Paragraph]) -> bool {
    let labelled: Vec<&Paragraph> = paragraphs.iter().filter(|paragraph| paragraph.label.is_some() && !paragraph.is_aside).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in labelled.iter().filter_map(|paragraph| paragraph.label) {
        *counts.entry(text.of(label.name)).or_default() += 1;
    }
    let letters = counts.contains_key("Q") && counts.contains_key("A");
    let come_back = counts.values().filter(|&&count| count > 1).count();
    // Only answers have labels, each below a question.
    let below = |pair: &[Paragraph]| pair[0].asks && pair[0].label.is_none() && pair[1].label.is_some();
    let answers_only = counts.len() == 1 && paragraphs.windows(2).filter(|pair| below(pair)).count() > 1;
    let speaks = labelled.iter().any(|paragraph| paragraph.asks) || labelled.iter().filter(|paragraph| paragraph.says_i).count() > 1;
    let are_initials = counts.len() > 1 && counts.keys().all(|label| is_introduced(text, label, labelled[0].span.start));
    letters || answers_only || speaks && counts.len() > 1 && (come_back > 0 && labelled.len() > 2 || are_initials)
}

/// Whether a label is the initials of somebody named before byte `until`: "PS" after "Petra Saunt".
fn is_introduced(text: &Text<'_>, label: &str, until: usize) -> bool {
    let letters: Vec<char> = label.chars().collect();
    let words: Vec<&str> = text.words_in(Span::new(0, until)).map(|word| text.of(word)).collect();
    let is_initials = letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase());
    is_initials
        && words
            .windows(letters.len())
            .any(|name| name.iter().zip(&letters).all(|(word, &letter)| word.len() > 1 && word.starts_with(letter)))
}

/// Returns a turn for every label, with the paragraphs that continue it.
fn labelled(text: &Text<'_>, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let names: HashSet<&str> = paragraphs.iter().filter_map(|paragraph| paragraph.label).map(|label| text.of(label.name)).collect();
    let last = paragraphs.iter().rposition(|paragraph| paragraph.label.is_some()).unwrap_or_default();
    let mut turns: Vec<Attribution> = Vec::new();
    let mut is_open = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        match (paragraph.label, turns.last_mut()) {
            _ if paragraph.is_aside => is_open = false,
            (Some(label), _) => {
                let content = Span::new(label.mark.end, paragraph.span.end).trim(text.as_str());
                turns.push(turn(Some(label), content));
                is_open = !(paragraph.asks && names.len() > 1);
            }
            (None, Some(turn)) if is_open && !paragraph.asks && (at < last || paragraph.says_i) => turn.content.push(paragraph.span),
            _ => is_open = false,
        }
    }
    turns
}

/// Whether an article without labels is an interview: questions in paragraphs of their own are answered in the first person.
fn is_interview(paragraphs: &[Paragraph]) -> bool {
    paragraphs.windows(2).filter(|pair| pair[0].asks && !pair[1].is_aside && pair[1].says_i && !pair[1].asks).count() >= ANSWERED
}

/// Returns a turn for every answer: the paragraphs below a question.
fn answers(paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let last = paragraphs.iter().rposition(|paragraph| paragraph.asks).unwrap_or_default();
    let mut turns: Vec<Attribution> = Vec::new();
    let mut is_open = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let is_below = at > 0 && paragraphs[at - 1].asks;
        match turns.last_mut() {
            _ if paragraph.asks || paragraph.is_aside => is_open = false,
            _ if is_below => {
                turns.push(turn(None, paragraph.span));
                is_open = true;
            }
            Some(turn) if is_open && (at < last || paragraph.says_i) => turn.content.push(paragraph.span),
            _ => is_open = false,
        }
    }
    turns
}

fn turn(label: Option<Label>, content: Span) -> Attribution {
    Attribution {
        source: label.map(|label| label.name),
        cue: label.map(|label| label.mark),
        content: vec![content],
        kind: ContentKind::Direct,
        nested_in: None,
        score: SCORE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_the_turns_that_it_says() {
        for line in include_str!("turns.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (article, expected) = line.split_once('\t').unwrap();
            let article = article.replace("\\n", "\n");
            let text = Text::new(&article);
            let shown = turns(&text).into_iter().map(|turn| {
                let content: Vec<&str> = turn.content.iter().map(|&part| text.of(part)).collect();
                format!("{}: {}", turn.source.map_or("-", |label| text.of(label)), content.join(" … "))
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" / "), expected, "{article}");
        }
    }
}
