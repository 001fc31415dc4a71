//! The order of the work for articles that are at hand.

use rayon::prelude::*;

use super::Tagger;
use super::failure::{ArticleError, guarded};
use super::tagger::Tagged;
use crate::article::Article;
use crate::assemble::Assembler;
use crate::attribute::{Linker, RoleSpan};
use crate::engine::{Head, ModelError};
use crate::record::{Annotation, Claim};
use crate::segment::{paragraphs, quotations};
use crate::text::Span;

/// What was found in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// All labels.
    pub annotation: Annotation,
    /// One claim for every attribution, in the order of their contents.
    pub claims: Vec<Claim>,
}

/// Everything that is loaded once and shared: models, linker, worker threads.
pub struct Extractor {
    attribution: Tagger,
    attribution_head: Head,
    /// None where the attribution model labels entities too.
    entities: Option<Tagger>,
    entity_head: Head,
    linker: Linker,
    workers: rayon::ThreadPool,
}

impl Extractor {
    /// An extractor with one model for both tasks, or with a model for entities besides.
    ///
    /// `threads` is the number of threads for everything outside of the engines; an engine has its own.
    ///
    /// # Errors
    ///
    /// When a model lacks the head for its task, its linker cannot be read, or threads cannot be started.
    pub fn new(attribution: Tagger, entities: Option<Tagger>, threads: usize) -> Result<Self, ModelError> {
        let lacks = |tagger: &Tagger, task| ModelError::NoHead { folder: tagger.spec().folder.clone(), task };
        let attribution_head = attribution.spec().heads.attribution.clone().ok_or_else(|| lacks(&attribution, "attribution"))?;
        let entity_tagger = entities.as_ref().unwrap_or(&attribution);
        let entity_head = entity_tagger.spec().heads.entities.clone().ok_or_else(|| lacks(entity_tagger, "entities"))?;
        let linker = Linker::load(attribution.spec())?;
        let workers = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let workers = workers.map_err(|error| ModelError::Threads(error.to_string()))?;
        Ok(Self { attribution, attribution_head, entities, entity_head, linker, workers })
    }

    /// Extracts from articles together. What is found in one does not depend on the others.
    #[must_use]
    pub fn extract(&self, articles: &[Article]) -> Vec<Result<Extraction, ArticleError>> {
        self.workers.install(|| {
            let paragraphs: Vec<Vec<Span>> = articles.par_iter().map(|article| paragraphs(&article.text)).collect();
            let attribution = self.attribution.tag(articles, &paragraphs);
            let entities: Vec<Option<_>> = match &self.entities {
                Some(tagger) => tagger.tag(articles, &paragraphs).into_iter().map(Some).collect(),
                None => articles.iter().map(|_| None).collect(),
            };
            let tagged = attribution.into_par_iter().zip(entities);
            let inputs = articles.par_iter().zip(&paragraphs).zip(tagged);
            let extractions = inputs.map(|((article, paragraphs), (attribution, entities))| {
                let (attribution, entities) = (attribution?, entities.transpose()?);
                guarded(|| Ok(self.finish(article, paragraphs, &attribution, entities.as_ref().unwrap_or(&attribution))))
            });
            extractions.collect()
        })
    }

    /// Logits → spans → attributions → records.
    fn finish(&self, article: &Article, paragraphs: &[Span], attribution: &Tagged, entities: &Tagged) -> Extraction {
        let text = &article.text;
        let names = entities.spans("entities", &self.entity_head, text);
        let spans = attribution.spans("attribution", &self.attribution_head, text);
        let spans: Vec<RoleSpan> = spans.into_iter().filter_map(RoleSpan::from_labelled).collect();
        let quotations = quotations(text, paragraphs);
        let attributions = self.linker.link(text, &attribution.pieces, &spans, attribution.output("link"), &quotations);
        let assembler = Assembler::new(article, &names);
        Extraction {
            annotation: assembler.annotation(&attributions),
            claims: attributions.iter().map(|attribution| assembler.claim(attribution)).collect(),
        }
    }
}
