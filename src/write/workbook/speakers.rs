//! The sheet of speakers: how much each of them says.

use std::collections::HashMap;
use std::io;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::cells::record;
use crate::record::{Claim, SpeakerKind};

/// The names of the columns, in order.
pub(super) const COLUMNS: [&str; 7] = ["name", "kind", "roles", "claims", "words", "first_day", "last_day"];

/// Speakers by name and kind.
#[derive(Default)]
pub(super) struct Speakers(HashMap<(String, SpeakerKind), Speaker>);

#[derive(Default)]
struct Speaker {
    /// The roles in the order in which they first appear.
    roles: Vec<String>,
    claims: u64,
    words: u64,
    first_day: Option<Date>,
    last_day: Option<Date>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    kind: SpeakerKind,
    roles: String,
    claims: u64,
    /// The number of words in the contents of the claims.
    words: u64,
    first_day: Option<Date>,
    last_day: Option<Date>,
}

impl Speakers {
    pub(super) fn add(&mut self, claim: &Claim) {
        let Some(speaker) = &claim.speaker else { return };
        let found = self.0.entry((speaker.name.clone(), speaker.kind)).or_default();
        found.claims += 1;
        found.words += claim.content.count_words() as u64;
        if let Some(role) = speaker.role.as_ref().filter(|role| !found.roles.contains(role)) {
            found.roles.push(role.clone());
        }
        if let Some(day) = claim.article.published.as_ref().and_then(|day| day.parse().ok()) {
            found.first_day = Some(found.first_day.map_or(day, |first| first.min(day)));
            found.last_day = Some(found.last_day.map_or(day, |last| last.max(day)));
        }
    }

    /// One row per speaker, those with most claims first.
    pub(super) fn records(self) -> io::Result<Vec<Map<String, Value>>> {
        let row = |((name, kind), Speaker { roles, claims, words, first_day, last_day })| Row {
            name,
            kind,
            roles: roles.join("; "),
            claims,
            words,
            first_day,
            last_day,
        };
        let mut rows: Vec<Row> = self.0.into_iter().map(row).collect();
        rows.sort_by(|one, other| {
            other.claims.cmp(&one.claims).then_with(|| one.name.cmp(&other.name)).then((one.kind as u8).cmp(&(other.kind as u8)))
        });
        rows.iter().map(record).collect()
    }
}
