//! Who makes a claim.

use serde::{Deserialize, Serialize};

use super::Place;

/// Who the source is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker {
    /// The fullest proper name that the article uses, honorifics left out; for someone never named, the description as written.
    pub name: String,
    /// What bears the name.
    pub kind: SpeakerKind,
    /// What the article says the speaker is ("Ukrainian president"), where it does.
    pub role: Option<String>,
    /// Where the name stands.
    pub mention: Place,
    /// The names of all who speak together ("Ukraine and South Korea"); empty for a single speaker.
    pub members: Vec<String>,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A human being with a name.
    Person,
    /// A company, office, party, team.
    Organisation,
    /// A country or another place that acts.
    Country,
    /// Several people or organisations: "officials", "scientists".
    Group,
    /// One person whom the article does not name: "a Russian military source".
    Unnamed,
    /// A text that speaks: "the report", "court papers".
    Document,
    /// The author of the article.
    Writer,
}

impl SpeakerKind {
    /// As in the record.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Country => "country",
            Self::Group => "group",
            Self::Unnamed => "unnamed",
            Self::Document => "document",
            Self::Writer => "writer",
        }
    }
}
