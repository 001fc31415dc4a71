//! Whatever the content tells, compressed or not.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod reader;

fuzz_target!(|data: &[u8]| reader::read(None, data));
