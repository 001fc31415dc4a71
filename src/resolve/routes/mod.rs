//! By which way a claim came: the outlet or occasion, and what its source leans on.

mod cites;
mod frame;
mod outlets;
mod quoted;
mod route;
#[cfg(test)]
mod tests;
mod via;

pub(crate) use route::{Route, route};
