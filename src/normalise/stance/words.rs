//! The words of a stretch of text, ready for the lexicon.

use crate::text::Span;

/// A word in lower case with straight apostrophes, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Word {
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }
}

/// The words of `span`, which lies on char boundaries of `text`. A clitic is a word of its own: "won't" is "will", "not"; "he'll" is "he", "will".
pub(super) fn words(text: &str, span: Span) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = std::iter::once((span.len(), ' '));
    for (at, mark) in span.of(text).char_indices().chain(ends) {
        let at = span.start + at;
        match (start, is_inside(text, span, at, mark)) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                push_parts(text, Span::new(first, at), &mut found);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Letters and digits, and the apostrophe or hyphen that stands before one and is not parted from the word before.
fn is_inside(text: &str, span: Span, at: usize, mark: char) -> bool {
    let joins = matches!(mark, '\'' | '’' | '-');
    let next = || text[at + mark.len_utf8()..span.end].chars().next();
    mark.is_alphanumeric() || joins && next().is_some_and(char::is_alphanumeric)
}

fn push_parts(text: &str, span: Span, found: &mut Vec<Word>) {
    let whole = span.of(text).to_lowercase().replace('’', "'");
    let whole = whole.trim_start_matches('-');
    let mut push = |part: &str| {
        if !part.is_empty() {
            found.push(Word { text: part.to_owned(), span });
        }
    };
    match whole {
        "can't" | "cannot" => ["can", "not"].into_iter().for_each(push),
        "won't" => ["will", "not"].into_iter().for_each(push),
        "let's" => ["let", "us"].into_iter().for_each(push),
        _ => {
            let (stem, clitic) = match whole.strip_suffix("n't") {
                Some(stem) => (stem, "not"),
                None => whole.split_once('\'').unwrap_or((whole, "")),
            };
            push(stem);
            push(match clitic {
                "ll" => "will",
                "ve" => "have",
                "re" => "are",
                "m" => "am",
                clitic => clitic,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_from_their_clitics() {
        let text = "They won’t “re-open” it; he'll say -- can't he? O'Neill's";
        let found: Vec<String> = words(text, Span::new(0, text.len())).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["they", "will", "not", "re-open", "it", "he", "will", "say", "can", "not", "he", "o", "neill's"]);
    }
}
