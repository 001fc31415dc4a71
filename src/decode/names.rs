//! Completes persons' names: the parts that a model cuts off, splits, or leaves out.

use std::sync::LazyLock;

use regex::Regex;

use super::{LabelledSpan, without_honorifics};
use crate::encode::{Piece, pieces_of};
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// The score of a name that is recognised only by its form, without the model.
const UNSEEN: f32 = 0.5;

/// "Miguel “El Toro” Paz", "Anna 'Nan' Keller".
static NICKNAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"\p{Lu}[\p{L}’'-]+";
    Regex::new(&format!(r#"{word} [“"‘']{word}(?: [\p{{L}}-]+){{0,2}}[”"’'] {word}"#)).ok()
});
/// "Khalid bin Salem".
static PATRONYMIC: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\p{Lu}[\p{L}’'-]+ (?:bin|bint|ibn) (?:(?:al|abu|el) )?\p{Lu}[\p{L}’'-]+").ok());
/// "Mrs May": a form of address that only ever precedes names.
static ADDRESSED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:Mrs|Mr|Ms|Dr)\.? (\p{Lu}\p{Ll}[\p{L}’'-]*)").ok());

/// Completes the names of persons in an article with the words after a particle ("Abdullah *bin Zayed*"), a nickname in quotation marks and what
/// follows it, and "Jr."; adds persons recognised by their form alone ("Mrs May"). Removes forms of address, offices and honours ("*Coun* Lee *MBE*")
/// from names, and drops a legislator's party and seat ("Lee, *D-Va.*,"), which are not a name.
///
/// `names` are in order and without overlaps, and so are the results. `person` is the label for persons.
#[must_use]
pub(crate) fn whole_names(names: Vec<LabelledSpan>, person: &str, pieces: &[Piece], text: &Text<'_>) -> Vec<LabelledSpan> {
    let names: Vec<LabelledSpan> = names.into_iter().filter(|name| !is_seat(text, name.span)).collect();
    let is_person = |span: Span| names.iter().any(|name| name.label == person && name.span.overlaps(span));
    let is_free = |span: Span| !names.iter().any(|name| name.span.overlaps(span));
    let bare = |name: &LabelledSpan| without_honorifics(text, name.span);
    let mut persons: Vec<Span> = names.iter().filter(|name| name.label == person).map(bare).collect();
    persons.extend(matches(&PATRONYMIC, text).filter(|span| !opens_with_function_word(text, *span)));
    persons.extend(matches(&NICKNAME, text).filter(|&span| is_person(span)));
    persons.extend(matches(&ADDRESSED, text).filter(|&span| is_free(span) && !is_office(text, span)));
    persons.sort_unstable();
    let mut whole: Vec<Span> = Vec::new();
    for span in persons.into_iter().map(|span| extended(text, span)) {
        match whole.last_mut() {
            Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
            _ => whole.push(span),
        }
    }
    let added = whole.iter().map(|&span| {
        let score = names.iter().filter(|name| name.span.overlaps(span)).map(|name| name.score).reduce(f32::max);
        LabelledSpan { span, pieces: pieces_of(pieces, span), label: person.to_owned(), score: score.unwrap_or(UNSEEN) }
    });
    let mut all: Vec<LabelledSpan> = added.filter(|name| !name.pieces.is_empty()).collect();
    all.extend(names.iter().filter(|name| !whole.iter().any(|span| span.overlaps(name.span))).cloned());
    all.sort_by_key(|name| name.span);
    all
}

/// Whether words are the party and seat of an American legislator named before them: "Lee (*D-Calif.*)", "Lee, *R-Ga.*,".
#[must_use]
pub(crate) fn is_seat(text: &Text<'_>, words: Span) -> bool {
    let mut letters = text.of(words).chars();
    let is_party = matches!((letters.next(), letters.next()), (Some('D' | 'R' | 'I' | 'L'), Some('-')));
    let (before, after) = (text.as_str()[..words.start].trim_end(), text.after(words.end).trim_start_matches('.'));
    let is_closed = after.is_empty() || after.starts_with([')', ',']) || after.starts_with(char::is_whitespace);
    is_party && letters.next().is_some_and(char::is_uppercase) && before.ends_with(['(', ',']) && is_closed
}

/// Returns the matches of a pattern: its first group, or else the whole match.
fn matches<'t>(pattern: &'static LazyLock<Option<Regex>>, text: &Text<'t>) -> impl Iterator<Item = Span> + use<'t> {
    let found = pattern.as_ref().map(|pattern| pattern.captures_iter(text.as_str()));
    let span = |found: regex::Captures<'_>| found.get(1).or_else(|| found.get(0)).map(|found| Span::new(found.start(), found.end()));
    found.into_iter().flatten().filter_map(span)
}

fn opens_with_function_word(text: &Text<'_>, span: Span) -> bool {
    text.words_in(span).next().is_some_and(|word| is(text.lower(word), Class::Function))
}

fn is_office(text: &Text<'_>, word: Span) -> bool {
    [Class::Role, Class::Office, Class::Honorific].iter().any(|&class| is(text.lower(word), class))
}

/// Extends a person's name by the given name before it and the particles and suffixes after it.
fn extended(text: &Text<'_>, name: Span) -> Span {
    let mut end = name.end;
    while let Some(further) = after_particles(text, end).or_else(|| after_suffix(text, end)) {
        end = further;
    }
    Span::new(given_name_before(text, name).unwrap_or(name.start), with_stop(text, name, end))
}

/// Returns the end of a name, including the full stop after a "Jr" at its end.
fn with_stop(text: &Text<'_>, name: Span, end: usize) -> usize {
    let last = text.words_in(Span::new(name.start, end)).skip(1).last().filter(|word| word.end == end);
    let is_suffix = |word: Span| is(text.lower(word), Class::NameSuffix) && text.of(word).chars().any(char::is_lowercase);
    end + usize::from(last.is_some_and(is_suffix) && text.after(end).starts_with('.'))
}

/// Returns the start of the given name right before a surname ("*June* Cattell"); a surname that opens with a given name has none.
fn given_name_before(text: &Text<'_>, name: Span) -> Option<usize> {
    let is_given = |word: Span| is(text.lower(word), Class::GivenName) && text.of(word).starts_with(char::is_uppercase);
    let from = text.as_str().floor_char_boundary(name.start.saturating_sub(24));
    let before = text.words_in(Span::new(from, name.start)).next_back()?;
    let first = text.words_in(name).next()?;
    let is_beside = text.of(Span::new(before.end, name.start)) == " " && before.start > from;
    (is_beside && is_given(before) && !is_given(first) && !is_office(text, before)).then_some(before.start)
}

/// Returns the word that begins right after a space at `at`.
fn next_word(text: &Text<'_>, at: usize) -> Option<Span> {
    let start = at + 1;
    text.words_in(Span::new(at, text.span().end)).next().filter(|word| word.start == start && text.after(at).starts_with(' '))
}

/// Returns the end of the capitalised word after one or two particles.
fn after_particles(text: &Text<'_>, at: usize) -> Option<usize> {
    let is_particle = |word: Span| is(text.of(word), Class::NameParticle);
    let first = next_word(text, at).filter(|&word| is_particle(word))?;
    let second = next_word(text, first.end)?;
    let last = if is_particle(second) { next_word(text, second.end)? } else { second };
    text.of(last).starts_with(char::is_uppercase).then_some(last.end)
}

/// Returns the end of a "Jr." after a space or a comma.
fn after_suffix(text: &Text<'_>, at: usize) -> Option<usize> {
    let from = at + usize::from(text.after(at).starts_with(", "));
    let word = next_word(text, from).filter(|&word| is(text.lower(word), Class::NameSuffix))?;
    let is_abbreviated = text.of(word).chars().any(char::is_lowercase) && text.after(word.end).starts_with('.');
    text.of(word).starts_with(char::is_uppercase).then_some(word.end + usize::from(is_abbreviated))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names found in a text whose names are marked as "[PER Ana Lee]".
    fn named(marked: &str) -> String {
        let mut plain = String::new();
        let mut names = Vec::new();
        for part in marked.split(['[', ']']) {
            let start = plain.len();
            match part.split_once(' ').filter(|(label, _)| matches!(*label, "PER" | "ORG" | "LOC")) {
                Some((label, name)) => {
                    plain.push_str(name);
                    let span = Span::new(start, plain.len());
                    names.push(LabelledSpan { span, pieces: 0..1, label: label.to_owned(), score: 0.9 });
                }
                None => plain.push_str(part),
            }
        }
        let text = Text::new(&plain);
        let pieces: Vec<Piece> = {
            let piece = |span| Piece { id: 0, casing: 0, span, opens: crate::encode::Opens::Word, is_break: false };
            text.tokens().iter().map(|token| piece(token.span)).collect()
        };
        let whole = whole_names(names, "PER", &pieces, &text);
        whole.iter().map(|name| format!("{} {}", name.label, text.of(name.span))).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_are_whole_as_every_case_says() {
        for row in include_str!("names.tsv").lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let (marked, expected) = row.split_once('\t').unwrap();
            assert_eq!(named(marked), expected, "{marked}");
        }
    }
}
