//! Sentences.

use crate::english::{Class, is, is_abbreviation};
use crate::text::Span;

/// The sentences of every paragraph, in order, without white space at their edges.
///
/// A sentence ends at a stop, together with the closing quotation marks and brackets after it, if white space and something other than a lower-case
/// letter follow, and the stop does not belong to an abbreviation or initial.
pub(super) fn sentences(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    paragraphs.iter().flat_map(|&paragraph| sentences_of(text, paragraph)).collect()
}

fn sentences_of(text: &str, paragraph: Span) -> Vec<Span> {
    let words = paragraph.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in words.char_indices().filter(|&(_, mark)| matches!(mark, '.' | '!' | '?' | '…')) {
        let after = at + mark.len_utf8();
        let closing = words[after..].find(|c: char| !matches!(c, '.' | '!' | '?' | '"' | '”' | '\'' | '’' | ')' | ']' | '»'));
        let end = closing.map_or(words.len(), |closing| after + closing);
        let next = words[end..].trim_start();
        let follows = next.len() < words.len() - end && next.chars().next().is_some_and(|c| !c.is_lowercase());
        if follows && at >= start && !(mark == '.' && end == after && goes_on(&words[start..at], next)) {
            sentences.push(Span::new(paragraph.start + start, paragraph.start + end).trim(text));
            start = end;
        }
    }
    let rest = Span::new(paragraph.start + start, paragraph.end).trim(text);
    if !rest.is_empty() {
        sentences.push(rest);
    }
    sentences
}

/// Whether a text ends with the letters of an abbreviation or an initial.
#[must_use]
pub(crate) fn ends_in_abbreviation(before: &str) -> bool {
    let start =
        before.rfind(|c: char| !c.is_alphanumeric() && c != '.').map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    // "N.Z.", "E.B.I."
    let is_letter = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    let are_initials = word.contains('.') && word.split('.').all(is_letter);
    is_initial || are_initials || is_abbreviation(word)
}

/// Whether a sentence goes on after a full stop: it belongs to an abbreviation or initial. The word after an abbreviation of several letters may show
/// that it ends the sentence all the same: "left the U.S. *It* said", "at 5 p.m. *The* bridge".
fn goes_on(before: &str, next: &str) -> bool {
    let is_dotted = before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains('.'));
    let first = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let is_pronoun = matches!(first.as_str(), "he" | "she" | "it" | "they" | "we" | "i");
    let begins = is_dotted && (is_pronoun || is(&first, Class::Determiner));
    ends_in_abbreviation(before) && !begins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, &[Span::new(0, text.len())]).into_iter().map(|sentence| sentence.of(text)).collect()
    }

    #[test]
    fn stops_end_sentences() {
        assert_eq!(
            cut("It rained. “No way!” She left (at 5 p.m. sharp). 3 stayed"),
            ["It rained.", "“No way!”", "She left (at 5 p.m. sharp).", "3 stayed"]
        );
        assert_eq!(cut("Was it so? he asked. Then…  Nothing."), ["Was it so? he asked.", "Then…", "Nothing."]);
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        for whole in [
            "Mr. Lee met Sen. J. Doe in the U.S. Senate.",
            "It rose 3.5 per cent, said Dr. No.",
            "No. 10 was quiet",
            "É. Ça",
            "It paid 2 bln N.Z. Dlrs to S.A. Brewers and R.C. Stamm.",
        ] {
            assert_eq!(cut(whole).len(), 1, "{whole}");
        }
        assert_eq!(cut("So did I. We left.").len(), 2);
        assert_eq!(cut("It left the U.S. It left at 5 p.m. The bridge shut.").len(), 3);
        assert_eq!(cut(""), [""; 0]);
    }
}
