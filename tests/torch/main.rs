//! The torch engine, beside `transformers`, beside the default engine, and on folders that are broken.
//!
//! `tests/torch/models` and `labels.json` come from `scripts/torch_fixtures.py`.

#![cfg(test)]

mod broken;
mod command;
mod company;
mod folders;
mod parity;
mod transformers;
