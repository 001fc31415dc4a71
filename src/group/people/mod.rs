//! One id for each person or body, across articles.
//!
//! Names are read without titles and roles, and folded: case, accents and apostrophes do not matter. Then mentions are merged, the most certain cases
//! first:
//!
//! - Mentions by one full name are one person, unless their roles (a striker, a minister) or forms of address contradict (`full_names`).
//! - Full names that differ in middle names, short forms of given names, or the spelling of names from other scripts are one person, if each is like
//!   all the others (`likeness`). An initial for a given name, or a second surname, also needs a matching role or articles about the same.
//! - A surname alone means the person who speaks or is named in the article. Otherwise it means the only person in the collection with the role, the
//!   bearer in by far the most articles, or the only bearer if the articles are about the same: they share rare names, or come from one outlet within
//!   a month (`context`).
//! - Bodies are matched by their names without "the", "Inc." and the like, by their initials, and by a table of short forms. A body that every
//!   country has (a foreign ministry) belongs to the country that is named with it or that the article is clearly about (`country`); otherwise each
//!   article has its own (`bodies`).
//!
//! Nothing depends on the order of claims. The user's table of people ([`PeopleFile`]), if there is one, overrides all of this.

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
