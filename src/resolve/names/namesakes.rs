//! Persons of one surname whom only their forms of address tell apart: "Lord Frost" and "Lady Frost".

use super::name::Name;
use crate::english::{Class, is, value};
use crate::segment::Text;
use crate::text::Span;

/// The name with its form of address ("*Lady* Munro") of a person who is never named in full and shares a surname with somebody else.
///
/// `own` is the person's name and `places` where it stands; `others` are the names of all other persons.
pub(super) fn by_address<'n>(
    text: &Text<'_>,
    own: &Name,
    places: impl Iterator<Item = Span>,
    mut others: impl Iterator<Item = &'n Name>,
) -> Option<Span> {
    let addressed: Vec<Span> = places.filter_map(|name| addressed(text, name)).collect();
    let first = *addressed.first()?;
    let is_shared = others.any(|other| own.is_surname_of(other)) || addressed.iter().any(|&name| is_one_of_two(text, name));
    (own.len() == 1 && is_shared).then_some(first)
}

/// A name with the form of address before it that shows its bearer's sex.
fn addressed(text: &Text<'_>, name: Span) -> Option<Span> {
    let address = word_before(text, name).filter(|&word| value(text.lower(word), Class::Honorific).is_some())?;
    let is_beside = matches!(text.of(Span::new(address.end, name.start)), " " | ". ");
    is_beside.then(|| Span::new(address.start, name.end))
}

/// Whether a name with a form of address is the second of two: "Mr and *Mrs Hale*".
fn is_one_of_two(text: &Text<'_>, name: Span) -> bool {
    let Some(and) = word_before(text, name).filter(|&word| text.lower(word) == "and") else { return false };
    word_before(text, and).is_some_and(|word| is(text.lower(word), Class::Honorific))
}

fn word_before(text: &Text<'_>, place: Span) -> Option<Span> {
    let floor = text.as_str().floor_char_boundary(place.start.saturating_sub(24));
    text.words_in(Span::new(floor, place.start)).next_back()
}
