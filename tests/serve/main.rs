//! The server: what it answers, what it refuses, how it ends, and its page in a browser.

#![cfg(test)]

mod api;
mod batch;
mod client;
mod ending;
mod limits;
mod page;
mod server;
