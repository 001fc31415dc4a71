//! Expressions of time and days of publication in any text.

#![no_main]

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use whosaid::normalise::dates::{dateline, published, time_expressions};
use whosaid::segment::Text;

fuzz_target!(|input: (i16, u8, u8, &str)| {
    let (year, month, day, text) = input;
    let day = Date::new(year, 1 + month.cast_signed() % 12, 1 + day.cast_signed() % 28).ok();
    let _ = published(text);
    let _ = dateline(text);
    let cut = Text::new(text);
    for published in [None, day] {
        let mut end = 0;
        for found in time_expressions(&cut, published) {
            assert!(found.span.start >= end && !found.span.of(text).trim().is_empty(), "{found:?}");
            end = found.span.end;
            if let (Some(first), Some(last)) = (found.value.first_day(), found.value.last_day()) {
                assert!(first <= last, "{found:?}");
            }
            assert!(!found.value.timex().is_empty());
        }
    }
});
