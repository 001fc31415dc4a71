//! Forms of address, and the gender that the text shows by them.

use crate::segment::Text;
use crate::text::Span;

/// He or she, where the text shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    /// The other one.
    #[must_use]
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Male => Self::Female,
            Self::Female => Self::Male,
        }
    }
}

const MALE: &str = "mr sir lord king prince";
const FEMALE: &str = "mrs ms miss dame lady queen princess";
const NEUTRAL: &str = "dr prof professor sen senator rep gov col gen lt sgt capt maj hon rev";

/// Words for people of one gender that stand before a name, or after it in apposition.
const MALE_NOUNS: &str = "man boy father son brother husband uncle nephew grandfather grandson widower actor chairman spokesman congressman businessman \
    policeman salesman frontman statesman councilman assemblyman sportsman fisherman fireman anchorman barman nobleman duke earl baron count \
    emperor pope priest monk";
const FEMALE_NOUNS: &str = "woman girl mother daughter sister wife aunt niece grandmother granddaughter widow actress chairwoman spokeswoman \
    congresswoman businesswoman policewoman saleswoman councilwoman assemblywoman sportswoman duchess countess baroness empress nun heroine \
    waitress hostess";

/// Whether a word is a form of address that is no part of a name.
#[must_use]
pub(super) fn is_honorific(word: &str) -> bool {
    let word = word.to_lowercase();
    [MALE, FEMALE, NEUTRAL].iter().any(|list| holds(list, &word))
}

/// The gender that a form of address or a noun for people shows.
#[must_use]
pub(super) fn gender_of_word(word: &str) -> Option<Gender> {
    let word = word.to_lowercase();
    if holds(MALE, &word) || holds(MALE_NOUNS, &word) {
        Some(Gender::Male)
    } else if holds(FEMALE, &word) || holds(FEMALE_NOUNS, &word) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// Words that a model takes for the first of a name where a sentence or headline begins with them.
const NO_NAMES: &str =
    "neither either both nor if but and or when while then even like because although though since as late rival former let";

/// Offices that a model takes for the first words of a name. Ones that are given names too ("Dean", "Major", "Earl") are left out.
const OFFICES: &str = "president vice prime minister premier chancellor representative governor congressman congresswoman secretary mayor \
    ambassador justice speaker attorney senate house first minority majority leader whip detective inspector superintendent supt officer sheriff chairman chairwoman \
    councilman councilwoman councillor cllr coun";

/// Honours and degrees after a name.
const AFTER_NAMES: &str = "KC QC SC MP MEP MSP AM TD OBE MBE CBE DBE KBE PhD MD DDS Esq";

/// A person's name without the forms of address, the offices, and the words that are none of its, that it begins with, and without the
/// honours that it ends with. One word of it stays.
#[must_use]
pub(super) fn without_honorifics(text: &Text<'_>, name: Span) -> Span {
    let parts: Vec<Span> = text.words_in(name).collect();
    let is_none_of_it = |word: &str| is_honorific(word) || [NO_NAMES, OFFICES].iter().any(|list| holds(list, &word.to_lowercase()));
    let last = parts.len().saturating_sub(1);
    let others = parts[..last].iter().take_while(|&&part| is_none_of_it(text.of(part))).count();
    let honours = parts[(others + 1).min(parts.len())..].iter().rev().take_while(|&&part| is_honour(text.of(part))).count();
    match (parts.get(others), honours) {
        (Some(first), 0) => Span::new(first.start, name.end),
        (Some(first), honours) => Span::new(first.start, parts[parts.len() - 1 - honours].end),
        (None, _) => name,
    }
}

/// Whether a word is an honour or degree that stands after a name.
pub(super) fn is_honour(word: &str) -> bool {
    holds(AFTER_NAMES, word)
}

fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::cases;

    #[test]
    fn what_is_no_name_is_left_out() {
        for (words, expected) in cases(include_str!("cases/names.tsv")) {
            let text = Text::new(&words);
            assert_eq!(text.of(without_honorifics(&text, text.span())), expected);
        }
    }
}
