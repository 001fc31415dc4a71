//! A model with its tokenizer: texts in, logits for every piece out.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::failure::{ArticleError, guarded};
use crate::decode::{LabelledSpan, labelled_spans, stitch};
use crate::encode::{Encoder, Pieces};
use crate::engine::{Batch, Engine, Matrix, TokenWindow, WindowLogits};
use crate::model::{Head, ModelError, ModelSpec, Output};
use crate::segment::Text;

/// A model ready to label texts.
pub struct Tagger {
    engine: Box<dyn Engine>,
    encoder: Encoder,
}

/// A text split into pieces and windows, as the engine takes it.
struct Encoded {
    pieces: Pieces,
    ranges: Vec<Range<usize>>,
    windows: Vec<TokenWindow>,
}

/// The model's output for a text.
pub(super) struct Tagged {
    pub(super) pieces: Pieces,
    /// For every output of the model, a matrix with one row per piece.
    pub(super) outputs: BTreeMap<Output, Matrix>,
}

impl Tagged {
    /// Returns the rows of an output; empty where the model lacks it.
    pub(super) fn output(&self, output: Output) -> &Matrix {
        const NONE: &Matrix = &Matrix { values: Vec::new(), width: 0 };
        self.outputs.get(&output).unwrap_or(NONE)
    }

    /// Takes the rows of an output out; empty where the model lacks it.
    pub(super) fn take_output(&mut self, output: Output) -> Matrix {
        self.outputs.remove(&output).unwrap_or_default()
    }

    /// Returns the labelled spans of a head.
    pub(super) fn spans(&self, output: Output, head: &Head, text: &str) -> Vec<LabelledSpan> {
        labelled_spans(head, self.output(output), &self.pieces, text)
    }

    /// Returns the labelled spans of a head in a range of pieces, as if the text began and ended with them.
    pub(super) fn spans_within(&self, output: Output, head: &Head, text: &str, within: Range<usize>) -> Vec<LabelledSpan> {
        let part = self.output(output).part(within.clone());
        let spans = labelled_spans(head, &part, &self.pieces[within.clone()], text);
        let placed = |pieces: Range<usize>| pieces.start + within.start..pieces.end + within.start;
        spans.into_iter().map(|span| LabelledSpan { pieces: placed(span.pieces), ..span }).collect()
    }
}

impl Tagger {
    /// Combines an engine with the tokenizer of its model folder.
    ///
    /// # Errors
    ///
    /// When the folder's tokenizer cannot be used.
    pub fn new(engine: Box<dyn Engine>) -> Result<Self, ModelError> {
        let encoder = Encoder::load(engine.spec())?;
        Ok(Self { engine, encoder })
    }

    /// Returns the model's description, as read from its folder.
    #[must_use]
    pub(crate) fn spec(&self) -> &ModelSpec {
        self.engine.spec()
    }

    /// Returns what the model runs on, for a message.
    #[must_use]
    pub(super) fn runs_on(&self) -> String {
        self.engine.runs_on()
    }

    /// Runs the model on several texts together. The output for one does not depend on the others.
    pub(super) fn tag(&self, texts: &[Text<'_>]) -> Vec<Result<Tagged, ArticleError>> {
        let encoded: Vec<_> = texts.par_iter().map(|text| guarded(|| self.encode(text))).collect();
        let logits = self.run(&encoded);
        let pairs = encoded.into_par_iter().zip(logits);
        pairs.map(|(encoded, logits)| guarded(|| Ok(self.stitch(encoded?, &logits?)))).collect()
    }

    fn encode(&self, text: &Text<'_>) -> Result<Encoded, ArticleError> {
        let pieces = self.encoder.pieces(&text.legible(), text.paragraphs())?;
        let (ranges, windows) = self.encoder.windows(&pieces).into_iter().unzip();
        Ok(Encoded { pieces, ranges, windows })
    }

    /// Returns the logits of every text's windows, all run as one batch. If the engine fails on the batch, each text is run alone, so that only those
    /// it cannot handle are lost.
    fn run(&self, encoded: &[Result<Encoded, ArticleError>]) -> Vec<Result<Vec<WindowLogits>, ArticleError>> {
        let windows: Vec<&[TokenWindow]> = encoded.iter().map(|text| text.as_ref().map_or(&[][..], |text| &text.windows)).collect();
        let run = |windows| {
            guarded(|| {
                let logits = self.engine.run(&Batch { windows })?.windows;
                let are_numbers =
                    logits.iter().flat_map(|window| &window.heads).flat_map(|head| &head.values).all(|value| value.is_finite());
                if are_numbers { Ok(logits) } else { Err(ArticleError::NoNumbers) }
            })
        };
        if let Ok(logits) = run(windows.concat()) {
            let mut rest = logits.into_iter();
            return windows.iter().map(|windows| Ok(rest.by_ref().take(windows.len()).collect())).collect();
        }
        windows.iter().map(|windows| run(windows.to_vec())).collect()
    }

    fn stitch(&self, encoded: Encoded, logits: &[WindowLogits]) -> Tagged {
        let outputs = self.spec().outputs().into_iter().enumerate();
        let stitched = outputs.map(|(place, (output, _))| {
            let windows: Vec<&Matrix> = logits.iter().map(|window| &window.heads[place]).collect();
            (output, stitch(&encoded.ranges, &windows))
        });
        Tagged { outputs: stitched.collect(), pieces: encoded.pieces }
    }
}
