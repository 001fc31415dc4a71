//! The layers that are scored.

use std::fmt;

use serde::{Serialize, Serializer};

use super::counts::Counts;
use crate::record::Part;

/// A kind of label with scores of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Names, by place and type.
    Entities,
    /// Names of one type.
    EntityType(String),
    /// The distinct places of sources, cues or contents.
    Part(Part),
    /// Whole attributions: all three parts together.
    Attribution,
    /// The speaker, for attributions whose contents overlap.
    Speaker,
    /// The kind of speaker, for attributions whose contents overlap.
    SpeakerKind,
    /// The stance, for attributions whose contents overlap.
    Stance,
    /// The kind of content, for attributions whose contents overlap.
    ContentKind,
    /// A field of [`Details`](super::Details), for attributions whose contents overlap.
    Detail(Detail),
}

/// A scored field of [`Details`](super::Details).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// What the speaker is, according to the article.
    Role,
    /// The place of the outlet or occasion.
    Via,
    /// The place of what the source cites.
    Cites,
    /// The place of the time of the statement.
    Said,
    /// `Said` with its TIMEX3 value.
    SaidValue,
    /// The places of the dates in the content.
    Dates,
    /// `Dates` with their TIMEX3 values.
    DateValues,
    /// The places of the numbers in the content.
    Quantities,
    /// `Quantities` with their values.
    QuantityValues,
    /// `Quantities` with their units.
    QuantityUnits,
    /// `Quantities` with their bounds.
    QuantityBounds,
}

impl Layer {
    /// The layers of values, apart from the places of parts.
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

    /// The names of all layers, those for one type of name as `entities/TYPE`.
    #[must_use]
    pub(crate) fn names() -> Vec<String> {
        let parts = Part::ALL.map(Self::Part);
        let spans = [Self::Entities, Self::EntityType("TYPE".to_owned())].into_iter().chain(parts).chain([Self::Attribution]);
        spans.chain(Self::VALUES).map(|layer| layer.to_string()).collect()
    }

    /// Whether a layer can have a name.
    #[must_use]
    pub(crate) fn is_name(name: &str) -> bool {
        name.starts_with("entities/") || Self::names().iter().any(|known| known == name)
    }
}

impl Detail {
    /// The name of its layer.
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

/// How two labels are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// They are equal.
    Exact,
    /// They overlap: their intersection over union reaches the threshold (for whole attributions, that of the contents does, and the sources share a
    /// character or are both missing).
    Overlap,
    /// Character by character.
    Characters,
    /// They are equal, counted only among the attributions of both sides whose contents overlap: `Exact` without the missed and spurious
    /// attributions, which are another layer's errors. For roles, only among those with the same speaker.
    Paired,
}

impl Measure {
    /// All measures, in the order of [`Tally`].
    pub(crate) const ALL: [Self; 4] = [Self::Exact, Self::Overlap, Self::Characters, Self::Paired];

    /// Its name in lower case.
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

/// The counts of a layer by each of its measures, in the order of [`Measure::ALL`].
pub(crate) type Tally = [Option<Counts>; 4];

/// Adds the counts that are present.
pub(super) fn add(sum: &mut Tally, more: &Tally) {
    for (sum, more) in sum.iter_mut().zip(more) {
        if let Some(more) = more {
            *sum = Some(sum.unwrap_or_default() + *more);
        }
    }
}
