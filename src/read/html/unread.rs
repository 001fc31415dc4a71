//! Web pages in a build that cannot read them.

use crate::article::Article;
use crate::read::Problem;

pub(super) fn part(_: &str) -> Result<String, Problem> {
    Err(Problem::NotBuilt("html"))
}

pub(super) fn whole(_: &str, _: &str) -> Result<Article, Problem> {
    Err(Problem::NotBuilt("html"))
}
