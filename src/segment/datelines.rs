//! Datelines: the place, day and agency before the first words of a report ("NAIROBI, March 10 (Reuters) - ").

use crate::english::{Class, is};
use crate::text::Span;

/// The length in bytes of the longest dateline.
const LONGEST: usize = 90;
/// The fewest letters of a place in capitals, which needs no day or agency beside it.
const SHORTEST_PLACE: usize = 4;
/// The most words of such a place: headlines are in capitals, too.
const LONGEST_PLACE: usize = 3;
/// The dashes that end a dateline.
const RULES: [&str; 4] = ["--", "-", "–", "—"];

/// The datelines of a text, one at most for each paragraph, from its start to its first words.
pub(super) fn datelines(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    paragraphs.iter().filter_map(|&paragraph| dateline(text, paragraph)).collect()
}

/// Whether a dash that ends a dateline follows.
#[must_use]
pub(crate) fn begins_with_rule(after: &str) -> bool {
    rule(after).is_some()
}

/// Returns what follows the dash that a text begins with, without the space after it.
fn rule(after: &str) -> Option<&str> {
    let rest = RULES.iter().find_map(|rule| after.strip_prefix(rule))?;
    // A hyphen may begin a word: "-based".
    let is_rule = !after.starts_with('-') || after.starts_with("--") || rest.starts_with(char::is_whitespace);
    is_rule.then(|| rest.trim_start())
}

fn dateline(text: &str, paragraph: Span) -> Option<Span> {
    let whole = paragraph.of(text);
    let head = &whole[..whole.floor_char_boundary(LONGEST)];
    let ends = |(at, mark): &(usize, char)| *mark == '(' || mark.is_whitespace() && begins_with_rule(head[*at..].trim_start());
    let (at, _) = head.char_indices().find(ends)?;
    let (place, mut rest) = (&head[..at], whole[at..].trim_start());
    let agency = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(name, _)| name.starts_with(char::is_uppercase));
    if let Some((_, after)) = agency {
        rest = after.trim_start();
    }
    // "Melbourne (CNN) Flights resumed"
    let is_outlet = agency.is_some_and(|(name, _)| is(&name.to_lowercase(), Class::Outlet));
    let report = rule(rest).or(Some(rest).filter(|_| is_outlet))?;
    // "NORDLINE - the maker of pumps - will close"
    let is_aside = RULES.iter().any(|rule| report.contains(&format!(" {rule} ")));
    let is_place = match Place::of(place) {
        Some(Place { is_upper, has_day }) => agency.is_some() || has_day || is_upper && !is_aside,
        None => place.trim().is_empty() && is_outlet,
    };
    (is_place && !report.is_empty()).then(|| Span::new(paragraph.start, paragraph.end - report.len()))
}

/// A place, with or without a day: "NAIROBI", "Lagos, Nigeria, 9 March".
struct Place {
    is_upper: bool,
    has_day: bool,
}

impl Place {
    fn of(words: &str) -> Option<Self> {
        let words: Vec<&str> = words.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
        let first = words.first().filter(|first| first.starts_with(char::is_uppercase))?;
        let is_month = |word: &str| is(&word.trim_end_matches('.').to_lowercase(), Class::Month);
        let is_number = |word: &str| word.len() <= 4 && word.chars().all(|digit| digit.is_ascii_digit());
        let is_named = words.iter().all(|word| is_number(word) || word.starts_with(char::is_uppercase));
        let is_upper = first.len() >= SHORTEST_PLACE && words.len() <= LONGEST_PLACE && first.chars().all(|letter| !letter.is_lowercase());
        is_named.then(|| Self { is_upper, has_day: words.iter().any(|word| is_month(word)) && words.iter().any(|word| is_number(word)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_end_where_the_report_begins() {
        for (expected, report) in [
            ("NAIROBI, March 10 (Reuters) - ", "Kenya will import maize."),
            ("FRANKFURT, Sept. 9 - ", "Prices rose."),
            ("LISBON - ", "Ports reopened."),
            ("OSLO, 9 March 2026 — ", "Prices rose."),
            ("Lund, Sweden (CNN) ", "Trains will run."),
            ("Lund (AP) -- ", "Trains will run."),
            ("Lund, 3 May – ", "Trains will run."),
            ("NEW DELHI (Reuters) - ", "Rains are late."),
            ("(Reuters) - ", "Prices rose."),
            ("", "NORDLINE - the maker of pumps - will close."),
            ("", "Nordline - the maker of pumps - will close."),
            ("", "NOBODY WANTED THE MILL — UNTIL NOW"),
            ("", "IBM - the maker of computers - will close."),
            ("", "The mill (AP says) will close - soon."),
            ("", "Prices rose - again."),
            ("", "The club (BBC) closed."),
            ("", ""),
        ] {
            let text = format!("{expected}{report}");
            let found = dateline(&text, Span::new(0, text.len())).map_or("", |span| span.of(&text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
