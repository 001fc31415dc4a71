//! Chooses and loads models.

use std::thread::available_parallelism;

use super::extractor::Extractor;
use super::tagger::Tagger;
use crate::engine::{EngineName, Settings};
use crate::model::{Device, LabelTable, ModelError, ModelFolder, ModelSpec};

/// Loads an [`Extractor`]; whatever is not set is as for [`Extractor::load_default`].
#[derive(Debug, Clone, Default)]
pub struct Builder {
    model: Option<ModelFolder>,
    entity_model: Option<ModelFolder>,
    attribution_model: Option<ModelFolder>,
    labels: LabelTable,
    engine: Option<EngineName>,
    device: Device,
    kernels: Option<String>,
    threads: Option<usize>,
}

impl Extractor {
    /// Loads an extractor with the built-in model, on all cores.
    ///
    /// # Errors
    ///
    /// When this build has no built-in model (feature `embed-model`), or threads cannot be started.
    pub fn load_default() -> Result<Self, ModelError> {
        Self::builder().build()
    }

    /// Returns a builder, to choose other models, another engine or fewer threads.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// Sets the model for every task without a model of its own, instead of the built-in model.
    #[must_use]
    pub fn model(mut self, folder: impl Into<ModelFolder>) -> Self {
        self.model = Some(folder.into());
        self
    }

    /// Sets another model for names, which may be a token classification model from Hugging Face (with the torch engine).
    #[must_use]
    pub fn entity_model(mut self, folder: impl Into<ModelFolder>) -> Self {
        self.entity_model = Some(folder.into());
        self
    }

    /// Sets another model for sources, cues and contents.
    #[must_use]
    pub fn attribution_model(mut self, folder: impl Into<ModelFolder>) -> Self {
        self.attribution_model = Some(folder.into());
        self
    }

    /// Sets the meanings of the labels of third-party models.
    #[must_use]
    pub fn labels(mut self, table: LabelTable) -> Self {
        self.labels = table;
        self
    }

    /// Sets the engine that runs the models; if none is set, the default engine runs a model if it can, and torch otherwise.
    #[must_use]
    pub fn engine(mut self, engine: EngineName) -> Self {
        self.engine = Some(engine);
        self
    }

    /// Sets the device to run on: the processor, or a graphics card (with the torch engine).
    #[must_use]
    pub fn device(mut self, device: Device) -> Self {
        self.device = device;
        self
    }

    /// Sets the instruction set for the native engine: "portable", or that of a kind of processor ("AVX2"). Results do not depend on it; by default,
    /// it is the fastest that the processor supports.
    #[must_use]
    pub fn kernels(mut self, name: impl Into<String>) -> Self {
        self.kernels = Some(name.into());
        self
    }

    /// Sets the number of threads for everything; by default, one for every core.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Loads the models.
    ///
    /// # Errors
    ///
    /// When there is no model, a model's file cannot be used, this build lacks the engine, the processor lacks the instructions, or threads cannot
    /// be started.
    pub fn build(self) -> Result<Extractor, ModelError> {
        let threads = self.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from)).max(1);
        let settings = Settings { engine: self.engine, device: self.device, kernels: self.kernels, threads };
        let load = |folder| Tagger::new(settings.open(ModelSpec::load_with(folder, &self.labels)?)?);
        let shared = self.model.or_else(ModelFolder::built_in);
        let attribution = self.attribution_model.or_else(|| shared.clone()).ok_or(ModelError::NoModel)?;
        let entities = self.entity_model.or(shared).ok_or(ModelError::NoModel)?;
        let entity_tagger = if entities == attribution { None } else { Some(load(entities)?) };
        // Each engine has all threads, since two models take turns.
        Extractor::new(load(attribution)?, entity_tagger, threads)
    }
}
