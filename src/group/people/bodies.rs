//! Bodies and countries by their names, short and long.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::body::Body;
use super::cluster::Cluster;
use super::context::Context;
use super::sighting::Sighting;
use super::sightings::Kind;

/// From so many letters on an acronym that stands for one body in the collection is taken for it wherever it occurs.
const LONG_ACRONYM: usize = 4;

/// A body with a name that is the same in all of its mentions.
struct Named {
    body: Body,
    mentions: Vec<usize>,
    cluster: Cluster,
}

/// The bodies of some mentions, all of one kind.
pub(super) fn bodies(mentions: &[usize], all: &[Sighting<'_>], context: &Context) -> Vec<Cluster> {
    let mut local = Vec::new();
    let mut by_key: BTreeMap<String, (Body, Vec<usize>)> = BTreeMap::new();
    for &at in mentions {
        let read = if all[at].kind == Kind::Country { Body::country(all[at].written) } else { all[at].body() };
        match read {
            Some(body) if body.is_local => local.push((all[at].article, body.key, at)),
            Some(body) => by_key.entry(body.key.clone()).or_insert_with(|| (body, Vec::new())).1.push(at),
            None => {}
        }
    }
    let named: Vec<Named> = by_key
        .into_values()
        .map(|(body, mentions)| Named { cluster: Cluster::of(mentions.clone(), all, context), body, mentions })
        .collect();
    let mut clusters = merged(&named, all, context);
    local.sort();
    for same in local.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1)) {
        clusters.push(Cluster::of(same.iter().map(|&(_, _, at)| at).collect(), all, context));
    }
    clusters
}

/// Bodies with their other names.
fn merged(named: &[Named], all: &[Sighting<'_>], context: &Context) -> Vec<Cluster> {
    let index = Index::new(named, all);
    // Of every mention the name that it goes by, through at most one shorter name.
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); named.len()];
    for (at, body) in named.iter().enumerate() {
        for &mention in &body.mentions {
            let whole = index.whole(at, &all[mention], named, context);
            let owner = if whole == at { at } else { index.whole(whole, &all[mention], named, context) };
            mentions[owner].push(mention);
        }
    }
    mentions.into_iter().filter(|own| !own.is_empty()).map(|own| Cluster::of(own, all, context)).collect()
}

/// The longer names that shorter ones may stand for.
#[derive(Default)]
struct Index {
    without_nation: HashMap<String, Vec<usize>>,
    without_kind: HashMap<String, Vec<usize>>,
    initials: HashMap<String, BTreeSet<usize>>,
    /// By what sources call a body by its longer name.
    called: HashMap<String, BTreeSet<usize>>,
}

impl Index {
    fn new(named: &[Named], all: &[Sighting<'_>]) -> Self {
        let mut index = Self::default();
        for (at, Named { body, mentions, .. }) in named.iter().enumerate() {
            if let Some(short) = &body.without_nation {
                index.without_nation.entry(short.clone()).or_default().push(at);
            }
            if let Some(short) = &body.without_kind {
                index.without_kind.entry(short.clone()).or_default().push(at);
            }
            for initials in body.initials.iter().filter(|initials| initials.len() > 1) {
                index.initials.entry(initials.clone()).or_default().insert(at);
            }
            for called in mentions.iter().flat_map(|&mention| &all[mention].speaking.called) {
                let letters = Body::read(called).and_then(|called| called.letters).filter(|letters| body.initials.contains(letters));
                if let Some(letters) = letters {
                    index.called.entry(letters).or_default().insert(at);
                }
            }
        }
        index
    }

    /// The longer name that a mention's name stands for; itself where there is none, or there are several.
    fn whole(&self, at: usize, mention: &Sighting<'_>, named: &[Named], context: &Context) -> usize {
        let body = &named[at].body;
        let longer = [self.without_nation.get(&body.key), self.without_kind.get(&body.key)];
        if let Some(&[only]) = longer.into_iter().flatten().map(Vec::as_slice).find(|longer| longer.len() == 1) {
            return only;
        }
        let Some(letters) = &body.letters else { return at };
        let candidates = [self.called.get(letters), self.initials.get(letters)];
        let Some(candidates) = candidates.into_iter().flatten().find(|candidates| !candidates.is_empty()) else { return at };
        let is_certain = self.called.contains_key(letters) || letters.len() >= LONG_ACRONYM;
        if let (true, Some(&only), 1) = (is_certain, candidates.first(), candidates.len()) {
            return only;
        }
        let is_near = |&&long: &&usize| context.is_near(mention.article, &named[long].cluster.others, &body.key);
        let near: Vec<usize> = candidates.iter().filter(is_near).copied().collect();
        if let [only] = near[..] { only } else { at }
    }
}
