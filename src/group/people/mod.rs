//! One id for one person or body, across articles.
//!
//! Names are read without titles and roles, and folded: capitals, accents and apostrophes do not matter. Then, from what is certain to what is less so:
//!
//! - Mentions by one full name are one person's, apart where roles contradict (a striker, a minister) or forms of address do (`full_names`).
//! - Full names that differ in middle names, short forms of given names, and the spelling of names from other scripts are one person's, where each
//!   is like all others (`likeness`). An initial for a given name, or a second surname, needs a role that agrees or articles about the same.
//! - A surname alone is the person's who speaks or is named in the article; or else of the only one in the collection with the role, or the one who
//!   bears it in most articles by far, or the only one, if the articles are about the same: they share rare names, or stand in one outlet within a month
//!   (`context`).
//! - Bodies go by their names without "the", "Inc." and the like, by their initials, and by a table of short forms. What every country has (a foreign
//!   ministry) is that of the country that is named with it, or that the article is clearly about (`country`); or else another in each article (`bodies`).
//!
//! Nothing depends on the order of claims. A table of people that the user has ([`PeopleFile`]) has the last word.

mod bodies;
mod body;
#[cfg(test)]
mod cases;
mod cluster;
mod context;
mod country;
mod file;
mod fold;
mod full_names;
mod kinds;
mod likeness;
mod name;
mod person;
mod role;
mod sets;
mod short_names;
mod sighting;
mod sightings;
mod signs;

pub(crate) use file::PeopleFile;
pub(crate) use person::{People, Person};
pub(crate) use sightings::Sightings;
#[cfg(test)]
pub(crate) use sightings::Tally;
