//! The columns of a table that not every run has.

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
    pub fn kept(names: &[String]) -> Self {
        Self { grouping: false, kept: names.to_vec() }
    }
}
