//! The words and signs of percentages.

use super::token::Tokens;

/// The number of tokens at a position that say "per cent"; 0 where they do not.
pub(super) fn percent_words(tokens: &Tokens, at: usize) -> usize {
    match tokens.word(at) {
        "" => usize::from(tokens.mark(at) == Some('%')),
        "percent" | "percents" | "percentage" | "pct" | "pc" | "p.c." => 1,
        "per" if tokens.word(at + 1) == "cent" => 2,
        _ => 0,
    }
}
