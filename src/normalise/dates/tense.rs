//! Whether a sentence tells of the past or of the future.

use super::lexicon::Sense;
use super::tokens::{Kind, Token};

/// Which of two days that bear the same name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// The one before.
    Past,
    /// The one after.
    Future,
    /// Nothing tells.
    Open,
}

/// How far to look for a verb, in tokens.
const REACH: usize = 12;

/// Where the words around token `at` lean: the nearest verb of the same sentence decides.
pub(super) fn lean(tokens: &[Token], at: usize, end: usize) -> Lean {
    let before = tokens[..at].iter().rev().take(REACH).take_while(|token| !ends_sentence(token));
    let after = tokens.get(end..).unwrap_or_default().iter().take(REACH).take_while(|token| !ends_sentence(token));
    let nearest = |found: Option<(usize, Lean)>| found.map_or((usize::MAX, Lean::Open), |found| found);
    let back = nearest(before.map(verb).enumerate().find_map(|(far, lean)| lean.map(|lean| (far, lean))));
    let forth = nearest(after.map(verb).enumerate().find_map(|(far, lean)| lean.map(|lean| (far + 1, lean))));
    if forth.0 < back.0 { forth.1 } else { back.1 }
}

fn ends_sentence(token: &Token) -> bool {
    token.paragraph || (token.kind == Kind::Mark && matches!(token.word.as_str(), "!" | "?" | ";" | "\"" | "”" | "“"))
}

fn verb(token: &Token) -> Option<Lean> {
    let told = token.senses.iter().find_map(|sense| if let Sense::Tense(lean) = sense { Some(*lean) } else { None });
    told.or_else(|| (token.word.len() > 4 && token.word.ends_with("ed") && !token.capital).then_some(Lean::Past))
}
