//! Claims as columns of numbers: a string is an index into the table of strings, an article into the table of articles.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use serde::Serialize;

use super::strings::Strings;
use crate::eval::word;
use crate::record::{Claim, SpeakerKind, When};

/// Input fields that may name the outlet, the most reliable first.
const OUTLET_NAMES: [&str; 8] = ["outlet", "publisher", "publication", "newspaper", "source", "site", "domain", "feed"];

/// What the page calls an article's author, whom the record names "I".
const WRITER: &str = "the writer";

/// Columns of claims and the tables they index. Where 0 stands for none, indices begin at 1.
#[derive(Debug, Serialize)]
pub(super) struct Columns {
    strings: Strings,
    articles: Articles,
    speakers: Speakers,
    claims: Claims,
    /// For every group, the row of the claim with its wording, from 1. The first entry is no group.
    groups: Vec<usize>,
    #[serde(skip)]
    group_places: HashMap<String, u32>,
    #[serde(skip)]
    rows: HashMap<String, usize>,
    #[serde(skip)]
    within: Vec<(usize, String)>,
}

#[derive(Debug, Default, Serialize)]
struct Articles {
    id: Vec<u32>,
    title: Vec<u32>,
    published: Vec<u32>,
    url: Vec<u32>,
    path: Vec<u32>,
    outlet: Vec<u32>,
    /// By id and path.
    #[serde(skip)]
    places: HashMap<(u32, u32), u32>,
}

/// Speakers. The first is nobody.
#[derive(Debug, Serialize)]
struct Speakers {
    name: Vec<u32>,
    kind: Vec<u32>,
    #[serde(skip)]
    places: HashMap<Who, u32>,
    /// How often each speaker has which name and kind.
    #[serde(skip)]
    called: Vec<HashMap<(u32, u32), u32>>,
}

/// What identifies a speaker: the id from grouping, or else the name. Descriptions ignore case, as they may begin a sentence ("Analysts").
#[derive(Debug, PartialEq, Eq, Hash)]
enum Who {
    Person(String),
    Called(String),
}

#[derive(Debug, Default, Serialize)]
struct Claims {
    id: Vec<u32>,
    article: Vec<u32>,
    speaker: Vec<u32>,
    /// The speaker's kind in this article.
    kind: Vec<u32>,
    role: Vec<u32>,
    stance: Vec<u32>,
    certainty: Vec<u32>,
    wording: Vec<u32>,
    /// The number of words in the content.
    words: Vec<u32>,
    /// The day of publication, or else the day on which it was said, in days since 1970.
    day: Vec<Option<i32>>,
    via: Vec<u32>,
    cites: Vec<u32>,
    said: Vec<u32>,
    /// The row of the claim it is nested in, from 1.
    within: Vec<usize>,
    kept: Vec<u32>,
    /// The article it is copied from, from 1.
    copy_of: Vec<u32>,
    group: Vec<u32>,
    /// Its stance towards the wording of its group.
    group_stance: Vec<u32>,
    #[serde(skip)]
    original: Vec<Option<String>>,
}

impl Default for Columns {
    fn default() -> Self {
        let nobody = Speakers { name: vec![0], kind: vec![0], places: HashMap::new(), called: vec![HashMap::new()] };
        let (strings, articles, claims) = (Strings::default(), Articles::default(), Claims::default());
        Self {
            strings,
            articles,
            speakers: nobody,
            claims,
            groups: vec![0],
            group_places: HashMap::new(),
            rows: HashMap::new(),
            within: Vec::new(),
        }
    }
}

impl Columns {
    /// Adds a claim and returns its row.
    pub(super) fn add(&mut self, claim: &Claim) -> usize {
        let row = self.claims.id.len();
        let article = self.article(claim);
        let speaker = self.speaker(claim);
        let grouping = claim.grouping.clone().unwrap_or_default();
        let group = grouping.claim_group.map_or(0, |group| self.group(group));
        let (strings, claims) = (&mut self.strings, &mut self.claims);
        claims.id.push(strings.add(&claim.id));
        claims.article.push(article);
        claims.speaker.push(speaker);
        claims.kind.push(strings.add_some(claim.speaker.as_ref().map(|speaker| word(speaker.kind))));
        claims.role.push(strings.add_some(claim.speaker.as_ref().and_then(|speaker| speaker.role.as_ref())));
        claims.stance.push(strings.add(&word(claim.stance)));
        claims.certainty.push(strings.add(&word(claim.certainty)));
        claims.wording.push(strings.add(&word(claim.content.kind)));
        claims.words.push(u32::try_from(claim.content.count_words()).unwrap_or(u32::MAX));
        claims.day.push(day(claim).map(|day| (day - date(1970, 1, 1)).get_days()));
        claims.via.push(strings.add_some(claim.via.as_ref().map(|via| &via.text)));
        claims.cites.push(strings.add_some(claim.cites.as_ref().map(|cites| &cites.text)));
        claims.said.push(strings.add_some(claim.said.as_ref().map(said)));
        claims.within.push(0);
        claims.kept.push(strings.add_some(serde_json::to_string(&claim.kept).ok().filter(|_| !claim.kept.is_empty())));
        claims.group.push(group);
        claims.group_stance.push(strings.add(&word(grouping.group_stance.unwrap_or(claim.stance))));
        claims.copy_of.push(0);
        claims.original.push(grouping.copy_of);
        self.rows.entry(claim.id.clone()).or_insert(row);
        self.within.extend(claim.nested_in.clone().map(|within| (row, within)));
        row
    }

