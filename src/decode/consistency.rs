//! One name, one label: what a model sees in one place of an article holds in the others.

use std::collections::BTreeMap;

use super::LabelledSpan;
use crate::encode::{Piece, pieces_of};
use crate::segment::Text;
use crate::text::Span;

/// Labels a name of several words wherever it stands, once the model has seen it somewhere in the article, and with the label that it gives
/// it most often; so it does with a surname that the model knows for a person's (label consistency within a document: Krishnan and Manning
/// 2006). A mention that is found like that takes the score of the surest one. A name of one word may be a place's here and a team's there; but
/// where it is nearly always a person's, or nearly never, it is so everywhere.
///
/// `names` are the spans of the article, in order and apart, and so is what comes out. `person` is the label of persons.
#[must_use]
pub(crate) fn consistent(names: &[LabelledSpan], person: &str, pieces: &[Piece], text: &Text<'_>) -> Vec<LabelledSpan> {
    let votes = votes(names, text);
    let known = known_names(&votes, person);
    let relabelled = |name: &LabelledSpan| {
        let words = text.of(name.span);
        let label = known.get(words).map(|known| known.label).or_else(|| usual_label(&votes, person, words, &name.label));
        LabelledSpan { label: label.unwrap_or(&name.label).to_owned(), ..name.clone() }
    };
    let mut all: Vec<LabelledSpan> = names.iter().map(relabelled).collect();
    let labelled: Vec<Span> = all.iter().map(|name| name.span).collect();
    let is_free = |span: Span| {
        let after = labelled.partition_point(|known| known.end <= span.start);
        labelled.get(after).is_none_or(|known| !known.overlaps(span))
    };
    let tokens: Vec<Span> = text.words_in(text.span()).collect();
    let mut at = 0;
    while at < tokens.len() {
        let found = (1..=LONGEST.min(tokens.len() - at)).rev().find_map(|length| {
            let span = Span::new(tokens[at].start, tokens[at + length - 1].end);
            let name = known.get(text.of(span)).filter(|_| is_free(span))?;
            let opens_another = length == 1 && tokens.get(at + 1).is_some_and(|&next| goes_on(text, span, next));
            (!opens_another).then_some((span, length, name))
        });
        let Some((span, length, name)) = found else {
            at += 1;
            continue;
        };
        at += length;
        let pieces = pieces_of(pieces, span);
        if !pieces.is_empty() {
            all.push(LabelledSpan { span, pieces, label: name.label.to_owned(), score: name.score });
        }
    }
    all.sort_by_key(|name| name.span);
    all
}

/// Longer names, in words, are not looked for.
const LONGEST: usize = 6;

/// A name of one word is told by no fewer mentions.
const FEWEST: usize = 3;

/// How often a model gives a name every label, and how sure it is at best; by the name's words.
type Votes<'n> = BTreeMap<&'n str, BTreeMap<&'n str, (usize, f32)>>;

/// What is known of a name.
struct Known<'n> {
    label: &'n str,
    score: f32,
}

fn votes<'n>(names: &'n [LabelledSpan], text: &Text<'n>) -> Votes<'n> {
    let mut votes = Votes::new();
    for name in names {
        let (count, score) = votes.entry(text.of(name.span)).or_default().entry(&name.label).or_default();
        (*count, *score) = (*count + 1, score.max(name.score));
    }
    votes
}

/// The label that a name has most often, and how often.
fn most<'n>(labels: &BTreeMap<&'n str, (usize, f32)>) -> Option<(&'n str, (usize, f32))> {
    labels.iter().max_by_key(|(_, (count, _))| *count).map(|(&label, &votes)| (label, votes))
}

/// The names of several words, and the surnames that stand alone as well, by their words.
fn known_names<'n>(votes: &Votes<'n>, person: &str) -> BTreeMap<&'n str, Known<'n>> {
    let is_surname = |word: &str| {
        votes.iter().any(|(name, labels)| labels.contains_key(person) && name.len() > word.len() && name.ends_with(&format!(" {word}")))
    };
    let known = votes.iter().filter_map(|(&name, labels)| {
        let (label, (_, score)) = most(labels)?;
        let counts = name.contains(' ') || label == person && is_surname(name);
        counts.then_some((name, Known { label, score }))
    });
    known.collect()
}

