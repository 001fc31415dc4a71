//! Gender, as words for people show it.

use super::{Class, value};

/// A given name counts as a woman's from this percentage of women on, and as a man's up to `MAN`.
const WOMAN: u8 = 97;
const MAN: u8 = 3;

/// Gender, where the text shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    /// The gender of nearly all bearers of a given name, in lower case; an unknown compound ("mary-jo") has that of its first part.
    #[must_use]
    pub(crate) fn of_given_name(name: &str) -> Option<Self> {
        let share = value(name, Class::GivenName).or_else(|| value(name.split_once('-')?.0, Class::GivenName))?;
        match share.parse::<u8>().ok()? {
            WOMAN.. => Some(Self::Female),
            ..=MAN => Some(Self::Male),
            _ => None,
        }
    }

    /// The gender that a form of address or a noun for people shows; the word is in lower case.
    #[must_use]
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        match value(word, Class::Honorific).or_else(|| value(word, Class::Gendered))? {
            "male" => Some(Self::Male),
            "female" => Some(Self::Female),
            _ => None,
        }
    }

    /// The gender that a pronoun shows, in any of its forms; the word is in lower case.
    #[must_use]
    pub(crate) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "his" | "himself" => Some(Self::Male),
            "she" | "her" | "hers" | "herself" => Some(Self::Female),
            _ => None,
        }
    }

    /// The opposite gender.
    #[must_use]
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Male => Self::Female,
            Self::Female => Self::Male,
        }
    }
}
