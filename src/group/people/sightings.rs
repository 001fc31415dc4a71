//! What articles show about the speakers in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::fold::fold_all;
use super::name::plain;
use super::signs::Signs;
use crate::english::{Class, is, is_any};
use crate::record::{Claim, SpeakerKind};
use crate::text::bare_word;

/// The kind of a name's bearer. Names of different kinds are never merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Person,
    Body,
    Country,
    /// A name that the record treats as a description ("Trump's"): a person's, if others call someone by it.
    Doubtful,
}

impl Kind {
    fn of(name: &str, kind: SpeakerKind) -> Option<Self> {
        match kind {
            SpeakerKind::Person if name.contains(" & ") || ends_as_body(name) || is(&name.to_lowercase(), Class::ShortBody) => {
                Some(Self::Body)
            }
            SpeakerKind::Person => Some(Self::Person),
            SpeakerKind::Organisation if is_nation(name) => Some(Self::Country),
            SpeakerKind::Organisation => Some(Self::Body),
            SpeakerKind::Country if !is_nation(name) && (ends_as_body(name) || is(&name.to_lowercase(), Class::ShortBody)) => {
                Some(Self::Body)
            }
            SpeakerKind::Country => Some(Self::Country),
            SpeakerKind::Unnamed if looks_like_name(name) => Some(Self::Doubtful),
            _ => None,
        }
    }

    /// The kind in terms of the record.
    pub(super) fn in_record(self) -> SpeakerKind {
        match self {
            Self::Person | Self::Doubtful => SpeakerKind::Person,
            Self::Body => SpeakerKind::Organisation,
            Self::Country => SpeakerKind::Country,
        }
    }
}

/// Whether the last word is a common noun for a body, as in "Obama administration", and not a surname ("Charlotte Church").
fn ends_as_body(name: &str) -> bool {
    let is_given = |word: &str| is(&word.to_lowercase(), Class::GivenName);
    let (first, last) = (name.split_whitespace().next(), name.split_whitespace().next_back());
    let is_noun = |word: &&str| word.starts_with(char::is_lowercase) || first.is_some_and(|first| first != *word && !is_given(first));
    last.filter(is_noun).is_some_and(|word| is(&word.to_lowercase(), Class::Organisation))
}

/// Whether a team or government goes by its country's name alone.
fn is_nation(name: &str) -> bool {
    let lower = bare_word(name).to_lowercase();
    is(lower.strip_prefix("the ").unwrap_or(&lower), Class::Nation)
}

fn looks_like_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_name = |word: &str| {
        let lower = plain(word);
        let is_common =
            [Class::Role, Class::Function, Class::Opener, Class::Office, Class::Demonym, Class::Tie].iter().any(|&class| is(&lower, class));
        word.starts_with(char::is_uppercase) && word.len() > 2 && !is_common || is(&lower, Class::NameParticle)
    };
    name.split_whitespace().count() <= 3 && words.all(is_name)
}

/// A speaker as named in an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) article: String,
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl Key {
    /// The speaker of a claim; `None` if it is not a single named person or body.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        let speaker = claim.speaker.as_ref().filter(|speaker| speaker.members.is_empty())?;
        let kind = Kind::of(&speaker.name, speaker.kind)?;
        Some(Self { article: claim.article.id.clone(), name: speaker.name.clone(), kind })
    }
}

/// How much somebody says, where and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The number of claims.
    pub(crate) claims: usize,
    /// The number of words in their contents.
    pub(crate) words: usize,
    /// How many of these are in quotation marks.
    pub(crate) quoted_words: usize,
    /// The number of articles with such a claim.
    pub(crate) articles: usize,
    /// The roles that articles give, with the number of articles for each.
    pub(crate) roles: BTreeMap<String, usize>,
    /// The sites that published them, and the outlets they came through.
    pub(crate) outlets: BTreeSet<String>,
    /// The first day of publication.
    pub(crate) first: Option<Date>,
    /// The last day of publication.
    pub(crate) last: Option<Date>,
}

impl Tally {
    /// Counts a claim.
    fn add(&mut self, claim: &Claim) {
        self.claims += 1;
        self.words += claim.content.count_words();
        self.quoted_words += claim.content.count_quoted_words();
        self.outlets.extend(claim.article.host());
        let own = claim.speaker_name().unwrap_or_default();
        self.outlets.extend(claim.via.as_ref().filter(|via| via.text != own && is_outlet(&via.text)).map(|via| via.text.clone()));
    }

    /// Adds the tally of another article.
    pub(super) fn extend(&mut self, other: &Self, roles: &BTreeSet<String>, day: Option<Date>) {
        self.claims += other.claims;
        self.words += other.words;
        self.quoted_words += other.quoted_words;
        self.articles += 1;
        self.outlets.extend(other.outlets.iter().cloned());
        for role in roles {
            *self.roles.entry(role.clone()).or_default() += 1;
        }
        self.first = [self.first, day].into_iter().flatten().min();
        self.last = [self.last, day].into_iter().flatten().max();
    }
}

/// Whether the words in a claim's `via` name an outlet rather than an occasion: not "interview with the BBC" or "State of the Union".
fn is_outlet(via: &str) -> bool {
    let begins_as_name = via.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    let is_other = |word: &str| is_any(word, &[Class::Occasion, Class::Gathering, Class::NoInitial]);
    begins_as_name && !via.split_whitespace().any(|word| is_other(&plain(word)))
}

/// What an article shows about one speaker.
#[derive(Debug, Clone, Default)]
pub(super) struct Speaking {
    pub(super) tally: Tally,
    pub(super) roles: BTreeSet<String>,
    /// The words that sources use for it.
    pub(super) called: BTreeSet<String>,
}

/// What an article shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) host: Option<String>,
    pub(super) day: Option<Date>,
    /// The names in it, folded.
    pub(super) names: BTreeSet<String>,
    /// Signs of which country it is about.
    pub(super) signs: Signs,
    pub(super) speakers: BTreeMap<(String, Kind), Speaking>,
}

/// What articles show about the speakers in them, gathered claim by claim, in any order.
#[derive(Debug, Default)]
pub(crate) struct Sightings {
    /// Articles by id.
    pub(super) articles: BTreeMap<String, Seen>,
}

impl Sightings {
    /// Whether no claim has been added.
    pub(crate) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Adds a claim.
    pub(crate) fn add(&mut self, claim: &Claim) {
        let seen = self.articles.entry(claim.article.id.clone()).or_default();
        seen.host = [seen.host.take(), claim.article.host()].into_iter().flatten().min();
        let day = claim.article.published.as_ref().and_then(|day| day.parse().ok());
        seen.day = [seen.day, day].into_iter().flatten().min();
        seen.names.extend(claim.entities.iter().map(|entity| fold_all(&entity.text)));
        seen.signs.add(claim);
        let Some(Key { name, kind, .. }) = Key::of(claim) else { return };
        seen.names.insert(fold_all(&name));
        let speaking = seen.speakers.entry((name, kind)).or_default();
        speaking.tally.add(claim);
        speaking.roles.extend(claim.speaker.as_ref().and_then(|speaker| speaker.role.clone()));
        speaking.called.extend(claim.source.as_ref().map(|source| source.text.clone()));
    }
}
