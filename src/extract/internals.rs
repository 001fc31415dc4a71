//! Parts of an extractor that only tests and training use.

use super::{ArticleError, Extractor, Tagger};
use crate::article::Article;
use crate::model::ModelError;
use crate::resolve::Found;

impl Extractor {
    /// Creates an extractor from loaded models: one for both tasks, or a separate one for entities.
    ///
    /// # Errors
    ///
    /// When a model lacks the head for its task, its linker cannot be read, or threads cannot be started.
    pub fn of_taggers(attribution: Tagger, entities: Option<Tagger>, threads: usize) -> Result<Self, ModelError> {
        Self::new(attribution, entities, threads)
    }

    /// Labels articles together, without resolving speakers or making records.
    #[must_use]
    pub fn label<'t>(&self, articles: &'t [Article]) -> Vec<Result<Found<'t>, ArticleError>> {
        self.workers.install(|| self.find(articles))
    }
}
