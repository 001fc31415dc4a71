//! One name, one label: makes a model's labels for a name consistent throughout an article.

use std::collections::BTreeMap;

use super::LabelledSpan;
use crate::encode::{Piece, pieces_of};
use crate::english::{Class, is};
use crate::segment::Text;
use crate::text::Span;

/// Labels a name of several words wherever it stands, once the model has found it somewhere in the article, with the label that the model gives it
/// most often; likewise a surname that the model has labelled as a person's (label consistency within a document: Krishnan and Manning 2006). A
/// mention added in this way takes the highest score of that name and label. A name of one word may be a place's here and a team's there; but if more
/// than half of its mentions are a person's, all of them are, and if more than half share another label, those labelled as a person's get it too.
///
/// `names` are the names in the article, in order and without overlaps, and so are the results. `person` is the label for persons.
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

/// Labels the surnames and given names that are sources by themselves, but that the model labels only as part of a full name: a source of one
/// capitalised word that is the last or first of a person's full name. Their other mentions are labelled as well.
#[must_use]
pub(crate) fn with_bare_names(
    mut names: Vec<LabelledSpan>,
    sources: impl Iterator<Item = Span>,
    person: &str,
    pieces: &[Piece],
    text: &Text<'_>,
) -> Vec<LabelledSpan> {
    let persons = FullName::all(&names, person, text);
    let mut is_changed = false;
    for source in sources {
        let mut words = text.words_in(source);
        let Some(word) = words.next().filter(|_| words.next().is_none()) else { continue };
        let Some(score) = FullName::score_alone(&persons, text.of(word)) else { continue };
        // "Trump", which the model labels as a product.
        if let Some(name) = names.iter_mut().find(|name| name.span == word) {
            is_changed |= name.label != person;
            person.clone_into(&mut name.label);
            continue;
        }
        let is_free = !names.iter().any(|name| name.span.overlaps(word));
        let of_word = pieces_of(pieces, word);
        if is_free && !of_word.is_empty() {
            is_changed = true;
            names.push(LabelledSpan { span: word, pieces: of_word, label: person.to_owned(), score });
        }
    }
    if !is_changed {
        return names;
    }
    names.sort_by_key(|name| name.span);
    consistent(&names, person, pieces, text)
}

/// A person's name of several words.
struct FullName<'t> {
    given: &'t str,
    surname: &'t str,
    score: f32,
}

impl<'t> FullName<'t> {
    /// Returns the full names of persons, once for every mention.
    fn all(names: &[LabelledSpan], person: &str, text: &Text<'t>) -> Vec<Self> {
        let persons = names.iter().filter(|name| name.label == person);
        let full = persons.filter_map(|name| {
            let mut words = text.words_in(name.span).map(|word| text.of(word));
            let (given, surname) = (words.next()?, words.next_back()?);
            Some(Self { given, surname, score: name.score })
        });
        full.collect()
    }

    /// Returns the score for a word that is the surname or given name of one of these persons. If several bear it, one of them must be named in full
    /// at least twice as often as all others together.
    fn score_alone(all: &[Self], word: &str) -> Option<f32> {
        let is_given = |name: &Self| name.given == word && is(&word.to_lowercase(), Class::GivenName);
        let bearers: Vec<&Self> = all.iter().filter(|name| name.surname == word || is_given(name)).collect();
        let times = |given: &str| bearers.iter().filter(|bearer| bearer.given == given).count();
        let most = bearers.iter().map(|bearer| times(bearer.given)).max()?;
        let is_name = word.starts_with(char::is_uppercase) && 3 * most >= 2 * bearers.len();
        is_name.then(|| bearers[0].score)
    }
}

/// The longest names that are looked for, in words.
const LONGEST: usize = 6;

/// The fewest mentions of a name that decide on one label for all of them.
const FEWEST: usize = 3;

/// How often a model gives a name each label, and its highest score for that label; by the name's words.
type Votes<'n> = BTreeMap<&'n str, BTreeMap<&'n str, (usize, f32)>>;

/// The usual label of a name, with its highest score.
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

/// Returns the label that a name has most often, with its count and highest score.
fn most<'n>(labels: &BTreeMap<&'n str, (usize, f32)>) -> Option<(&'n str, (usize, f32))> {
    labels.iter().max_by_key(|(_, (count, _))| *count).map(|(&label, &votes)| (label, votes))
}

/// Returns the names of several words, and the surnames that also stand alone, by their words.
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

/// Returns the label that most mentions of a name have, if that or the label of the mention in question is the label for persons.
fn usual_label<'n>(votes: &Votes<'n>, person: &str, name: &str, own: &str) -> Option<&'n str> {
    let labels = votes.get(name)?;
    let (label, (count, _)) = most(labels)?;
    let all: usize = labels.values().map(|(count, _)| count).sum();
    (all >= FEWEST && 2 * count > all && (label == person || own == person)).then_some(label)
}

/// Whether the next word looks like part of the same name: capitalised, with a single space before it ("Lee *Street*").
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
    fn a_bare_name_is_a_persons_where_it_speaks() {
        let text = "Ana Lee and Bo Chen left. Lee sang. Hills said so. Then Lee slept near Chen Street.";
        let cut = Text::new(text);
        let piece = |span| Piece { id: 0, casing: 0, span, opens: crate::encode::Opens::Word, is_break: false };
        let pieces: Vec<Piece> = cut.words_in(cut.span()).map(piece).collect();
        let place = |words: &str, nth: usize| text.match_indices(words).nth(nth).map(|(at, _)| Span::new(at, at + words.len())).unwrap();
        let name = |words| LabelledSpan { span: place(words, 0), pieces: 0..1, label: "PER".to_owned(), score: 0.5 };
        let names = || vec![name("Ana Lee"), name("Bo Chen")];
        let found = |sources: &[Span]| {
            let names = with_bare_names(names(), sources.iter().copied(), "PER", &pieces, &cut);
            names.into_iter().map(|name| name.span.of(text)).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(found(&[place("Lee", 1), place("Hills", 0)]), "Ana Lee; Bo Chen; Lee; Lee");
        assert_eq!(found(&[place("Hills", 0)]), "Ana Lee; Bo Chen");
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
