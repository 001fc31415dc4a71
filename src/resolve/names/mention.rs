//! Where a name stands.

use super::honorifics::Gender;
use super::name::Name;
use crate::record::SpeakerKind;
use crate::text::Span;

/// A name in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The name, without honorifics and possessive.
    pub span: Span,
    /// The pieces that it covers.
    pub pieces: std::ops::Range<usize>,
    /// Whose it is, by its place among [`all`](super::Referents::all).
    pub referent: usize,
    pub(super) kind: SpeakerKind,
    pub(super) gender: Option<Gender>,
    pub(super) name: Name,
    /// Whether it stands in a headline, whose capitals tell nothing.
    pub(super) in_headline: bool,
    /// Whether it is written in capitals alone.
    pub(super) is_capitals: bool,
    /// The form of address before it, in lower case: of two namesakes the one who is addressed alike is meant.
    pub(super) title: Option<String>,
}
