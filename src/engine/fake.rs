//! An engine for tests that computes logits from token ids alone, in no time.

use std::ops::Range;

use super::{Batch, Engine, EngineError, Logits, Matrix, TokenWindow, WindowLogits};
use crate::model::ModelSpec;

/// Gives every occurrence of a token the same logits, so that code built on an engine can be tested without a model.
pub struct FakeEngine {
    spec: ModelSpec,
}

impl FakeEngine {
    /// An engine with the outputs of `spec`.
    #[must_use]
    pub fn new(spec: ModelSpec) -> Self {
        Self { spec }
    }
}

impl Engine for FakeEngine {
    fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        let outputs = self.spec.outputs();
        let logits_of = |ids: &[u32], columns: Range<usize>| Matrix {
            values: ids.iter().flat_map(|&id| columns.clone().map(move |column| fake_logit(id, column))).collect(),
            width: columns.len(),
        };
        let heads = |window: &TokenWindow| {
            let mut first = 0;
            let heads = outputs.iter().map(|&(_, width)| {
                first += width;
                logits_of(&window.ids, first - width..first)
            });
            heads.collect()
        };
        Ok(Logits { windows: batch.windows.iter().map(|window| WindowLogits { heads: heads(window) }).collect() })
    }
}

/// A random-looking number in -4..4 for a token and a column of all outputs side by side (the finaliser of `MurmurHash3`).
fn fake_logit(id: u32, column: usize) -> f32 {
    let mut hash = id.wrapping_mul(0x9E37_79B9) ^ u32::try_from(column).unwrap_or(u32::MAX).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    f32::from(u16::try_from(hash >> 16).unwrap_or(0)) / 8192.0 - 4.0
}
