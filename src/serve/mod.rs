//! HTTP over `extract`: articles in requests, the same records as the command's in responses, and a page for trying it out.
//!
//! The path of a request: `connections` (bytes ↔ HTTP) → `routes` (access and counting) → `body` (its bytes, within limits) → `request` (bytes →
//! articles, with the readers of `read`) → `queue` (the articles of all requests, in groups through one extractor) → `answer` (results → bytes).
//! No request causes a file to be read or anything to be fetched.

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
