//! From articles to extractions.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::Tagger;
use super::tagger::Encoded;
use crate::article::Article;
use crate::assemble::Assembler;
use crate::attribute::{Attribution, Linker, RoleSpan};
use crate::decode::{LabelledSpan, labelled_spans};
use crate::encode::EncodeError;
use crate::engine::{Batch, EngineError, Head, ModelError, WindowLogits};
use crate::record::{Annotation, Claim};
use crate::segment::{Quotations, paragraphs, quotations};

/// What was found in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// All labels.
    pub annotation: Annotation,
    /// One claim for every attribution, in the order of their contents.
    pub claims: Vec<Claim>,
}

/// Why an article yielded nothing.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// The text cannot be tokenized.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The model failed on it.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A mistake in this program.
    #[error("an internal error ({0}); please report it with the article")]
    Panic(String),
}

/// Everything that is loaded once and shared: models, linker, worker threads.
pub struct Extractor {
    /// One model that does both tasks, or two.
    taggers: Vec<Tagger>,
    entity: Task,
    attribution: Task,
    linker: Linker,
    workers: rayon::ThreadPool,
}

/// A task, the tagger that does it, and the labels of its head.
struct Task {
    tagger: usize,
    head: Head,
}

/// An article on its way: what the models need to see of it.
struct Prepared {
    quotations: Quotations,
    /// One for every tagger.
    encoded: Vec<Encoded>,
}

impl Extractor {
    /// An extractor with one model for both tasks, or a model for entities besides.
    ///
    /// `threads` is the number of threads for everything outside of the engines; an engine has its own.
    ///
    /// # Errors
    ///
    /// When a model lacks the head for its task, or its linker cannot be read.
    pub fn new(attribution: Tagger, entities: Option<Tagger>, threads: usize) -> Result<Self, ModelError> {
        let linker = Linker::load(attribution.spec())?;
        let mut taggers = vec![attribution];
        taggers.extend(entities);
        let task = |tagger: usize, task: &'static str| {
            let spec = taggers[tagger].spec();
            let head = if task == "entities" { &spec.heads.entities } else { &spec.heads.attribution };
            let head = head.clone().ok_or_else(|| ModelError::NoHead { folder: spec.folder.clone(), task })?;
            Ok(Task { tagger, head })
        };
        let (attribution, entity) = (task(0, "attribution")?, task(taggers.len() - 1, "entities")?);
        let workers = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let workers = workers.map_err(|error| ModelError::Threads(error.to_string()))?;
        Ok(Self { taggers, entity, attribution, linker, workers })
    }

    /// Extracts from articles together. What is found in one does not depend on the others.
    #[must_use]
    pub fn extract(&self, articles: &[Article]) -> Vec<Result<Extraction, ArticleError>> {
        let prepared: Vec<_> = self.workers.install(|| articles.par_iter().map(|article| guarded(|| self.prepare(article))).collect());
        let mut windows: Vec<Vec<_>> = prepared.iter().map(|_| Vec::new()).collect();
        for place in 0..self.taggers.len() {
            for (windows, logits) in windows.iter_mut().zip(self.run_tagger(place, &prepared)) {
                windows.push(logits);
            }
        }
        let work: Vec<_> = articles.iter().zip(prepared).zip(windows).collect();
        let finish = |((article, prepared), windows): ((&Article, Result<Prepared, ArticleError>), Vec<_>)| {
            let prepared = prepared?;
            let logits = windows.into_iter().collect::<Result<Vec<_>, _>>()?;
            guarded(|| Ok(self.finish(article, &prepared, &logits)))
        };
        self.workers.install(|| work.into_par_iter().map(finish).collect())
    }

    fn prepare(&self, article: &Article) -> Result<Prepared, ArticleError> {
        let paragraphs = paragraphs(&article.text);
        let encoded = self.taggers.iter().map(|tagger| tagger.encode(&article.text, &paragraphs)).collect::<Result<_, _>>()?;
        Ok(Prepared { quotations: quotations(&article.text, &paragraphs), encoded })
    }

    /// The logits of every article's windows from one tagger. Where the engine fails on the whole, each article is tried alone, so
    /// that only those are lost that it cannot do.
    fn run_tagger(&self, place: usize, prepared: &[Result<Prepared, ArticleError>]) -> Vec<Result<Vec<WindowLogits>, ArticleError>> {
        let engine = &self.taggers[place].engine;
        let windows_of = |article: &Result<Prepared, ArticleError>| match article {
            Ok(article) => article.encoded[place].windows.clone(),
            Err(_) => Vec::new(),
        };
        let batch = Batch { windows: prepared.iter().flat_map(windows_of).collect() };
        let Ok(logits) = engine.run(&batch) else {
            return prepared.iter().map(|article| Ok(engine.run(&Batch { windows: windows_of(article) })?.windows)).collect();
        };
        let mut rest = logits.windows.into_iter();
        prepared.iter().map(|article| Ok(rest.by_ref().take(windows_of(article).len()).collect())).collect()
    }

    /// Logits → entities and attributions → records.
    fn finish(&self, article: &Article, prepared: &Prepared, logits: &[Vec<WindowLogits>]) -> Extraction {
        let entities = self.spans(&self.entity, "entities", article, prepared, logits);
        let attributions = self.attributions(article, prepared, logits);
        let assembler = Assembler::new(article, &entities);
        Extraction {
            annotation: assembler.annotation(&attributions),
            claims: attributions.iter().map(|attribution| assembler.claim(attribution)).collect(),
        }
    }

    fn spans(&self, task: &Task, head: &str, article: &Article, prepared: &Prepared, logits: &[Vec<WindowLogits>]) -> Vec<LabelledSpan> {
        let encoded = &prepared.encoded[task.tagger];
        let logits = self.taggers[task.tagger].stitched(head, encoded, &logits[task.tagger]);
        labelled_spans(&task.head, &logits, &encoded.pieces, &article.text)
    }

    fn attributions(&self, article: &Article, prepared: &Prepared, logits: &[Vec<WindowLogits>]) -> Vec<Attribution> {
        let spans = self.spans(&self.attribution, "attribution", article, prepared, logits);
        let spans: Vec<RoleSpan> = spans.into_iter().filter_map(RoleSpan::from_labelled).collect();
        let place = self.attribution.tagger;
        let encoded = &prepared.encoded[place];
        let vectors = self.taggers[place].stitched("link", encoded, &logits[place]);
        self.linker.link(&article.text, &encoded.pieces, &spans, &vectors, &prepared.quotations)
    }
}

/// Runs a step for one article; a panic becomes that article's error.
fn guarded<T>(step: impl FnOnce() -> Result<T, ArticleError>) -> Result<T, ArticleError> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        let message = message.or_else(|| panic.downcast_ref::<&str>().map(|&message| message.to_owned()));
        Err(ArticleError::Panic(message.unwrap_or_else(|| "no message".to_owned())))
    })
}
