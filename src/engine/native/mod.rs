//! The native engine: an encoder of our own with integer weights, compiled for the processor it runs on.

mod encoder;
mod weights;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use whosaid_kernels::Kernels;

use encoder::{Encoder, Workspace};

use super::{Batch, Engine, EngineError, Logits, Matrix, TokenWindow, WindowLogits};
use crate::model::{ModelError, ModelSpec, WEIGHTS_FILE};

/// Windows are packed into matrices of about this many tokens: the fastest of 128, 256, 384, 512 and 1,024 (AMD EPYC).
const PACK: usize = 384;

/// Runs a model on the processor, in the threads of the thread pool it is called from.
///
/// A window's logits are the same to the bit whatever the other windows, the number of threads and the processor.
pub struct NativeEngine {
    spec: ModelSpec,
    path: PathBuf,
    encoder: Encoder,
    kernels: &'static Kernels,
    /// Workspaces that are not in use.
    workspaces: Mutex<Vec<Workspace>>,
}

impl NativeEngine {
    /// Loads the model of a folder.
    ///
    /// # Errors
    ///
    /// When the folder has no weights for this engine, or none that it can use.
    pub fn load(spec: ModelSpec) -> Result<Self, ModelError> {
        Self::load_for(spec, Kernels::best())
    }

    /// As [`Self::load`], with the kernels of a given name. All kernels give the same logits; some are slower.
    ///
    /// # Errors
    ///
    /// As [`Self::load`], and when the processor lacks the instructions.
    pub(crate) fn load_with(spec: ModelSpec, kernels: &str) -> Result<Self, ModelError> {
        let found = Kernels::available().find(|known| known.name().eq_ignore_ascii_case(kernels));
        let unknown = || ModelError::Kernels { asked: kernels.to_owned(), known: Kernels::available().map(Kernels::name).collect() };
        Self::load_for(spec, found.ok_or_else(unknown)?)
    }

    fn load_for(spec: ModelSpec, kernels: &'static Kernels) -> Result<Self, ModelError> {
        if !spec.folder.has(WEIGHTS_FILE) {
            let way_out = "another engine may run it";
            return Err(ModelError::NotForEngine {
                folder: spec.folder.root().to_path_buf(),
                file: WEIGHTS_FILE,
                engine: "native",
                way_out,
            });
        }
        let path = spec.folder.path(WEIGHTS_FILE);
        let bytes = spec.folder.read(WEIGHTS_FILE)?;
        let encoder = weights::read(&bytes, &spec.outputs()).map_err(|message| ModelError::Broken { path: path.clone(), message })?;
        Ok(Self { spec, path, encoder, kernels, workspaces: Mutex::default() })
    }

    fn check(&self, window: &TokenWindow) -> Result<(), EngineError> {
        let width = self.encoder.width();
        let (words, places, shapes) =
            (self.encoder.words.scales.len(), self.encoder.positions.len() / width, self.encoder.casing.len() / width);
        let fits = window.ids.len() == window.casing.len()
            && window.ids.len() <= places
            && window.ids.iter().all(|&id| (id as usize) < words)
            && window.casing.iter().all(|&shape| (shape as usize) < shapes);
        let message = || format!("a window of {} tokens with ids that the model does not have, or too long", window.ids.len());
        fits.then_some(()).ok_or_else(|| EngineError { engine: "native", model: self.path.clone(), message: message() })
    }

    /// Returns the logits of windows run together, each with its place in the batch.
    fn run_pack(&self, pack: &[(usize, &TokenWindow)]) -> Vec<(usize, WindowLogits)> {
        let unused = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut workspace = unused.unwrap_or_default();
        let tokens: Vec<_> = pack.iter().map(|(_, window)| (&window.ids[..], &window.casing[..])).collect();
        let mut rows = self.encoder.run(self.kernels, &tokens, &mut workspace).chunks_exact(self.encoder.outputs.width());
        let heads = self.spec.outputs();
        let mut logits = Vec::with_capacity(pack.len());
        for &(place, window) in pack {
            let mut window_heads: Vec<Matrix> =
                heads.iter().map(|&(_, width)| Matrix { values: Vec::with_capacity(window.ids.len() * width), width }).collect();
            for row in rows.by_ref().take(window.ids.len()) {
                let mut rest = row;
                for head in &mut window_heads {
                    let (own, others) = rest.split_at(head.width);
                    head.values.extend_from_slice(own);
                    rest = others;
                }
            }
            logits.push((place, WindowLogits { heads: window_heads }));
        }
        self.workspaces.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
        logits
    }
}

impl Engine for NativeEngine {
    fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    fn runs_on(&self) -> String {
        format!("processor, {} instructions", self.kernels.name())
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        batch.windows.iter().try_for_each(|window| self.check(window))?;
        let packs = packs(&batch.windows, rayon::current_num_threads());
        let done: Vec<_> = packs.par_iter().with_max_len(1).flat_map_iter(|pack| self.run_pack(pack)).collect();
        let mut windows = vec![WindowLogits::default(); batch.windows.len()];
        for (place, logits) in done {
            windows[place] = logits;
        }
        Ok(Logits { windows })
    }
}

/// Packs windows, each with its place, into matrices of about equal size, enough of them to keep every thread busy. The largest packs come first, so
/// that all threads finish at nearly the same time.
fn packs(windows: &[TokenWindow], threads: usize) -> Vec<Vec<(usize, &TokenWindow)>> {
    let tokens: usize = windows.iter().map(|window| window.ids.len()).sum();
    let size = PACK.min(tokens.div_ceil(threads));
    let mut packs: Vec<Vec<(usize, &TokenWindow)>> = Vec::new();
    let mut room = 0;
    for (place, window) in windows.iter().enumerate() {
        if room < window.ids.len() || packs.is_empty() {
            packs.push(Vec::new());
            room = size;
        }
        room = room.saturating_sub(window.ids.len());
        if let Some(pack) = packs.last_mut() {
            pack.push((place, window));
        }
    }
    packs.sort_by_key(|pack| std::cmp::Reverse(pack.iter().map(|(_, window)| window.ids.len()).sum::<usize>()));
    packs
}
