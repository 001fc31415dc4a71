//! The command as a user runs it.

#![cfg(test)]

mod bad_inputs;
mod bad_models;
mod bad_outputs;
mod batch;
mod doors;
mod help;
mod model_copy;
mod outputs;
mod schema;
mod streams;
mod support;
mod two_models;
