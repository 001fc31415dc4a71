//! What the article shows about the bearer of a name, by the pronouns that refer to it and by the words beside it.

use std::collections::HashMap;

use crate::english::{Class, Gender, ends_in, is};
use crate::segment::Text;
use crate::text::Span;

/// How many pronouns of each gender can only mean the bearer of a name: the first "he" or "she" after the name, outside quotation marks, in each
/// sentence that names no other person.
#[derive(Debug, Default)]
pub(super) struct Pronouns(HashMap<Gender, usize>);

impl Pronouns {
    /// Counts over one person's mentions, given the mentions of all persons, in order.
    pub(super) fn of(text: &Text<'_>, own: impl Iterator<Item = Span>, persons: &[Span]) -> Self {
        let mut counts = HashMap::new();
        let is_alone = |sentence: Span| {
            let first = persons.partition_point(|person| person.start < sentence.start);
            persons[first..].iter().take_while(|person| person.start < sentence.end).count() == 1
        };
        for name in own {
            let Some(sentence) = text.sentence_of(name).filter(|&sentence| is_alone(sentence)) else { continue };
            let before = text.words_in(Span::new(sentence.start, name.start)).next_back();
            if before.is_some_and(|word| is(text.lower(word), Class::EndsHead)) {
                continue;
            }
            let after = text.words_in(Span::new(name.end, sentence.end)).filter(|word| !text.is_quoted(word.start));
            let mut subjects = after.map(|word| text.lower(word)).filter(|word| matches!(*word, "he" | "she"));
            if let Some(gender) = subjects.find_map(Gender::of_pronoun) {
                *counts.entry(gender).or_default() += 1;
            }
        }
        Self(counts)
    }

    fn count(&self, gender: Gender) -> usize {
        self.0.get(&gender).copied().unwrap_or(0)
    }

    /// The gender of a person whom no word describes as male or female, given what the first name makes likely, which enough pronouns outweigh.
    pub(super) fn gender(&self, likely: Option<Gender>) -> Option<Gender> {
        match likely {
            Some(likely) => {
                let against = self.count(likely.other());
                (against < CLEAR || against <= self.count(likely)).then_some(likely)
            }
            None => {
                [Gender::Male, Gender::Female].into_iter().find(|&gender| self.count(gender) >= CLEAR && self.count(gender.other()) == 0)
            }
        }
    }
}

/// This many pronouns of one gender and none of the other show it.
const CLEAR: usize = 2;

/// Whether the words around a name show that it is a body's: "the drugmaker *Acme*", "*Acme*, a brewer", "*Acme*, which", "*Acme* shares",
/// "*Acme* said it would close its mill".
pub(super) fn shows_body(text: &Text<'_>, name: Span) -> bool {
    let Some(sentence) = text.sentence_of(name) else { return false };
    let before = text.words_in(Span::new(sentence.start, name.start)).next_back();
    let is_after_body = before.is_some_and(|word| {
        is_body(text.lower(word)) && text.of(word).starts_with(char::is_lowercase) && text.of(Span::new(word.end, name.start)) == " "
    });
    let rest = text.words_in(Span::new(name.end, sentence.end));
    let next: Vec<&str> = rest.clone().take(6).map(|word| text.lower(word)).collect();
    let after = text.after(name.end);
    let is_apposed = after.starts_with(", ")
        && match next.as_slice() {
            ["which", ..] => true,
            ["a" | "an" | "the", apposed @ ..] => {
                let end = apposed.iter().position(|word| is(word, Class::Complement)).unwrap_or(apposed.len());
                let comma = after[2..].find([',', '.']).unwrap_or(0);
                // "The bank's economist" is not a bank.
                let is_owner = |word: &str| after.contains(&format!("{word}'s ")) || after.contains(&format!("{word}’s "));
                comma > 0 && apposed[..end.min(3)].iter().any(|word| is_body(word) && !is_owner(word))
            }
            _ => false,
        };
    let is_traded = matches!(next.first(), Some(&("shares" | "stock" | "plc" | "ltd" | "inc")));
    is_after_body || is_apposed || is_traded || speaks_of_itself(text, rest)
}

fn is_body(word: &str) -> bool {
    ends_in(word, Class::Body) || is(word, Class::Organisation)
}

/// Whether a name is followed by a statement of a body about itself: "... said it would close its mill", "... said it had cut 300 jobs". "Its" must
/// follow "it", or "it" must open the clause and do what firms do; no "he" or "she" may occur.
fn speaks_of_itself(text: &Text<'_>, mut rest: impl Iterator<Item = Span>) -> bool {
    let says = rest.next().is_some_and(|word| is(text.lower(word), Class::ReportingVerb));
    let words: Vec<&str> = rest.map(|word| text.lower(word)).collect();
    let it = words.iter().position(|&word| word == "it");
    let someone = words.iter().any(|word| Gender::of_pronoun(word).is_some());
    let acts = |it: usize| it <= 1 && words[it..].iter().take(4).any(|word| is(word, Class::FirmAct));
    says && !someone && it.is_some_and(|it| words[it..].contains(&"its") || acts(it))
}

/// Whether the words beside a name show that it is a person's: "the mayor, *Irena Tolik*", "*Inês de Brito* said she".
pub(super) fn shows_person(text: &Text<'_>, name: Span) -> bool {
    let Some(sentence) = text.sentence_of(name) else { return false };
    let before = text.words_in(Span::new(sentence.start, name.start)).next_back();
    let is_titled = before.is_some_and(|word| {
        let is_beside = matches!(text.of(Span::new(word.end, name.start)), " " | ", ");
        is_beside && is(text.lower(word), Class::Role) && !is_body(text.lower(word))
    });
    let is_someone = text.after(name.end).starts_with(", who ");
    if (is_titled || is_someone) && text.words_in(name).count() > 1 {
        return true;
    }
    let mut rest = text.words_in(Span::new(name.end, sentence.end)).map(|word| text.lower(word));
    rest.next().is_some_and(|word| is(word, Class::ReportingVerb)) && rest.take(4).any(|word| Gender::of_pronoun(word).is_some())
}

/// Whether a verb of saying follows a name.
pub(super) fn speaks(text: &Text<'_>, name: Span) -> bool {
    let Some(sentence) = text.sentence_of(name) else { return false };
    text.words_in(Span::new(name.end, sentence.end)).next().is_some_and(|word| is(text.lower(word), Class::ReportingVerb))
}
