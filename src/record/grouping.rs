//! What a claim shares with others.

use serde::{Deserialize, Deserializer, Serialize};

use super::Stance;

/// What a claim has in common with claims of other articles. Only grouped claims have it; the claims of one article cannot know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grouping {
    /// The id of the article whose text this one repeats here: a wire story that several outlets print. Null where it is the first or only one.
    #[serde(default)]
    pub copy_of: Option<String>,
    /// The id of who speaks, the same in all articles. Null where nobody is named.
    #[serde(default)]
    pub person: Option<String>,
    /// The group of claims that say the same or the opposite, by the id of the claim whose wording most of them share. Null where no other does.
    #[serde(default)]
    pub claim_group: Option<String>,
    /// What the claim does with the wording of its group: who asserts the opposite denies it. Null without a group.
    #[serde(default)]
    pub group_stance: Option<Stance>,
}

impl Grouping {
    /// Reads whatever fields are present. A claim that has nothing in common with others reads as one that was never grouped.
    pub(super) fn if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        let read = Self::deserialize(from)?;
        Ok((read != Self::default()).then_some(read))
    }
}
