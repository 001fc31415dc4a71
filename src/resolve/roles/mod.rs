//! Roles: what an article says that somebody is.

mod nouns;
mod phrases;
mod role;
mod titles;

pub(super) use nouns::{Nouns, is_tie};
pub(crate) use role::role;
pub(super) use role::says_the_same;
