//! A model with its tokenizer: articles in, logits for every piece out.

use std::ops::Range;

use crate::decode::stitch;
use crate::encode::{EncodeError, Encoder, Pieces};
use crate::engine::{Engine, Matrix, ModelError, ModelSpec, TokenWindow, WindowLogits};
use crate::text::Span;

/// A model ready to label articles.
pub struct Tagger {
    pub(super) engine: Box<dyn Engine>,
    encoder: Encoder,
}

/// An article as a tagger's engine takes it.
pub(super) struct Encoded {
    pub(super) pieces: Pieces,
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) windows: Vec<TokenWindow>,
}

impl Tagger {
    /// Puts the tokenizer of the engine's model folder beside the engine.
    ///
    /// # Errors
    ///
    /// When the folder's tokenizer cannot be used.
    pub fn new(engine: Box<dyn Engine>) -> Result<Self, ModelError> {
        let encoder = Encoder::load(engine.spec())?;
        Ok(Self { engine, encoder })
    }

    /// What the model's folder says about it.
    #[must_use]
    pub fn spec(&self) -> &ModelSpec {
        self.engine.spec()
    }

    pub(super) fn encode(&self, text: &str, paragraphs: &[Span]) -> Result<Encoded, EncodeError> {
        let pieces = self.encoder.pieces(text, paragraphs)?;
        let (ranges, windows) = self.encoder.windows(&pieces).into_iter().unzip();
        Ok(Encoded { pieces, ranges, windows })
    }

    /// The logits of one head for every piece of an article, from those of its windows.
    pub(super) fn stitched(&self, head: &str, encoded: &Encoded, logits: &[WindowLogits]) -> Matrix {
        let Some(place) = self.spec().outputs().iter().position(|(name, _)| *name == head) else {
            return Matrix::default();
        };
        stitch(&encoded.ranges, &logits.iter().map(|window| &window.heads[place]).collect::<Vec<_>>())
    }
}
