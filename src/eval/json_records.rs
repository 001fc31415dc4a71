//! The JSON records of a file, each with the line on which it begins.

use serde_json::value::RawValue;

/// Splits JSON Lines or an array into records, or returns the only record of a document. Text that is not JSON is returned as it is, so that the
/// reader of the record rejects it.
pub(super) fn records(contents: &str, lines: bool) -> Vec<(usize, &str)> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let records: Vec<(usize, &str)> = if lines {
        (1..).zip(contents.lines()).collect()
    } else if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(contents) {
        elements.into_iter().map(|element| (line_of(element, contents), element.get())).collect()
    } else {
        vec![(1, contents)]
    };
    records.into_iter().filter(|(_, record)| !record.trim().is_empty()).collect()
}

/// The line of `document`, counted from 1, on which a value borrowed from it begins.
pub(super) fn line_of(value: &RawValue, document: &str) -> usize {
    let before = value.get().as_ptr().addr().saturating_sub(document.as_ptr().addr()).min(document.len());
    document.as_bytes()[..before].split(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_know_their_lines() {
        assert_eq!(records("{}\n\n[1]\n", true), [(1, "{}"), (3, "[1]")]);
        assert_eq!(records("[{},\n {\"a\":\n1}]", false), [(1, "{}"), (2, "{\"a\":\n1}")]);
        assert_eq!(records("{\n}", false), [(1, "{\n}")]);
        assert_eq!(records("[{", false), [(1, "[{")]);
        assert_eq!(records(" \n", false), []);
    }
}
