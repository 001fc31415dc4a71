//! The parts that records are made of.

use serde::{Deserialize, Serialize};

/// The separator between the texts of a content's spans where it has several.
pub const CONTENT_JOINT: &str = " … ";

/// One of the three parts of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The words that name who speaks.
    Source,
    /// The words that carry the saying.
    Cue,
    /// What is said.
    Content,
}

impl Part {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    /// In lower case, as in the record.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }

    /// The part that a label of the model stands for.
    #[must_use]
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| label.eq_ignore_ascii_case(part.name()))
    }
}

/// A place in the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Words of the article with their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quoted {
    /// The words exactly as they stand in the text.
    pub text: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Content {
    /// The words of every span, exactly as they stand in the text, joined by [`CONTENT_JOINT`].
    pub text: String,
    /// In the order of the text; several where the content is interrupted ("…," she said, "…").
    pub spans: Vec<Place>,
    /// How far it stands in quotation marks.
    pub kind: ContentKind,
}

impl Content {
    /// The number of its words; punctuation that stands alone does not count.
    #[must_use]
    pub(crate) fn count_words(&self) -> usize {
        count_words(&self.text)
    }

    /// The number of its words within quotation marks.
    #[must_use]
    pub(crate) fn count_quoted_words(&self) -> usize {
        match self.kind {
            ContentKind::Direct => self.count_words(),
            ContentKind::Mixed => self.text.split(['"', '“', '”']).skip(1).step_by(2).map(count_words).sum(),
            ContentKind::Indirect => 0,
        }
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How far a content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ContentKind {
    /// All of its words do.
    Direct,
    /// None of them does.
    Indirect,
    /// Some do.
    Mixed,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// The words exactly as they stand in the text.
    pub text: String,
    /// The model's label: PER, ORG, LOC or MISC for the shipped model.
    #[serde(rename = "type")]
    pub label: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The model's confidence, 0 to 1.
    pub score: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        let content = |text: &str, kind| Content { text: text.to_owned(), spans: Vec::new(), kind };
        let direct = content("\"It is – well … over,\" 3 'times'", ContentKind::Direct);
        assert_eq!((direct.count_words(), direct.count_quoted_words()), (6, 6));
        let mixed = content("it was “a shame – no more” and “over”", ContentKind::Mixed);
        assert_eq!((mixed.count_words(), mixed.count_quoted_words()), (8, 5));
        assert_eq!(content("it is over", ContentKind::Indirect).count_quoted_words(), 0);
    }
}
