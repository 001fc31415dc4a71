//! A table of people that the user has.

/// The people whom the user knows, each with an id.
#[derive(Debug, Default)]
pub struct PeopleFile {}

/// What is wrong with a file of people.
#[derive(Debug, thiserror::Error)]
pub enum PeopleFileError {}
