//! Mentions that are of one person or body.

use std::collections::BTreeSet;

use super::context::{Context, Others};
use super::name::{Name, Read};
use super::role::Roles;
use super::sighting::Sighting;
use crate::english::{Class, Gender, is};

/// Mentions that are of one person or body, by their numbers, with what they show together.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    pub(super) sightings: Vec<usize>,
    /// The row of the file of people.
    pub(super) known: Option<usize>,
    pub(super) roles: Roles,
    pub(super) gender: Option<Gender>,
    /// The full names; of a body none.
    pub(super) names: BTreeSet<Name>,
    /// Words of full names that sources use alone: "Ban" of "Ban Ki-moon".
    pub(super) short: BTreeSet<String>,
    pub(super) others: Others,
}

impl Cluster {
    /// The cluster of some sightings.
    pub(super) fn of(sightings: Vec<usize>, all: &[Sighting<'_>], context: &Context) -> Self {
        let mut cluster = Self { others: Others::new(sightings.iter().map(|&at| all[at].article), context), ..Self::default() };
        for sighting in sightings.iter().map(|&at| &all[at]) {
            cluster.roles.extend(&sighting.roles);
            cluster.gender = cluster.gender.or(sighting.gender);
            if sighting.name().is_full() {
                cluster.names.insert(sighting.name().clone());
                // A first name alone is anybody's.
                let is_first = |read: &Read| read.name.surname() == sighting.name().given() && is(read.name.surname(), Class::GivenName);
                let short = sighting.short_forms().filter(|read| read.name.words().len() == 1 && !is_first(read));
                cluster.short.extend(short.map(|read| read.name.surname().to_owned()));
            }
        }
        cluster.sightings = sightings;
        cluster
    }

    /// This and another as one.
    pub(super) fn join(&mut self, other: Self) {
        self.sightings.extend(other.sightings);
        self.known = self.known.or(other.known);
        self.roles.extend(&other.roles);
        self.gender = self.gender.or(other.gender);
        self.names.extend(other.names);
        self.short.extend(other.short);
        self.others.extend(other.others);
    }

    /// The gender that titles show, or else the given name.
    pub(super) fn likely_gender(&self) -> Option<Gender> {
        self.gender.or_else(|| self.names.iter().find_map(Name::gender))
    }

    /// Whether what is known of two clusters lets them be one's, but for their names.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let known = self.known.is_none() || other.known.is_none() || self.known == other.known;
        let genders = differ(self.likely_gender(), other.likely_gender());
        known && !genders && !self.roles.contradict(&other.roles)
    }

    /// In how many articles it speaks.
    pub(super) fn articles(&self) -> usize {
        self.others.articles().len()
    }
}

/// Whether both are known and differ.
pub(super) fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
