//! Kinds of bodies, which decide whether a description may mean a body that the article names.

use crate::english::{Class, value};
use crate::record::SpeakerKind;
use crate::resolve::context::Context;

/// Kinds that names often do not show: a body whose name shows no kind may be of one of these, but not of any other.
const UNTOLD_BY_NAME: [&str; 7] = ["firm", "bank", "club", "charity", "outlet", "party", "institute"];

/// Whether a description's noun, in lower case, may mean a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Fit {
    /// The body is of that kind by its name or its role.
    Certain,
    /// Nothing shows what the body is.
    Open,
    /// The body is of another kind.
    Never,
}

/// How a referent, with the role that the article gives it, fits a description's noun; `None` for a noun that suits any body ("the group").
pub(in crate::resolve) fn fit(context: &Context<'_>, noun: &str, referent: usize, role: Option<&str>) -> Option<Fit> {
    let wanted = kind_of_noun(noun)?;
    let body = &context.referents.all[referent];
    if body.kind != SpeakerKind::Organisation {
        return Some(Fit::Never);
    }
    let by_name = body.words.words().iter().rev().find_map(|word| kind_of_noun(word));
    let by_role = || role.into_iter().flat_map(|role| role.rsplit([' ', '-'])).find_map(|word| kind_of_noun(&word.to_lowercase()));
    Some(match by_name.or_else(by_role) {
        Some(kind) if kind == wanted || are_both_firms(kind, wanted) => Fit::Certain,
        Some("outlet") if wanted == "firm" => Fit::Open,
        None if UNTOLD_BY_NAME.contains(&wanted) => Fit::Open,
        Some(_) | None => Fit::Never,
    })
}

/// Whether two nouns, in lower case, denote bodies of the same kind: "police" and "force".
pub(in crate::resolve) fn are_one_kind(one: &str, other: &str) -> bool {
    kind_of_noun(one).is_some_and(|kind| kind_of_noun(other) == Some(kind))
}

fn kind_of_noun(word: &str) -> Option<&'static str> {
    let last = word.rsplit_once('-').map_or(word, |(_, last)| last);
    value(word, Class::BodyKind).or_else(|| value(last, Class::BodyKind))
}

/// Whether one is a bank and the other a firm: banks are firms too.
fn are_both_firms(kind: &str, wanted: &str) -> bool {
    matches!((kind, wanted), ("bank", "firm") | ("firm", "bank"))
}
