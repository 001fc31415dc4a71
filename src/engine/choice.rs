//! Choosing the engine that runs a model, and its device.

use super::Engine;
use super::native::NativeEngine;
use crate::model::{Device, ModelError, ModelSpec, TORCH_FILES, WEIGHTS_FILE};

/// The engines that can run a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineName {
    /// Our own encoder on the processor; in every build.
    Native,
    /// `TorchEngine`; only in builds with the feature `torch`.
    Torch,
}

impl EngineName {
    /// Whether a model's folder has the files that the engine runs.
    #[must_use]
    pub(crate) fn has_files(self, spec: &ModelSpec) -> bool {
        spec.folder.has(WEIGHTS_FILE) || self == Self::Torch && TORCH_FILES.iter().any(|file| spec.folder.has(file))
    }
}

/// How to run models.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `None` for the native engine where the folder has its files and the device is the processor, and torch otherwise.
    pub engine: Option<EngineName>,
    /// The device to run on.
    pub device: Device,
    /// The name of the native engine's instruction set; `None` for the fastest that the processor has.
    pub kernels: Option<String>,
    /// The number of threads that torch uses on the processor; the native engine uses those of the pool that it is called in.
    #[cfg_attr(not(any(feature = "torch", feature = "internals")), expect(dead_code, reason = "as in a build with torch"))]
    pub threads: usize,
}

impl Settings {
    /// Loads a model into its engine.
    ///
    /// # Errors
    ///
    /// When this build lacks the engine, the machine lacks the device, or the folder lacks the engine's files.
    pub fn open(&self, spec: ModelSpec) -> Result<Box<dyn Engine>, ModelError> {
        match self.engine_for(&spec) {
            EngineName::Native if self.device != Device::Cpu => {
                let reason = "the native engine runs on the processor only".to_owned();
                Err(ModelError::Device { device: self.device, reason })
            }
            EngineName::Native => Ok(Box::new(match &self.kernels {
                Some(kernels) => NativeEngine::load_with(spec, kernels)?,
                None => NativeEngine::load(spec)?,
            })),
            EngineName::Torch => self.open_torch(spec),
        }
    }

    /// The engine for a model.
    #[must_use]
    pub(crate) fn engine_for(&self, spec: &ModelSpec) -> EngineName {
        let fits_native = self.device == Device::Cpu && EngineName::Native.has_files(spec);
        self.engine.unwrap_or(if fits_native { EngineName::Native } else { EngineName::Torch })
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
