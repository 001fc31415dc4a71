//! The front door: articles in, claims out.

use super::failure::ArticleError;
use super::groups::{GroupSizes, groups};
use super::profile::Profile;
use super::reader::Reader;
use super::tagger::Tagger;
use crate::article::Article;
use crate::model::{Head, ModelError, ModelSpec};
use crate::record::{Annotation, Claim};
use crate::resolve::Resolver;

/// What was found in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// All labels.
    pub annotation: Annotation,
    /// One claim for every attribution, in the order of their contents.
    pub claims: Vec<Claim>,
}

/// Everything that is loaded once and shared between threads: models, linker, worker threads.
///
/// What is found in an article does not depend on the number of threads, nor on the articles beside it.
pub struct Extractor {
    pub(super) attribution: Tagger,
    pub(super) reader: Reader,
    /// None where the attribution model labels entities too.
    pub(super) entities: Option<Tagger>,
    pub(super) entity_head: Head,
    pub(super) resolver: Resolver,
    pub(super) workers: rayon::ThreadPool,
    pub(super) profile: Profile,
    sizes: GroupSizes,
}

impl Extractor {
    /// Extracts from a text of which nothing else is known. The claims' article has an empty id.
    ///
    /// # Errors
    ///
    /// When the model fails on the text.
    pub fn extract_text(&self, text: &str) -> Result<Extraction, ArticleError> {
        self.extract(&Article::new("", text))
    }

    /// Extracts from one article.
    ///
    /// # Errors
    ///
    /// When the model fails on its text.
    pub fn extract(&self, article: &Article) -> Result<Extraction, ArticleError> {
        self.extract_all(std::slice::from_ref(article)).pop().unwrap_or(Err(ArticleError::Lost))
    }

    /// Extracts from articles that are all in memory, in parallel; one outcome for each, in their order.
    #[must_use]
    pub fn extract_all(&self, articles: &[Article]) -> Vec<Result<Extraction, ArticleError>> {
        self.workers.install(|| self.work(articles))
    }

    /// Extracts from any number of articles, in parallel and in constant memory; one outcome for each, in their order.
    ///
    /// Takes articles, or what `read::path` and the like yield: an article that could not be read is an error in its place.
    pub fn pipe<I>(&self, articles: I) -> impl Iterator<Item = Result<Extraction, ArticleError>>
    where
        I: IntoIterator,
        I::Item: Into<Result<Article, ArticleError>>,
    {
        let articles = articles.into_iter().map(Into::into);
        let groups = groups(articles, self.sizes, |article| article.as_ref().map_or(0, |article| self.sizes.tokens(&article.text)));
        groups.flat_map(|group| self.extract_read(group))
    }

    /// What the folders of its models say about them.
    #[must_use]
    pub fn models(&self) -> Vec<&ModelSpec> {
        std::iter::once(&self.attribution).chain(&self.entities).map(Tagger::spec).collect()
    }

    /// What each of its models runs on, in words.
    #[must_use]
    pub fn runs_on(&self) -> Vec<String> {
        std::iter::once(&self.attribution).chain(&self.entities).map(Tagger::runs_on).collect()
    }

    /// The language that the model was made for, by its ISO 639-3 code; `None` for any.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.attribution.spec().language.as_deref()
    }

    /// How many threads it has.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.workers.current_num_threads()
    }

    /// Where the time went so far.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// An extractor with one model for both tasks, or with a model for entities besides. `threads` is the number of threads for everything
    /// outside of the engines; an engine has its own.
    pub(super) fn new(attribution: Tagger, entities: Option<Tagger>, threads: usize) -> Result<Self, ModelError> {
        let reader = Reader::load(attribution.spec())?;
        let entity_spec = entities.as_ref().unwrap_or(&attribution).spec();
        let entity_head = entity_spec.heads.entities.clone().ok_or_else(|| entity_spec.lacks("entities"))?;
        let resolver = Resolver::load(attribution.spec())?;
        let workers = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let workers = workers.map_err(|error| ModelError::Threads(error.to_string()))?;
        let sizes = GroupSizes::of(attribution.spec());
        Ok(Self { attribution, reader, entities, entity_head, resolver, workers, profile: Profile::default(), sizes })
    }

    /// How large groups of articles are to be.
    #[cfg(feature = "files")]
    pub(crate) fn group_sizes(&self) -> GroupSizes {
        self.sizes
    }

    /// Extracts from those articles that were read.
    fn extract_read(&self, group: Vec<Result<Article, ArticleError>>) -> Vec<Result<Extraction, ArticleError>> {
        let mut articles = Vec::new();
        let read: Vec<Result<(), ArticleError>> = group.into_iter().map(|article| article.map(|article| articles.push(article))).collect();
        let mut extracted = self.extract_all(&articles).into_iter();
        let outcome = |read: Result<(), ArticleError>| read.and_then(|()| extracted.next().unwrap_or(Err(ArticleError::Lost)));
        read.into_iter().map(outcome).collect()
    }
}
