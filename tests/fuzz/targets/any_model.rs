//! A tiny model of any weights and windows of any tokens, through all kernels of this processor.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../parity/any_model.rs"]
mod any_model;

fuzz_target!(|input: ([u8; 5], Vec<u8>, Vec<Vec<u8>>)| {
    let (shape, weights, windows) = input;
    any_model::assert_same_bits(shape, &weights, &windows);
});
