//! Which engine runs a model, and on what.

use super::Engine;
use super::rten::{RTEN_FILE, RtenEngine};
use crate::model::{Device, ModelError, ModelSpec, TORCH_FILES};

/// The engines that a model can be run by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineName {
    /// [`RtenEngine`]: always there.
    Rten,
    /// `TorchEngine`: there in a build with the feature `torch`.
    Torch,
}

impl EngineName {
    /// Whether a model's folder has the files that the engine runs.
    #[must_use]
    pub(crate) fn has_files(self, spec: &ModelSpec) -> bool {
        let files: &[&str] = match self {
            Self::Rten => &[RTEN_FILE],
            Self::Torch => &TORCH_FILES,
        };
        files.iter().any(|file| spec.folder.has(file))
    }
}

/// How models are to be run.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// None: by rten where the folder holds what it runs and the device is the processor, and by torch otherwise.
    pub engine: Option<EngineName>,
    /// What to run on.
    pub device: Device,
    /// How many threads to use on the processor.
    pub threads: usize,
}

impl Settings {
    /// Loads a model into the engine of choice.
    ///
    /// # Errors
    ///
    /// When this build lacks the engine, the machine lacks the device, or the folder lacks what the engine runs.
    pub fn open(&self, spec: ModelSpec) -> Result<Box<dyn Engine>, ModelError> {
        match self.engine_for(&spec) {
            EngineName::Rten if self.device != Device::Cpu => {
                let reason = "the rten engine runs on the processor only".to_owned();
                Err(ModelError::Device { device: self.device, reason })
            }
            EngineName::Rten => Ok(Box::new(RtenEngine::load(spec, self.threads)?)),
            EngineName::Torch => self.open_torch(spec),
        }
    }

    /// The engine that runs the model.
    #[must_use]
    pub(crate) fn engine_for(&self, spec: &ModelSpec) -> EngineName {
        let fits_rten = self.device == Device::Cpu && EngineName::Rten.has_files(spec);
        self.engine.unwrap_or(if fits_rten { EngineName::Rten } else { EngineName::Torch })
    }

    #[cfg(feature = "torch")]
    fn open_torch(&self, spec: ModelSpec) -> Result<Box<dyn Engine>, ModelError> {
        Ok(Box::new(super::TorchEngine::load(spec, self.device, self.threads)?))
    }

    #[cfg(not(feature = "torch"))]
    #[expect(clippy::unused_self, clippy::needless_pass_by_value, reason = "as in a build with torch")]
    fn open_torch(&self, spec: ModelSpec) -> Result<Box<dyn Engine>, ModelError> {
        Err(ModelError::NoTorch { folder: spec.folder.root().to_path_buf() })
    }
}
