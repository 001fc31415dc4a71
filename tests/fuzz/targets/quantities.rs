//! Numbers, ordinals, percentages and money in any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::normalise::quantities::{amounts, numbers, ordinals, percents, quantities};

fuzz_target!(|text: &str| {
    numbers(text);
    ordinals(text);
    percents(text);
    amounts(text);
    let mut end = 0;
    for found in quantities(text) {
        assert!(found.span.start >= end && !found.span.of(text).trim().is_empty(), "{found:?}");
        assert!(found.value.is_finite(), "{found:?}");
        end = found.span.end;
    }
});
