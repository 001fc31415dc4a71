//! The server: what it answers, what it refuses, how it shuts down, and its page in a browser.

#![cfg(test)]

mod api;
mod batch;
mod client;
mod ending;
mod limits;
mod page;
mod server;
