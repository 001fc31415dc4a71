//! Whether a pronoun in a content can refer to the speaker.

use super::words::{Word, words};
use crate::english::{Class, Gender, is, is_any};
use crate::record::SpeakerKind;
use crate::segment::Text;
use crate::text::Span;

/// The speaker of a content, as far as pronouns can agree with them.
pub(super) struct Holder {
    kind: Option<SpeakerKind>,
    gender: Option<Gender>,
    is_plural: bool,
    /// Whether the source belongs to somebody: "Lee's team" says what Lee will do.
    is_somebodys: bool,
    /// The person addressed, who may be meant by "he" or "she" just as well.
    hearer: Option<Hearer>,
}

/// One person who is addressed.
struct Hearer {
    gender: Option<Gender>,
}

/// Words that cannot begin an addressee: they say when, where and how.
const CIRCUMSTANCE: [&str; 16] =
    ["in", "on", "at", "during", "that", "by", "after", "before", "through", "via", "with", "last", "late", "early", "how", "why"];

impl Holder {
    /// The holder according to the words of the source and to those between the cue and the content.
    pub(super) fn of(text: &Text<'_>, cue: Option<Span>, source: Option<Span>, content: &[Span], kind: Option<SpeakerKind>) -> Self {
        let named = source.map(|source| words(text, source)).unwrap_or_default();
        let between = cue.zip(content.first()).filter(|(cue, content)| cue.end < content.start);
        let between = between.map(|(cue, content)| Span::new(cue.end, content.start));
        let hearer = between.filter(|between| source.is_none_or(|source| !between.overlaps(source)));
        Self {
            kind,
            gender: gender(&named),
            is_plural: named.iter().any(|word| word.text == "and") || named.last().is_some_and(|last| is_plural(last.text)),
            is_somebodys: source.is_some_and(|source| ["'s ", "’s "].iter().any(|of| text.of(source).contains(of))),
            hearer: hearer.and_then(|between| Hearer::among(&words(text, between))),
        }
    }

    /// Whether a lower-case pronoun can refer to the holder.
    pub(super) fn may_be(&self, pronoun: &str) -> bool {
        use SpeakerKind::{Country, Group, Organisation, Person, Unnamed};
        match pronoun {
            "i" | "we" => true,
            "he" | "she" if self.is_somebodys && self.hearer.is_none() => true,
            "he" | "she" => {
                let own = if pronoun == "he" { Gender::Male } else { Gender::Female };
                let agrees = |gender: Option<Gender>| gender.is_none_or(|gender| gender == own);
                matches!(self.kind, None | Some(Person | Unnamed))
                    && !self.is_plural
                    && agrees(self.gender)
                    && !self.hearer.as_ref().is_some_and(|hearer| agrees(hearer.gender))
            }
            "it" => matches!(self.kind, None | Some(Organisation | Country)) && self.gender.is_none(),
            "they" => match self.kind {
                Some(Group | Organisation | Country) => true,
                _ => self.is_plural,
            },
            _ => false,
        }
    }
}

impl Hearer {
    /// The one person named between a cue and its content.
    fn among(between: &[Word<'_>]) -> Option<Self> {
        let told = if between.first().is_some_and(|first| first.text == "to") { &between[1..] } else { between };
        let is_circumstance =
            |word: &Word<'_>| CIRCUMSTANCE.contains(&word.text) || is(word.text, Class::Day) || is(word.text, Class::Month);
        // "The *Today* programme" is not a day.
        let starts = usize::from(told.first().is_some_and(|first| first.text == "the")) * 2;
        let told = &told[..told.iter().skip(starts).position(is_circumstance).map_or(told.len(), |at| starts + at)];
        let (first, last) = (told.first()?, told.last()?);
        let several = ["me", "us", "you", "them", "it", "everyone", "anyone"].contains(&first.text) || is_plural(last.text);
        let bodies = [
            Class::Outlet,
            Class::OutletNoun,
            Class::Institution,
            Class::Organisation,
            Class::Body,
            Class::Gathering,
            Class::Occasion,
            Class::Group,
        ];
        let is_body = told.iter().any(|word| is_any(word.text, &bodies));
        (!several && !is_body).then(|| Self { gender: gender(told) })
    }
}

/// The gender shown by the words for somebody: by the last word that shows one ("her husband"), or by the given name at the start.
fn gender(named: &[Word<'_>]) -> Option<Gender> {
    let shown = |word: &Word<'_>| match word.text {
        "he" | "him" => Some(Gender::Male),
        "she" | "her" => Some(Gender::Female),
        word => Gender::of_word(word),
    };
    let given = || named.first().filter(|_| named.len() > 1).and_then(|first| Gender::of_given_name(first.text));
    named.iter().rev().find_map(shown).or_else(given)
}

fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || is(word, Class::Group)
}
