//! The laws of DESIGN.md section 9 that concern the library, on the shipped model and on a fake one.

#![cfg(test)]

mod any_text;
mod batch;
mod extractors;
mod failing_engine;
mod packages;
mod resume;
mod round_trip;
mod spans;
mod texts;
mod windows;
