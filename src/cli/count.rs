//! Numbers of things, for messages.

/// A number with a noun whose plural ends in "s": "1 article", "3 articles".
pub(super) fn count(number: impl Into<u64>, noun: &str) -> String {
    let number = number.into();
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
