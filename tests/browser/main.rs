//! The pages in a real browser.

#![cfg(test)]

mod browser;
mod claims;
mod scores;
