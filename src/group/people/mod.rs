//! One id for one person or body, across articles.

mod file;
mod person;
mod sightings;

pub use file::{PeopleFile, PeopleFileError};
pub use person::{People, Person};
pub use sightings::Sightings;
