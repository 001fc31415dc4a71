//! The publication date of an article: from its date field, or from the first lines of its text.

use jiff::civil::Date;

use super::words::Words;
use super::{Period, TimeValue, time_expressions};
use crate::segment::{Text, begins_with_rule};
use crate::text::Span;

/// The length in bytes of a text's head: a headline, a byline and the dateline.
const HEAD: usize = 600;

/// The day in a date field: ISO 8601 with or without a time, RFC 2822, "26-FEB-1987 15:01:01.79", "October 24, 2024", "24/10/2024" where only one
/// order fits, "20241024". `None` for a field without a full date, or with one that can be read in several ways.
#[must_use]
pub fn published(field: &str) -> Option<Date> {
    let text = Text::new(field);
    let words = Words::new(&text);
    compact(&words).or_else(|| slashed(&words)).or_else(|| full_date(&text).map(|(_, day)| day))
}

/// "20241024", also followed by a time.
fn compact(words: &Words) -> Option<Date> {
    let first = Some(words.word(0)).filter(|first| words.is_number(0) && matches!(first.len(), 8 | 12 | 14))?;
    let number = |from: usize, to: usize| first.get(from..to)?.parse::<i16>().ok();
    Date::new(number(0, 4)?, i8::try_from(number(4, 6)?).ok()?, i8::try_from(number(6, 8)?).ok()?).ok().filter(|date| date.year() > 1400)
}

/// "24/10/2024" and "10.24.2024", where day and month can be told apart.
fn slashed(words: &Words) -> Option<Date> {
    let marks = matches!(words.word(1), "/" | "." | "-") && words.word(1) == words.word(3);
    let numbers = [0, 2, 4].map(|at| words.word(at).parse::<i16>().ok().filter(|_| words.is_number(at)));
    let [Some(first), Some(second), Some(long)] = numbers else { return None };
    let (day, month) = match (first, second) {
        (13..=31, 1..=12) => (first, second),
        (1..=12, 13..=31) => (second, first),
        (1..=12, _) if first == second => (first, second),
        _ => return None,
    };
    (marks && words.word(4).len() == 4).then(|| Date::new(long, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

/// The first full date of a text that can be read in only one way.
fn full_date(text: &Text<'_>) -> Option<(Span, Date)> {
    time_expressions(text, None).into_iter().find_map(|found| match found.value {
        TimeValue::Calendar(Period::Day(day) | Period::PartOfDay(day, _)) => is_clear(text.of(found.span)).then_some((found.span, day)),
        _ => None,
    })
}

/// Whether a date has its month in letters, or begins with the year.
fn is_clear(date: &str) -> bool {
    let year_first = date.len() > 4 && date.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    year_first || date.chars().any(char::is_alphabetic)
}

/// The full date in the head of an article's text: "LONDON, March 3, 2021 (Reuters) -", "Published: 3 May 2021".
///
/// It must stand where datelines stand: at the start of a line, after a label for the publication date, or before the dash or agency that ends a
/// dateline, with its year in digits. `None` where there is no such date or it lacks the year.
#[must_use]
pub fn dateline(text: &str) -> Option<Date> {
    let lines = text[..text.floor_char_boundary(HEAD)].lines().filter(|line| !line.trim().is_empty());
    lines.take(6).filter(|line| line.contains(|mark: char| mark.is_ascii_digit())).find_map(date_of_line)
}

fn date_of_line(line: &str) -> Option<Date> {
    let (span, day) = full_date(&Text::new(line))?;
    let (before, after) = (line[..span.start].trim().to_lowercase(), line[span.end..].trim_start());
    let labelled = ["published", "updated", "posted", "date", "dateline", "last updated", "first published"]
        .iter()
        .any(|label| before.strip_prefix(label).is_some_and(|rest| rest.len() < 12));
    let alone = before.is_empty() && (after.len() < 40 || begins_with_rule(after));
    let place = before.len() < 60 && before.ends_with(',') && line.chars().take_while(|c| c.is_alphabetic()).all(char::is_uppercase);
    let agency =
        before.len() < 60 && (after.starts_with('(') || begins_with_rule(after)) && line.chars().next().is_some_and(char::is_uppercase);
    (labelled || alone || place || agency).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(day: Option<Date>) -> String {
        day.map_or_else(|| "-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn date_fields_are_read_in_their_usual_forms() {
        for field in [
            "2024-10-24",
            "2024-10-24T05:30:00Z",
            "2024-10-24 05:30:00+02:00",
            "Thu, 24 Oct 2024 05:30:00 GMT",
            "24-OCT-2024 15:01:01.79",
            "October 24, 2024",
            "Oct. 24, 2024 at 3:15 p.m. ET",
            "24 October 2024",
            "24/10/2024",
            "10/24/2024 15:01",
            "24.10.2024",
            "20241024",
            "20241024T053000Z",
            "20241024153000",
            "Published: 24 Oct 2024",
        ] {
            assert_eq!(shown(published(field)), "2024-10-24", "{field}");
        }
        assert_eq!(shown(published("10/10/2024")), "2024-10-10");
    }

    #[test]
    fn unclear_date_fields_are_not_guessed() {
        for field in
            ["", "yesterday", "05/06/2024", "5.6.2024", "October 24", "2024", "October 2024", "2024-13-45", "31 February 2024", "20249999"]
        {
            assert_eq!(published(field), None, "{field}");
        }
    }

    #[test]
    fn datelines_give_a_full_date_only() {
        for text in [
            "LONDON, March 3, 2021 (Reuters) - The bridge is shut.",
            "Bridge shut\n\nBy Ana Lee\n\nPublished: 3 March 2021\n\nThe bridge is shut.",
            "Bridge shut\nMarch 3, 2021\nThe bridge is shut.",
            "Wednesday, 3 March 2021\n\nThe bridge is shut.",
            "PARIS, 3 March 2021 — The bridge is shut.",
            "Last updated 3 March 2021 at 10:15\nThe bridge is shut.",
        ] {
            assert_eq!(shown(dateline(text)), "2021-03-03", "{text}");
        }
        for text in [
            "",
            "LONDON, March 3 (Reuters) - The bridge is shut.",
            "The bridge that was opened on March 3, 2021 is shut.",
            "The council said on 3 March 2021 that the bridge is shut.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
