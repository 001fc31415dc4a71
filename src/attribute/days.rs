//! The day of a statement at the end of its content: "did not respond to a request *late on Tuesday*".

use crate::english::{Class, is, is_any};
use crate::segment::Text;
use crate::text::Span;

/// Words that lead to a day: "late on Monday", "last week".
const LEADS: [&str; 9] = ["on", "in", "by", "late", "early", "earlier", "last", "this", "over"];

/// Returns a content without the day at its end.
pub(super) fn without_last_day(text: &Text<'_>, content: Span) -> Span {
    let words: Vec<Span> = text.words_in(content).collect();
    let is_part = |at: usize| leads(text.lower(words[at])) || is_day(text, &words, at);
    let stays = (0..words.len()).rev().find(|&at| !is_part(at)).map_or(0, |last| last + 1);
    let has_day = (stays..words.len()).any(|at| is_day(text, &words, at));
    if stays > 0 && has_day { Span::new(content.start, words[stays - 1].end) } else { content }
}

fn leads(word: &str) -> bool {
    LEADS.contains(&word)
}

/// Whether a word names a day, a part of it, or a period that the word before points to ("last *week*").
fn is_day(text: &Text<'_>, words: &[Span], at: usize) -> bool {
    let word = text.lower(words[at]);
    let before = at.checked_sub(1).map(|before| text.lower(words[before]));
    match before {
        Some("last" | "this") if is(word, Class::TimeUnit) => true,
        Some("in" | "last") if is(word, Class::Month) => true,
        // "Night shifts" is no day.
        None => !leads(word) && is_any(word, &[Class::Weekday, Class::ShortWeekday]) || matches!(word, "today" | "yesterday" | "earlier"),
        _ => !leads(word) && is_any(word, &[Class::Day, Class::DayPart]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_after_a_content_is_cut_off() {
        for (content, expected) in [
            ("for comment on Tuesday evening", "for comment"),
            ("for comment late last week", "for comment"),
            ("questions about the fire", "questions about the fire"),
            ("Monday", "Monday"),
        ] {
            let text = Text::new(content);
            assert_eq!(text.of(without_last_day(&text, text.span())), expected, "{content}");
        }
    }
}
