//! The order of the work for articles that are at hand.

use rayon::prelude::*;

use super::Tagger;
use super::failure::{ArticleError, guarded};
use super::nested::Nesting;
use super::profile::{Profile, Step};
use super::statements::keep_statements;
use super::tagger::Tagged;
use crate::article::Article;
use crate::assemble::Assembler;
use crate::attribute::{Linker, RoleSpan};
use crate::decode::{consistent, probabilities_of};
use crate::model::{Head, ModelError, ModelSpec};
use crate::record::{Annotation, Claim};
use crate::resolve::{Labels, Resolver};
use crate::segment::{paragraphs, quotations, sentences};
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
    resolver: Resolver,
    workers: rayon::ThreadPool,
    profile: Profile,
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
        let lacks = |tagger: &Tagger, task| ModelError::NoHead { folder: tagger.spec().folder.root().to_path_buf(), task };
        let attribution_head = attribution.spec().heads.attribution.clone().ok_or_else(|| lacks(&attribution, "attribution"))?;
        let entity_tagger = entities.as_ref().unwrap_or(&attribution);
        let entity_head = entity_tagger.spec().heads.entities.clone().ok_or_else(|| lacks(entity_tagger, "entities"))?;
        let linker = Linker::load(attribution.spec())?;
        let resolver = Resolver::load(attribution.spec())?;
        let workers = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let workers = workers.map_err(|error| ModelError::Threads(error.to_string()))?;
        Ok(Self { attribution, attribution_head, entities, entity_head, linker, resolver, workers, profile: Profile::default() })
    }

    /// What the folders of its models say about them.
    #[must_use]
    pub fn models(&self) -> Vec<&ModelSpec> {
        std::iter::once(&self.attribution).chain(&self.entities).map(Tagger::spec).collect()
    }

    /// Extracts from articles together. What is found in one does not depend on the others.
    #[must_use]
    pub fn extract(&self, articles: &[Article]) -> Vec<Result<Extraction, ArticleError>> {
        self.workers.install(|| {
            let labelled = self.label_all(articles);
            let pairs = articles.par_iter().zip(labelled);
            let records = pairs.map(|(article, labels)| labels.and_then(|labels| guarded(|| Ok(self.records(article, &labels)))));
            self.profile.time(Step::Resolve, || records.collect())
        })
    }

    /// Where the time went so far.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Labels articles together, without resolving speakers or making records.
    #[must_use]
    pub fn label(&self, articles: &[Article]) -> Vec<Result<Labels, ArticleError>> {
        self.workers.install(|| self.label_all(articles))
    }

    fn label_all(&self, articles: &[Article]) -> Vec<Result<Labels, ArticleError>> {
        let paragraphs: Vec<Vec<Span>> = articles.par_iter().map(|article| paragraphs(&article.text)).collect();
        let tag = |tagger: &Tagger| self.profile.time(Step::Model, || tagger.tag(articles, &paragraphs));
        let attribution = tag(&self.attribution);
        let entities: Vec<Option<_>> = match &self.entities {
            Some(tagger) => tag(tagger).into_iter().map(Some).collect(),
            None => articles.iter().map(|_| None).collect(),
        };
        let tagged = attribution.into_par_iter().zip(entities);
        let inputs = articles.par_iter().zip(paragraphs).zip(tagged);
        let labels = inputs.map(|((article, paragraphs), (attribution, entities))| {
            let (attribution, entities) = (attribution?, entities.transpose()?);
            guarded(|| Ok(self.labels(&article.text, paragraphs, attribution, entities.as_ref())))
        });
        let mut labels: Vec<_> = self.profile.time(Step::Decode, || labels.collect());
        let nesting = Nesting { tagger: &self.attribution, head: &self.attribution_head, linker: &self.linker };
        self.profile.time(Step::Nested, || nesting.add(articles, &mut labels));
        labels
    }

    /// Logits → spans → attributions.
    fn labels(&self, text: &str, paragraphs: Vec<Span>, mut attribution: Tagged, entities: Option<&Tagged>) -> Labels {
        let names = entities.unwrap_or(&attribution);
        let mut names = consistent(names.spans("entities", &self.entity_head, text), "PER", &names.pieces, text);
        if entities.is_some() {
            // The other model may have split the text in other places.
            for name in &mut names {
                name.pieces = attribution.pieces_of(name.span);
            }
        }
        let spans = attribution.spans("attribution", &self.attribution_head, text);
        let spans: Vec<RoleSpan> = spans.into_iter().filter_map(RoleSpan::from_labelled).collect();
        let quotations = quotations(text, &paragraphs);
        let mut attributions = self.linker.link(text, &attribution.pieces, &spans, attribution.output("link"), &quotations);
        keep_statements(text, &paragraphs, &quotations, &mut attributions);
        let cues = probabilities_of("Cue", &self.attribution_head, attribution.output("attribution"));
        let reference = attribution.take_output("reference");
        let sentences = sentences(text, &paragraphs);
        Labels { paragraphs, sentences, quotations, pieces: attribution.pieces, cues, entities: names, attributions, reference }
    }

    /// Attributions → speakers → records.
    fn records(&self, article: &Article, labels: &Labels) -> Extraction {
        let resolved = self.resolver.resolve(&article.text, labels);
        let assembler = Assembler::new(article, labels);
        let pairs = labels.attributions.iter().zip(&resolved);
        let claims: Vec<Claim> = pairs.map(|(attribution, resolved)| assembler.claim(attribution, resolved)).collect();
        Extraction { annotation: assembler.annotation(&claims), claims }
    }
}
