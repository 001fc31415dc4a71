//! An engine for tests: logits from token ids alone, in no time.

use super::{Batch, Engine, EngineError, Logits, Matrix, WindowLogits};
use crate::model::ModelSpec;

/// Gives every token the same logits wherever it stands, so that what is built on an engine can be tested without a model.
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
        let logits_of = |ids: &[u32], width: usize| Matrix {
            values: ids.iter().flat_map(|&id| (0..width).map(move |column| fake_logit(id, column))).collect(),
            width,
        };
        let windows = batch
            .windows
            .iter()
            .map(|window| WindowLogits { heads: outputs.iter().map(|&(_, width)| logits_of(&window.ids, width)).collect() });
        Ok(Logits { windows: windows.collect() })
    }
}

/// A number in -4..4 that looks random (the finaliser of `MurmurHash3`).
fn fake_logit(id: u32, column: usize) -> f32 {
    let mut hash = id.wrapping_mul(0x9E37_79B9) ^ u32::try_from(column).unwrap_or(u32::MAX).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    f32::from(u16::try_from(hash >> 16).unwrap_or(0)) / 8192.0 - 4.0
}
