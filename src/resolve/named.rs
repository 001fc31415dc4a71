//! The name that a source itself holds.

use crate::decode::LabelledSpan;
use crate::record::SpeakerKind;
use crate::text::Span;

/// A speaker that is named by a mention in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedSpeaker {
    /// The name's place.
    pub mention: Span,
    /// What bears the name.
    pub kind: SpeakerKind,
}

/// Words after which a phrase names somebody other than its head ("a spokesman *for* Acme").
const ENDS_HEAD: &str =
    "of for at from in with on to by who whose that which like near under including against about representing speaking inside";

/// The name of a source, where the source's head is one ("Ms Lee, a lawyer", "prime minister Ana Lee") or where one stands beside it
/// in apposition ("the ministry's chief, Ana Lee").
///
/// A name that only belongs to a description is nobody's: "Lee's lawyer", "the Lee campaign", "a friend of Lee". Several names joined
/// by "and" are no single speaker either.
#[must_use]
pub fn name_in_source(text: &str, source: Span, entities: &[LabelledSpan]) -> Option<NamedSpeaker> {
    let names = names_in(text, source, entities);
    let phrases = phrases(text, source, &names);
    let head = *phrases.first()?;
    if let Some(named) = names.iter().find(|named| named.mention.end == head.end && head.contains(named.mention)) {
        let is_listed = |other: &NamedSpeaker| {
            other.mention.end < named.mention.start && is_joined(text, Span::new(other.mention.end, named.mention.start))
        };
        return if names.iter().any(is_listed) { None } else { Some(*named) };
    }
    let is_apposed = |phrase: &Span| names.iter().find(|named| named.kind == SpeakerKind::Person && named.mention == *phrase).copied();
    phrases[1..].iter().find_map(is_apposed)
}

/// The names in a source. Persons' names with nothing but a blank between them are one ("Ana Lee" + "KC").
fn names_in(text: &str, source: Span, entities: &[LabelledSpan]) -> Vec<NamedSpeaker> {
    let mut names: Vec<NamedSpeaker> = Vec::new();
    for entity in entities.iter().filter(|entity| source.contains(entity.span)) {
        let Some(kind) = kind_of(&entity.label) else { continue };
        match names.last_mut() {
            Some(before)
                if before.kind == SpeakerKind::Person
                    && kind == before.kind
                    && Span::new(before.mention.end, entity.span.start).of(text).trim().is_empty() =>
            {
                before.mention.end = entity.span.end;
            }
            _ => names.push(NamedSpeaker { mention: without_honorific(text, entity.span), kind }),
        }
    }
    names
}

/// A name without the form of address that a model may have taken for its first word.
fn without_honorific(text: &str, name: Span) -> Span {
    const HONORIFICS: &str = "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady Sen. Rep. Gov.";
    let words = name.of(text);
    match words.split_once(char::is_whitespace) {
        Some((first, rest)) if HONORIFICS.split(' ').any(|honorific| honorific == first) => {
            Span::new(name.end - rest.len(), name.end).trim(text)
        }
        _ => name,
    }
}

/// Whether the words between two names make them a list.
fn is_joined(text: &str, between: Span) -> bool {
    matches!(between.of(text).trim(), "and" | "&" | "," | ", and" | "or")
}

/// The source cut at commas, brackets and dashes outside of names; the first phrase also ends before a word that ends a head.
fn phrases(text: &str, source: Span, names: &[NamedSpeaker]) -> Vec<Span> {
    let in_name = |at: usize| names.iter().any(|named| named.mention.start <= at && at < named.mention.end);
    let mut phrases = Vec::new();
    let mut start = source.start;
    for (offset, mark) in source.of(text).char_indices() {
        let at = source.start + offset;
        if matches!(mark, ',' | '(' | ')' | '—' | '–' | ';' | ':') && !in_name(at) {
            phrases.push(Span::new(start, at).trim(text));
            start = at + mark.len_utf8();
        }
    }
    phrases.push(Span::new(start, source.end).trim(text));
    if let Some(head) = phrases.first_mut() {
        let mut at = head.start;
        for word in head.of(text).split_inclusive(char::is_whitespace) {
            if at > head.start && ENDS_HEAD.split(' ').any(|ending| ending == word.trim().to_lowercase()) && !in_name(at) {
                *head = Span::new(head.start, at).trim(text);
                break;
            }
            at += word.len();
        }
    }
    phrases
}

fn kind_of(label: &str) -> Option<SpeakerKind> {
    match label {
        "PER" => Some(SpeakerKind::Person),
        "ORG" => Some(SpeakerKind::Organisation),
        "LOC" => Some(SpeakerKind::Country),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker<'t>(source: &'t str, names: &[(&str, &str)]) -> Option<&'t str> {
        let entities: Vec<LabelledSpan> = names
            .iter()
            .map(|(name, label)| {
                let start = source.find(name).unwrap();
                LabelledSpan { span: Span::new(start, start + name.len()), pieces: 0..1, label: (*label).to_owned(), score: 1.0 }
            })
            .collect();
        name_in_source(source, Span::new(0, source.len()), &entities).map(|speaker| speaker.mention.of(source))
    }

    #[test]
    fn the_head_is_the_speaker() {
        assert_eq!(speaker("Prime Minister Ana Lee", &[("Ana Lee", "PER")]), Some("Ana Lee"));
        assert_eq!(speaker("Ana Lee, who leads Acme", &[("Ana Lee", "PER"), ("Acme", "ORG")]), Some("Ana Lee"));
        assert_eq!(speaker("Acme spokesman Bo Chen", &[("Acme", "ORG"), ("Bo Chen", "PER")]), Some("Bo Chen"));
        assert_eq!(speaker("the Bank of Ghana", &[("Bank of Ghana", "ORG")]), Some("Bank of Ghana"));
        assert_eq!(speaker("Mr. Lee", &[("Mr. Lee", "PER")]), Some("Lee"));
        assert_eq!(speaker("Ana Lee KC", &[("Ana Lee", "PER"), ("KC", "PER")]), Some("Ana Lee KC"));
        assert_eq!(speaker("the firm's chief, Ana Lee", &[("Ana Lee", "PER")]), Some("Ana Lee"));
    }

    #[test]
    fn a_name_in_a_description_is_not() {
        assert_eq!(speaker("a spokesman for Acme", &[("Acme", "ORG")]), None);
        assert_eq!(speaker("Lee's lawyer", &[("Lee", "PER")]), None);
        assert_eq!(speaker("the Lee campaign", &[("Lee", "PER")]), None);
        assert_eq!(speaker("Ana Lee and Bo Chen", &[("Ana Lee", "PER"), ("Bo Chen", "PER")]), None);
        assert_eq!(speaker("he", &[]), None);
    }
}
