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
const ENDS_HEAD: [&str; 22] = [
    "of",
    "for",
    "at",
    "from",
    "in",
    "with",
    "on",
    "to",
    "by",
    "who",
    "whose",
    "that",
    "which",
    "like",
    "near",
    "under",
    "including",
    "against",
    "about",
    "representing",
    "speaking",
    "inside",
];

/// The name of a source, where the source's head is one ("Ms Lee, a lawyer", "prime minister Ana Lee") or where one stands beside it
/// in apposition ("the ministry's chief, Ana Lee").
///
/// A name that only belongs to a description is nobody's: "Lee's lawyer", "the Lee campaign", "a friend of Lee". Several names joined
/// by "and" are no single speaker either.
#[must_use]
pub fn name_in_source(text: &str, source: Span, entities: &[LabelledSpan]) -> Option<NamedSpeaker> {
    let inside: Vec<&LabelledSpan> = entities.iter().filter(|entity| source.contains(entity.span)).collect();
    let names_kind = |entity: &LabelledSpan| Some(NamedSpeaker { mention: entity.span, kind: kind_of(&entity.label)? });
    let phrases = phrases(text, source, &inside);
    let head = *phrases.first()?;
    if let Some(entity) = inside.iter().find(|entity| entity.span.end == head.end && head.contains(entity.span)) {
        let joint =
            inside.iter().any(|other| other.span.end < entity.span.start && is_joined(text, Span::new(other.span.end, entity.span.start)));
        return if joint { None } else { names_kind(entity) };
    }
    let apposed = |phrase: &&Span| inside.iter().find(|entity| entity.label == "PER" && entity.span == **phrase).copied();
    phrases[1..].iter().find_map(|phrase| apposed(&phrase)).and_then(names_kind)
}

/// Whether the words between two names make them a list.
fn is_joined(text: &str, between: Span) -> bool {
    matches!(between.of(text).trim(), "and" | "&" | "," | ", and" | "or")
}

/// The source cut at commas, brackets and dashes outside of names; the first phrase also ends before a word that ends a head.
fn phrases(text: &str, source: Span, entities: &[&LabelledSpan]) -> Vec<Span> {
    let in_name = |at: usize| entities.iter().any(|entity| entity.span.start <= at && at < entity.span.end);
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
            if at > head.start && ENDS_HEAD.contains(&word.trim().to_lowercase().as_str()) && !in_name(at) {
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
