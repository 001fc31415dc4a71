//! An article's text as word pieces.

use std::ops::Range;

use tokenizers::Tokenizer;

use super::casing::casing_of;
use super::{tokenizer, windows};
use crate::engine::TokenWindow;
use crate::model::{CasingIds, ModelError, ModelSpec};
use crate::text::Span;

/// One token of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its id in the model's vocabulary.
    pub id: u32,
    /// The casing id of the word that it is a part of.
    pub casing: u32,
    /// Its place in the article's text; for a paragraph token, the white space between the two paragraphs.
    pub span: Span,
    /// What begins with this piece.
    pub(crate) opens: Opens,
    /// Whether it is a paragraph token.
    pub(crate) is_break: bool,
}

/// What a piece is the first of; the first of a paragraph is the first of a word too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Opens {
    /// Nothing: it continues a word.
    Nothing,
    /// A word or a punctuation mark.
    Word,
    /// A paragraph, or the break between two.
    Paragraph,
}

/// The range of the pieces that touch a span.
#[must_use]
pub(crate) fn pieces_of(pieces: &[Piece], span: Span) -> Range<usize> {
    let first = pieces.partition_point(|piece| piece.span.end <= span.start);
    let end = pieces.partition_point(|piece| piece.span.start < span.end);
    first..end.max(first)
}

/// All tokens of an article in the order of its text, without the special tokens that open and close a window.
pub type Pieces = Vec<Piece>;

/// Turns text into the tokens of a model.
pub struct Encoder {
    tokenizer: Tokenizer,
    casing: CasingIds,
    first: u32,
    last: u32,
    paragraph: Option<u32>,
    /// The number of pieces in the longest window.
    longest: usize,
    overlap: usize,
}

impl Encoder {
    /// Loads the tokenizer of a model folder.
    ///
    /// # Errors
    ///
    /// When the vocabulary cannot be used, or lacks a token that the model needs.
    pub fn load(spec: &ModelSpec) -> Result<Self, ModelError> {
        let path = spec.folder.path(spec.vocabulary.file());
        let broken = |message: String| ModelError::Broken { path: path.clone(), message };
        let tokenizer = tokenizer::load(&spec.folder.read(spec.vocabulary.file())?, spec.vocabulary).map_err(broken)?;
        let id = |token: &String| {
            tokenizer.token_to_id(token).ok_or_else(|| broken(format!("it has no token {token:?}, which the model needs")))
        };
        let (first, last, paragraph) =
            (id(&spec.tokens.first)?, id(&spec.tokens.last)?, spec.tokens.paragraph.as_ref().map(id).transpose()?);
        Ok(Self { tokenizer, casing: spec.casing, first, last, paragraph, longest: spec.stride() + spec.overlap, overlap: spec.overlap })
    }

    /// The tokens of the paragraphs, with a paragraph token between each pair where the model has one.
    ///
    /// # Errors
    ///
    /// When the tokenizer rejects a paragraph.
    pub fn pieces(&self, text: &str, paragraphs: &[Span]) -> Result<Pieces, EncodeError> {
        let mut pieces = Pieces::new();
        for (number, paragraph) in paragraphs.iter().enumerate() {
            if let (Some(previous), Some(id)) = (number.checked_sub(1), self.paragraph) {
                let between = Span::new(paragraphs[previous].end, paragraph.start);
                pieces.push(Piece { id, casing: self.casing.lower, span: between, opens: Opens::Paragraph, is_break: true });
            }
            self.push_paragraph(text, *paragraph, &mut pieces)?;
        }
        Ok(pieces)
    }

    fn push_paragraph(&self, text: &str, paragraph: Span, pieces: &mut Pieces) -> Result<(), EncodeError> {
        let words = paragraph.of(text);
        let encoding = self.tokenizer.encode(words, false).map_err(|error| EncodeError(error.to_string()))?;
        let (offsets, word_ids) = (encoding.get_offsets(), encoding.get_word_ids());
        let mut at = 0;
        while at < offsets.len() {
            let next = (at + 1..offsets.len()).find(|&i| word_ids[i] != word_ids[at]).unwrap_or(offsets.len());
            let casing = casing_of(&words[offsets[at].0..offsets[next - 1].1], self.casing);
            pieces.extend((at..next).map(|i| Piece {
                id: encoding.get_ids()[i],
                casing,
                span: Span::new(paragraph.start + offsets[i].0, paragraph.start + offsets[i].1),
                opens: match i {
                    0 => Opens::Paragraph,
                    _ if i == at || is_word_edge(words, offsets[i - 1].1, offsets[i].0) => Opens::Word,
                    _ => Opens::Nothing,
                },
                is_break: false,
            }));
            at = next;
        }
        Ok(())
    }

    /// The windows that the model sees: the range of pieces of each, and its tokens.
    #[must_use]
    pub fn windows(&self, pieces: &[Piece]) -> Vec<(std::ops::Range<usize>, TokenWindow)> {
        windows::windows(pieces.len(), self.longest, self.overlap)
            .into_iter()
            .map(|range| (range.clone(), self.window(&pieces[range])))
            .collect()
    }

    fn window(&self, pieces: &[Piece]) -> TokenWindow {
        let surround = |first, last, body: &dyn Fn(&Piece) -> u32| {
            std::iter::once(first).chain(pieces.iter().map(body)).chain(std::iter::once(last)).collect()
        };
        TokenWindow {
            ids: surround(self.first, self.last, &|piece| piece.id),
            casing: surround(self.casing.lower, self.casing.lower, &|piece| piece.casing),
        }
    }
}

/// Whether a word ends at `before` and another begins at `after` (which may be the same place): where there is punctuation on either side. Some
/// tokenizers take everything between two spaces for one word.
fn is_word_edge(text: &str, before: usize, after: usize) -> bool {
    let is_mark = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_alphanumeric());
    is_mark(text[..before].chars().next_back()) || is_mark(text[after..].chars().next())
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("longest", &self.longest).finish_non_exhaustive()
    }
}

/// A text that the tokenizer rejects.
#[derive(Debug, thiserror::Error)]
#[error("the tokenizer rejects the text: {0}")]
pub struct EncodeError(String);
