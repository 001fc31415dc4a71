//! Claims from many articles that say the same, or the opposite.

use serde::{Deserialize, Serialize};

use super::{Certainty, Stance};

/// What several people say, in whatever words, and what each of them makes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimGroup {
    /// The id of the claim whose wording the others share most; their `claim_group`.
    pub id: String,
    /// What that claim says.
    pub wording: String,
    /// How many claims say it or the opposite, copies left out.
    pub claims: usize,
    /// How many more stand in copies.
    pub copies: usize,
    /// In how many articles it stands, copies left out.
    pub articles: usize,
    /// The first and the last day on which it was said or published; null where none is known.
    pub first: Option<String>,
    /// The last of these days.
    pub last: Option<String>,
    /// Who says that it is so: asserts it, or denies the opposite.
    pub asserts: Vec<Voice>,
    /// Who says that it is not so: denies it, or asserts the opposite.
    pub denies: Vec<Voice>,
    /// Who does not commit to it.
    pub doubts: Vec<Voice>,
    /// Who wants it, plans it or has an opinion of it.
    pub others: Vec<Voice>,
}

/// One claim of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Voice {
    /// The name of whoever makes it; null where nobody is named.
    pub speaker: Option<String>,
    /// Their id, the same in all articles.
    pub person: Option<String>,
    /// The day on which they said it, or else that of the article, as YYYY-MM-DD; null where neither is known.
    pub day: Option<String>,
    /// What they do with what their own claim says, which may be the opposite of the wording.
    pub stance: Stance,
    /// What the article implies about it.
    pub certainty: Certainty,
    /// The claim's id.
    pub claim: String,
    /// The article's id.
    pub article: String,
}
