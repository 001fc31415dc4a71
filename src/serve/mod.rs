//! HTTP over `extract`: articles in requests, the command's records in answers, and a page to try it on.
//!
//! The way of a request: `connections` (bytes ↔ HTTP) → `routes` (who may ask, what is counted) → `body` (its bytes, within bounds) → `request` (bytes →
//! articles, by the readers of `read`) → `queue` (the articles of all requests, in groups through one extractor) → `answer` (what was found → bytes).
//! No file is read for a request, and nothing is fetched.

mod answer;
mod body;
mod connections;
mod extract;
mod metrics;
mod openapi;
mod page;
mod problem;
mod queue;
mod request;
mod routes;
mod server;
mod service;
mod settings;

pub(crate) use openapi::openapi;
pub use server::{ServeError, Server};
pub use settings::{Limits, Settings};
