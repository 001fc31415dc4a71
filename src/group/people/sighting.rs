//! Speakers in articles, with their names read.

use super::body::Body;
use super::kinds::Kinds;
use super::name::{Name, Read, plain};
use super::role::Roles;
use super::sightings::{Kind, Seen, Sightings, Speaking};
use crate::english::{Class, Gender, is};

/// A source of at least this many words says more than a name and a role.
const LONGEST_SOURCE: usize = 8;

/// A speaker in an article, with what the article says about it.
pub(super) struct Sighting<'s> {
    /// The article's index in the order of ids.
    pub(super) article: usize,
    pub(super) article_id: &'s str,
    /// The name in the record.
    pub(super) written: &'s str,
    /// The kind in the record.
    pub(super) recorded: Kind,
    /// The kind judged by all articles.
    pub(super) kind: Kind,
    pub(super) speaking: &'s Speaking,
    /// The name as read.
    pub(super) read: Read,
    pub(super) roles: Roles,
    /// The gender shown by forms of address or by a role.
    pub(super) gender: Option<Gender>,
}

impl<'s> Sighting<'s> {
    /// Reads all speakers, in the order of article ids and names.
    pub(super) fn all(sightings: &'s Sightings) -> Vec<Self> {
        let kinds = Kinds::new(sightings);
        let articles = sightings.articles.iter().enumerate();
        let speakers = articles.flat_map(|(at, (id, seen))| seen.speakers.iter().map(move |speaker| ((at, id.as_str()), speaker, seen)));
        let read = |(article, (key, speaking), seen): (_, (&'s (String, Kind), &'s Speaking), &Seen)| {
            Self::new(article, key, kinds.of(key, speaking, seen), speaking)
        };
        speakers.filter_map(read).collect()
    }

    fn new(
        (article, article_id): (usize, &'s str),
        (written, recorded): &'s (String, Kind),
        kind: Kind,
        speaking: &'s Speaking,
    ) -> Option<Self> {
        let is_person = matches!(kind, Kind::Person | Kind::Doubtful);
        let read = if is_person { Name::read(written)? } else { Read::default() };
        let mut roles = Roles::default();
        speaking.roles.iter().chain([&read.title]).for_each(|role| roles.add(role));
        let mut sighting = Self { article, article_id, written, recorded: *recorded, kind, speaking, read, roles, gender: None };
        let addressed = sighting.short_forms().find_map(|read| read.gender);
        let is_woman = |role: &String| role.split_whitespace().any(|word| Gender::of_word(&plain(word)) == Some(Gender::Female));
        let by_role = speaking.roles.iter().any(is_woman).then_some(Gender::Female);
        sighting.gender = sighting.read.gender.or(addressed).or(by_role);
        Some(sighting)
    }

    pub(super) fn name(&self) -> &Name {
        &self.read.name
    }

    /// The sources' words for the speaker that are part of its name: "Mr Ban".
    pub(super) fn short_forms(&self) -> impl Iterator<Item = Read> {
        let reads = self
            .speaking
            .called
            .iter()
            .filter(|called| called.split_whitespace().count() < LONGEST_SOURCE)
            .filter_map(|called| Name::read(called));
        reads.filter(|read| read.name.words().iter().all(|word| self.name().words().contains(word)))
    }

    /// A title that identifies one person together with a surname: "lord".
    pub(super) fn style(&self) -> Option<String> {
        let titles = std::iter::once(self.read.title.clone()).chain(self.short_forms().map(|read| read.title));
        let last = titles.filter_map(|title| Some(title.split_whitespace().next_back()?.to_lowercase()));
        last.filter(|title| is(title, Class::Style)).min()
    }

    /// Reads the name as a body's.
    pub(super) fn body(&self) -> Option<Body> {
        Body::read(self.written)
    }
}