/// The label that a name with a label of its own has more often than not, where one of the two is that of persons.
fn usual_label<'n>(votes: &Votes<'n>, person: &str, name: &str, own: &str) -> Option<&'n str> {
    let labels = votes.get(name)?;
    let (label, (count, _)) = most(labels)?;
    let all: usize = labels.values().map(|(count, _)| count).sum();
    (all >= FEWEST && 2 * count > all && (label == person || own == person)).then_some(label)
}

/// Whether the next word is of the same name by its look: capitalised, with nothing but a blank before it ("Lee *Street*").
fn goes_on(text: &Text<'_>, word: Span, next: Span) -> bool {
    text.of(Span::new(word.end, next.start)) == " " && text.of(next).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, seen: &[(&str, usize, &str)]) -> Vec<(String, String)> {
        let cut = Text::new(text);
        let pieces: Vec<Piece> = cut
            .words_in(cut.span())
            .map(|span| Piece { id: 0, casing: 0, span, opens: crate::encode::Opens::Word, is_break: false })
            .collect();
        let span = |name: &str, nth: usize| {
            let start = text.match_indices(name).nth(nth).unwrap().0;
            Span::new(start, start + name.len())
        };
        let names: Vec<LabelledSpan> = seen
            .iter()
            .map(|&(name, nth, label)| LabelledSpan { span: span(name, nth), pieces: 0..1, label: label.to_owned(), score: 0.5 })
            .collect();
        let consistent = consistent(&names, "PER", &pieces, &cut);
        consistent.into_iter().map(|name| (name.span.of(text).to_owned(), name.label)).collect()
    }

    fn labels(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(name, label)| (name.to_owned(), label.to_owned())).collect()
    }

    #[test]
    fn a_full_name_is_found_wherever_it_stands() {
        let text = "Ana Lee left. Then Ana Lee’s friends met Ana Lee.";
        assert_eq!(found(text, &[("Ana Lee", 0, "PER"), ("Ana Lee", 1, "PER"), ("Ana Lee", 2, "MISC")]), labels(&[("Ana Lee", "PER"); 3]));
        assert_eq!(found(text, &[("Ana Lee", 2, "PER")]), labels(&[("Ana Lee", "PER"); 3]));
    }

    #[test]
    fn a_surname_is_found_where_the_model_knows_it() {
        let text = "Ana Lee left. Lee sang. Lee Street is long. Then Lee slept.";
        let seen = [("Ana Lee", 0, "PER"), ("Lee", 1, "PER")];
        assert_eq!(found(text, &seen), labels(&[("Ana Lee", "PER"), ("Lee", "PER"), ("Lee", "PER")]));
        assert_eq!(found(text, &seen[..1]), labels(&[("Ana Lee", "PER")]));
    }

    #[test]
    fn a_name_of_one_word_is_a_persons_everywhere_or_nowhere() {
        let text = "Carrow is small. Carrow sleeps. Carrow won. Carrow lost.";
        let seen =
            |labels: [&'static str; 4]| -> Vec<_> { labels.into_iter().enumerate().map(|(nth, label)| ("Carrow", nth, label)).collect() };
        assert_eq!(found(text, &seen(["LOC", "PER", "LOC", "LOC"])), labels(&[("Carrow", "LOC"); 4]));
        assert_eq!(found(text, &seen(["PER", "ORG", "PER", "PER"])), labels(&[("Carrow", "PER"); 4]));
        let team = ["LOC", "LOC", "LOC", "ORG"];
        assert_eq!(found(text, &seen(team)), labels(&team.map(|label| ("Carrow", label))));
        let open = ["LOC", "PER", "LOC", "PER"];
        assert_eq!(found(text, &seen(open)), labels(&open.map(|label| ("Carrow", label))));
    }

    #[test]
    fn nothing_is_found_within_another_name() {
        let text = "New York and the New York Times.";
        assert_eq!(
            found(text, &[("New York", 0, "LOC"), ("New York Times", 0, "ORG")]),
            labels(&[("New York", "LOC"), ("New York Times", "ORG")])
        );
    }
}
