//! What is scored.

use std::fmt;

use serde::{Serialize, Serializer};

use super::counts::Counts;
use crate::record::Part;

/// A kind of label that is scored on its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Names, place and type.
    Entities,
    /// Names of one type.
    EntityType(String),
    /// The places of sources, cues or contents, each place once.
    Part(Part),
    /// Whole attributions: all three parts at once.
    Attribution,
    /// Who the source is, of attributions whose contents overlap.
    Speaker,
    /// What the speaker is, of attributions whose contents overlap.
    SpeakerKind,
    /// What the source does with the content, of attributions whose contents overlap.
    Stance,
    /// How far the content stands in quotation marks, of attributions whose contents overlap.
    ContentKind,
    /// A field of [`Details`](super::Details), of attributions whose contents overlap.
    Detail(Detail),
}

/// What is scored of [`Details`](super::Details).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// What the article says the speaker is.
    Role,
    /// Where the outlet or occasion stands.
    Via,
    /// Where it stands what the source leans on.
    Cites,
    /// Where it stands when it was said.
    Said,
    /// The same with its TIMEX3 value.
    SaidValue,
    /// Where the dates of the content stand.
    Dates,
    /// The same with their TIMEX3 values.
    DateValues,
    /// Where the numbers of the content stand.
    Quantities,
    /// The same with their values.
    QuantityValues,
    /// The same with what is counted.
    QuantityUnits,
    /// The same with their bounds.
    QuantityBounds,
}

impl Layer {
    /// What attributions say besides where their parts stand.
    pub const VALUES: [Self; 15] = [
        Self::Speaker,
        Self::SpeakerKind,
        Self::Stance,
        Self::ContentKind,
        Self::Detail(Detail::Role),
        Self::Detail(Detail::Via),
        Self::Detail(Detail::Cites),
        Self::Detail(Detail::Said),
        Self::Detail(Detail::SaidValue),
        Self::Detail(Detail::Dates),
        Self::Detail(Detail::DateValues),
        Self::Detail(Detail::Quantities),
        Self::Detail(Detail::QuantityValues),
        Self::Detail(Detail::QuantityUnits),
        Self::Detail(Detail::QuantityBounds),
    ];
}

impl Detail {
    /// As the layer is called.
    const fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Via => "via",
            Self::Cites => "cites",
            Self::Said => "said",
            Self::SaidValue => "said/value",
            Self::Dates => "dates",
            Self::DateValues => "dates/value",
            Self::Quantities => "quantities",
            Self::QuantityValues => "quantities/value",
            Self::QuantityUnits => "quantities/unit",
            Self::QuantityBounds => "quantities/bound",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entities => to.write_str("entities"),
            Self::EntityType(label) => write!(to, "entities/{label}"),
            Self::Part(part) => to.write_str(part.name()),
            Self::Attribution => to.write_str("attribution"),
            Self::Speaker => to.write_str("speaker"),
            Self::SpeakerKind => to.write_str("speaker-kind"),
            Self::Stance => to.write_str("stance"),
            Self::ContentKind => to.write_str("content-kind"),
            Self::Detail(detail) => to.write_str(detail.name()),
        }
    }
}

impl Serialize for Layer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How two things are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// They are the same.
    Exact,
    /// They overlap: intersection over union reaches the threshold (of whole attributions: the contents' does, and the sources share a
    /// character or both lack).
    Overlap,
    /// Character by character.
    Characters,
    /// They are the same, among the attributions of both sides whose contents overlap: what is left of `Exact` when missed and spurious
    /// attributions are the fault of another layer. Roles: among those with the same speaker.
    Paired,
}

impl Measure {
    /// All of them, in the order of [`Tally`].
    pub(crate) const ALL: [Self; 4] = [Self::Exact, Self::Overlap, Self::Characters, Self::Paired];

    /// In lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Overlap => "overlap",
            Self::Characters => "characters",
            Self::Paired => "paired",
        }
    }
}

/// The counts of a layer by every measure that it has, in the order of [`Measure::ALL`].
pub(crate) type Tally = [Option<Counts>; 4];

/// Adds what is there.
pub(super) fn add(sum: &mut Tally, more: &Tally) {
    for (sum, more) in sum.iter_mut().zip(more) {
        if let Some(more) = more {
            *sum = Some(sum.unwrap_or_default() + *more);
        }
    }
}
