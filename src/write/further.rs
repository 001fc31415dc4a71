//! The columns of a table that not every run has.

use serde_json::{Value, json};

use crate::record::{Claim, Grouping};

/// The columns that grouped claims have besides.
pub(super) const GROUPING: [&str; 4] = ["copy_of", "person", "claim_group", "group_stance"];

/// What tables have columns for besides the fields that every claim has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FurtherColumns {
    /// Whether the claims are grouped, and say what they share with others.
    pub grouping: bool,
    /// What claims carry along of their articles, by its names.
    pub kept: Vec<String>,
}

impl FurtherColumns {
    /// Those of claims that carry some fields of their articles along.
    #[must_use]
    pub(crate) fn kept(names: &[String]) -> Self {
        Self { grouping: false, kept: names.to_vec() }
    }
    /// The names of these columns: those of a [`Grouping`], and `kept.NAME` for what claims carry along of their articles.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let grouping = self.grouping.then_some(GROUPING).into_iter().flatten().map(str::to_owned);
        grouping.chain(self.kept.iter().map(|name| format!("kept.{name}")))
    }

    /// What a claim has in these columns.
    pub(super) fn values(&self, claim: &Claim) -> impl Iterator<Item = Value> {
        let Grouping { copy_of, person, claim_group, group_stance } = claim.grouping.clone().unwrap_or_default();
        let ids = [copy_of, person, claim_group].map(|id| id.map_or(Value::Null, Value::String));
        let grouping = self.grouping.then(|| ids.into_iter().chain([json!(group_stance)])).into_iter().flatten();
        let kept = self.kept.iter().map(|name| claim.kept.get(name).cloned().unwrap_or_default());
        grouping.chain(kept)
    }
}
