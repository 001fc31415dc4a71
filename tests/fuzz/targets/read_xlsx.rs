//! Workbooks.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::read::Form;

mod reader;

fuzz_target!(|data: &[u8]| reader::read(Some(Form::Workbook), data));
