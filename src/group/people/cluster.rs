//! Clusters of mentions of one person or body.

use std::collections::BTreeSet;

use super::context::{Context, Others};
use super::name::{Name, Read};
use super::role::Roles;
use super::sighting::Sighting;
use crate::english::{Class, Gender, is};

/// Mentions of one person or body, by index, with what they show together.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    pub(super) sightings: Vec<usize>,
    /// The row in the table of people.
    pub(super) known: Option<usize>,
    pub(super) roles: Roles,
    pub(super) gender: Option<Gender>,
    /// The full names; empty for a body.
    pub(super) names: BTreeSet<Name>,
    /// Words of full names that sources use alone: "Ban" of "Ban Ki-moon".
    pub(super) short: BTreeSet<String>,
    pub(super) others: Others,
}

impl Cluster {
    /// Makes a cluster of sightings.
    pub(super) fn of(sightings: Vec<usize>, all: &[Sighting<'_>], context: &Context) -> Self {
        let mut cluster = Self { others: Others::new(sightings.iter().map(|&at| all[at].article), context), ..Self::default() };
        for sighting in sightings.iter().map(|&at| &all[at]) {
            cluster.roles.extend(&sighting.roles);
            cluster.gender = cluster.gender.or(sighting.gender);
            if sighting.name().is_full() {
                cluster.names.insert(sighting.name().clone());
                // A first name alone could be anyone's.
                let is_first = |read: &Read| read.name.surname() == sighting.name().given() && is(read.name.surname(), Class::GivenName);
                let short = sighting.short_forms().filter(|read| read.name.words().len() == 1 && !is_first(read));
                cluster.short.extend(short.map(|read| read.name.surname().to_owned()));
            }
        }
        cluster.sightings = sightings;
        cluster
    }

    /// Merges another cluster into this one.
    pub(super) fn join(&mut self, other: Self) {
        self.sightings.extend(other.sightings);
        self.known = self.known.or(other.known);
        self.roles.extend(&other.roles);
        self.gender = self.gender.or(other.gender);
        self.names.extend(other.names);
        self.short.extend(other.short);
        self.others.extend(other.others);
    }

    /// The gender shown by titles, or else by the given name.
    pub(super) fn likely_gender(&self) -> Option<Gender> {
        self.gender.or_else(|| self.names.iter().find_map(Name::gender))
    }

    /// Whether everything known about two clusters, apart from their names, lets them be one.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let known = self.known.is_none() || other.known.is_none() || self.known == other.known;
        let genders = differ(self.likely_gender(), other.likely_gender());
        known && !genders && !self.roles.contradict(&other.roles)
    }

    /// The number of articles in which it speaks.
    pub(super) fn articles(&self) -> usize {
        self.others.articles().len()
    }
}

/// Whether both are known and different.
pub(super) fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
