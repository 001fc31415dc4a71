//! What claims of many articles have in common.

#![cfg(test)]

mod copies;
mod same;
