//! The words of a span of text, ready for the lexicon.

use crate::segment::{Gap, Text, TokenKind};
use crate::text::Span;

/// A word in lower case, and its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

impl Word<'_> {
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.text)
    }
}

/// The words of a span: letters and digits, with the apostrophes and hyphens between them. A clitic is a word of its own: "won't" is "will", "not";
/// "he'll" is "he", "will".
pub(super) fn words<'t>(text: &'t Text<'t>, span: Span) -> Vec<Word<'t>> {
    let tokens = text.tokens_in(span);
    let mut found = Vec::with_capacity(tokens.len());
    let mut whole: Option<Span> = None;
    let mut is_joined = false;
    for token in &text.tokens()[tokens] {
        let part = Span::new(token.span.start.max(span.start), token.span.end.min(span.end));
        let is_tight = token.gap == Gap::None;
        let is_wordlike = match token.kind {
            TokenKind::Mark(mark) => mark.is_alphanumeric(),
            _ => true,
        };
        match &mut whole {
            Some(word) if is_wordlike && is_tight && (is_joined || word.end == part.start) => word.end = part.end,
            _ if is_wordlike => {
                if let Some(word) = whole.replace(part) {
                    push_parts(text, word, &mut found);
                }
            }
            _ => {}
        }
        let joins = matches!(token.kind, TokenKind::Mark('\'' | '’' | '-')) && is_tight && whole.is_some_and(|word| word.end == part.start);
        is_joined = !is_wordlike && joins;
    }
    if let Some(word) = whole {
        push_parts(text, word, &mut found);
    }
    found
}

fn push_parts<'t>(text: &'t Text<'t>, span: Span, found: &mut Vec<Word<'t>>) {
    let whole = text.lower(span);
    let (stem, clitic) = match whole {
        "can't" | "can’t" | "cannot" => ("can", "not"),
        "won't" | "won’t" => ("will", "not"),
        "let's" | "let’s" => ("let", "us"),
        _ => match whole.strip_suffix("n't").or_else(|| whole.strip_suffix("n’t")) {
            Some(stem) => (stem, "not"),
            None => whole.split_once(['\'', '’']).unwrap_or((whole, "")),
        },
    };
    let clitic = match clitic {
        "ll" => "will",
        "ve" => "have",
        "re" => "are",
        "m" => "am",
        clitic => clitic,
    };
    found.extend([stem, clitic].into_iter().filter(|part| !part.is_empty()).map(|text| Word { text, span }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_from_their_clitics() {
        let text = Text::new("They won’t “re-open” it; he'll say -- can't he? O'Neill's 'no' re-");
        let found: Vec<&str> = words(&text, text.span()).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["they", "will", "not", "re-open", "it", "he", "will", "say", "can", "not", "he", "o", "neill's", "no", "re"]);
    }
}
