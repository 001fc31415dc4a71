//! The command encodes text as training did, its encoder computes what floats do, and every processor computes the same.

#![cfg(test)]

mod any_model;
mod float_encoder;
mod floats;
mod kernels;
mod pieces;
