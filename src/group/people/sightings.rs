//! What articles show of those who speak in them.

use crate::record::{Claim, SpeakerKind};

/// A speaker as one article calls it: the article's id, the name, the kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key(String, String, &'static str);

impl Key {
    /// The key of a claim's speaker; none where it is no single named person or body.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        let speaker = claim.speaker.as_ref().filter(|speaker| speaker.members.is_empty())?;
        let kind = match speaker.kind {
            SpeakerKind::Person => "person",
            SpeakerKind::Organisation => "organisation",
            SpeakerKind::Country => "country",
            _ => return None,
        };
        Some(Self(claim.article.id.clone(), speaker.name.clone(), kind))
    }
}

/// What articles show of those who speak in them, gathered claim by claim.
#[derive(Debug, Default)]
pub struct Sightings {}

impl Sightings {
    /// Looks at a claim.
    pub fn add(&mut self, _claim: &Claim) {}
}