    /// Fills in what depends on all claims: which is nested in which, which article repeats which, and each speaker's most frequent name.
    pub(super) fn settle(&mut self) {
        for (group, place) in &self.group_places {
            self.groups[*place as usize] = self.rows.get(group).map_or(0, |row| row + 1);
        }
        let mut articles: HashMap<u32, u32> = HashMap::new();
        for (&id, place) in self.articles.id.iter().zip(1..) {
            articles.entry(id).or_insert(place);
        }
        for (copy, original) in self.claims.copy_of.iter_mut().zip(&self.claims.original) {
            let original = original.as_ref().map(|original| self.strings.add(original));
            *copy = original.and_then(|original| articles.get(&original).copied()).unwrap_or_default();
        }
        for (row, within) in &self.within {
            self.claims.within[*row] = self.rows.get(within).map_or(0, |within| within + 1);
        }
        let person = self.strings.add(&word(SpeakerKind::Person));
        let strings = &self.strings;
        let called = self.speakers.called.iter().enumerate().skip(1);
        for (speaker, called) in called {
            // Prefer a person's full name to a surname alone. Of equally frequent names, take the one that came first.
            let is_whole = |(name, kind): (u32, u32)| kind == person && strings.get(name).contains(' ');
            let most = called.iter().max_by_key(|&(&names, &count)| (is_whole(names), count, std::cmp::Reverse(names)));
            if let Some((&(name, kind), _)) = most {
                (self.speakers.name[speaker], self.speakers.kind[speaker]) = (name, kind);
            }
        }
    }

    fn article(&mut self, claim: &Claim) -> u32 {
        let (strings, articles, article) = (&mut self.strings, &mut self.articles, &claim.article);
        let (id, path) = (strings.add(&article.id), strings.add_some(article.path.as_ref()));
        let next = u32::try_from(articles.id.len()).unwrap_or(u32::MAX);
        let place = *articles.places.entry((id, path)).or_insert(next);
        if place < next {
            return place;
        }
        articles.id.push(id);
        articles.path.push(path);
        articles.title.push(strings.add_some(article.title.as_ref()));
        articles.published.push(strings.add_some(article.published.as_ref()));
        articles.url.push(strings.add_some(article.url.as_ref()));
        articles.outlet.push(strings.add_some(outlet(claim)));
        place
    }

    fn group(&mut self, group: String) -> u32 {
        let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let place = *self.group_places.entry(group).or_insert(next);
        if place == next {
            self.groups.push(0);
        }
        place
    }

    fn speaker(&mut self, claim: &Claim) -> u32 {
        let Some(speaker) = &claim.speaker else { return 0 };
        let person = claim.grouping.as_ref().and_then(|grouping| grouping.person.clone());
        let (name, called) = match speaker.kind {
            SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Country => (speaker.name.as_str(), speaker.name.clone()),
            SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Document => (speaker.name.as_str(), speaker.name.to_lowercase()),
            SpeakerKind::Writer => (WRITER, WRITER.to_owned()),
        };
        let who = person.map_or(Who::Called(called), Who::Person);
        let (name, kind) = (self.strings.add(name), self.strings.add(&word(speaker.kind)));
        let speakers = &mut self.speakers;
        let next = u32::try_from(speakers.name.len()).unwrap_or(u32::MAX);
        let place = *speakers.places.entry(who).or_insert(next);
        if place == next {
            speakers.name.push(name);
            speakers.kind.push(kind);
            speakers.called.push(HashMap::new());
        }
        *speakers.called[place as usize].entry((name, kind)).or_default() += 1;
        place
    }
}

/// The day on which a claim was published, or else said.
fn day(claim: &Claim) -> Option<Date> {
    let published = claim.article.published.as_ref().and_then(|published| published.get(..10)?.parse().ok());
    published.or_else(|| claim.said.as_ref().filter(|said| said.from == said.to)?.from)
}

/// When it was said, in words and with the dates.
fn said(said: &When) -> String {
    match (said.from, said.to) {
        (Some(from), Some(to)) if from != to => format!("{} ({from} to {to})", said.text),
        (Some(day), _) | (None, Some(day)) => format!("{} ({day})", said.text),
        (None, None) => said.text.clone(),
    }
}

/// The outlet given in the input, or else the host of the article's address.
fn outlet(claim: &Claim) -> Option<String> {
    let kept = OUTLET_NAMES.iter().find_map(|name| claim.kept.get(*name)?.as_str()).filter(|outlet| !outlet.trim().is_empty());
    kept.map(str::to_owned).or_else(|| claim.article.host())
}
