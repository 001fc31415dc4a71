//! Contents that dismiss a report: "reports that the bridge would close were baseless".

use std::ops::Range;

/// Words for something that may be dismissed.
const REPORTS: [&str; 18] = [
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "report",
    "reports",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "suggestion",
    "suggestions",
];

/// The words at the end that dismiss it.
const WRONG: [&str; 12] = [
    "baseless",
    "false",
    "fabricated",
    "fictitious",
    "groundless",
    "incorrect",
    "inaccurate",
    "nonsense",
    "unfounded",
    "untrue",
    "wrong",
    "rubbish",
];

/// Words that may precede the report, and words that may stand between what it says and the dismissal.
const BEFORE: [&str; 10] = ["that", "the", "any", "such", "recent", "press", "media", "newspaper", "these", "those"];
const BETWEEN: [&str; 14] =
    ["was", "were", "is", "are", "be", "as", "absolutely", "completely", "entirely", "simply", "totally", "utterly", "quite", "all"];

/// Returns the words of the report if a content only dismisses it.
pub(super) fn dismissed(words: &[String]) -> Option<Range<usize>> {
    let is_among = |place: usize, list: &[&str]| words.get(place).is_some_and(|word| list.contains(&word.as_str()));
    let report = (0..words.len()).find(|&place| !is_among(place, &BEFORE))?;
    let last = words.len().checked_sub(1)?;
    let opens = is_among(report, &REPORTS) && is_among(report + 1, &["that", "of"]);
    if !opens || !is_among(last, &WRONG) {
        return None;
    }
    let end = (report + 2..last).rev().find(|&place| !is_among(place, &BETWEEN))? + 1;
    // "reports that it was baseless" dismisses nothing, "reports that it was sold were baseless" does.
    (end < last && end > report + 2).then_some(report + 2..end)
}
