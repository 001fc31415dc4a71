//! Numbers, ordinals, percentages and money in any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::normalise::quantities::{amounts, numbers, ordinals, percents, quantities};
use whosaid::segment::Text;

fuzz_target!(|text: &str| {
    let _ = numbers(&Text::new(text));
    let _ = ordinals(&Text::new(text));
    let _ = percents(&Text::new(text));
    let _ = amounts(&Text::new(text));
    let mut end = 0;
    for found in quantities(&Text::new(text)) {
        assert!(found.span.start >= end && !found.span.of(text).trim().is_empty(), "{found:?}");
        assert!(found.value.is_finite(), "{found:?}");
        end = found.span.end;
    }
});
