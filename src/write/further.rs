//! The columns that only some tables have.

use serde_json::{Value, json};

use crate::record::{Claim, Grouping};

/// The additional columns of grouped claims.
pub(super) const GROUPING: [&str; 4] = ["copy_of", "person", "claim_group", "group_stance"];

/// The columns that a table has in addition to the fields of every claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FurtherColumns {
    /// Whether the claims are grouped, and so have the columns of a [`Grouping`].
    pub grouping: bool,
    /// The names of the article fields that claims pass on.
    pub kept: Vec<String>,
}

impl FurtherColumns {
    /// The columns of claims that pass on some fields of their articles.
    #[must_use]
    pub(crate) fn kept(names: &[String]) -> Self {
        Self { grouping: false, kept: names.to_vec() }
    }
    /// The names of these columns: those of a [`Grouping`], and `kept.NAME` for the article fields that claims pass on.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let grouping = self.grouping.then_some(GROUPING).into_iter().flatten().map(str::to_owned);
        grouping.chain(self.kept.iter().map(|name| format!("kept.{name}")))
    }

    /// The values of a claim in these columns.
    pub(super) fn values(&self, claim: &Claim) -> impl Iterator<Item = Value> {
        let Grouping { copy_of, person, claim_group, group_stance } = claim.grouping.clone().unwrap_or_default();
        let ids = [copy_of, person, claim_group].map(|id| id.map_or(Value::Null, Value::String));
        let grouping = self.grouping.then(|| ids.into_iter().chain([json!(group_stance)])).into_iter().flatten();
        let kept = self.kept.iter().map(|name| claim.kept.get(name).cloned().unwrap_or_default());
        grouping.chain(kept)
    }
}
