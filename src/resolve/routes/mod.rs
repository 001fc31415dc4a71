//! How a claim reached the article: the outlet or occasion, and what its source relies on.

mod cites;
mod frame;
mod outlets;
mod quoted;
mod route;
#[cfg(test)]
mod tests;
mod via;

pub(crate) use route::{Route, route};
