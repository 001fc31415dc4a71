//! The main entry point: articles in, claims out.

use super::failure::ArticleError;
use super::groups::{GroupSizes, groups};
use super::profile::Profile;
use super::reader::Reader;
use super::tagger::Tagger;
use crate::article::Article;
use crate::model::{Head, ModelError, ModelSpec};
use crate::record::{Annotation, Claim};
use crate::resolve::Resolver;

/// The results for one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// All labels in the article.
    pub annotation: Annotation,
    /// One claim for every attribution, in the order of their contents.
    pub claims: Vec<Claim>,
}

/// Everything that is loaded once and shared between threads: models, linker, worker threads.
///
/// The results for an article depend neither on the number of threads nor on the other articles.
pub struct Extractor {
    pub(super) attribution: Tagger,
    pub(super) reader: Reader,
    /// `None` where the attribution model labels entities too.
    pub(super) entities: Option<Tagger>,
    pub(super) entity_head: Head,
    pub(super) resolver: Resolver,
    pub(super) workers: rayon::ThreadPool,
    pub(super) profile: Profile,
    sizes: GroupSizes,
}

impl Extractor {
    /// Extracts from a text about which nothing else is known. The claims' article has an empty id.
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

    /// Extracts from articles held in memory, in parallel; returns one result for each, in their order.
    #[must_use]
    pub fn extract_all(&self, articles: &[Article]) -> Vec<Result<Extraction, ArticleError>> {
        self.workers.install(|| self.work(articles))
    }

    /// Extracts from any number of articles, in parallel and in constant memory; yields one result for each, in their order.
    ///
    /// Takes articles, or the entries that `read::path` and the like yield: an article that could not be read yields an error in its place.
    pub fn pipe<I>(&self, articles: I) -> impl Iterator<Item = Result<Extraction, ArticleError>>
    where
        I: IntoIterator,
        I::Item: Into<Result<Article, ArticleError>>,
    {
        let articles = articles.into_iter().map(Into::into);
        let groups = groups(articles, self.sizes, |article| article.as_ref().map_or(0, |article| self.sizes.tokens(&article.text)));
        groups.flat_map(|group| self.extract_read(group))
    }

    /// Returns the descriptions of the models, as read from their folders.
    #[must_use]
    pub fn models(&self) -> Vec<&ModelSpec> {
        std::iter::once(&self.attribution).chain(&self.entities).map(Tagger::spec).collect()
    }

    /// Returns what each model runs on, for a message.
    #[must_use]
    pub fn runs_on(&self) -> Vec<String> {
        std::iter::once(&self.attribution).chain(&self.entities).map(Tagger::runs_on).collect()
    }

    /// Returns the ISO 639-3 code of the language that the attribution model was made for; `None` for any language.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.attribution.spec().language.as_deref()
    }

    /// Returns the number of threads.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.workers.current_num_threads()
    }

    /// Returns how long each step of the work has taken so far.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Creates an extractor with one model for both tasks, or with a separate model for entities. `threads` is the number of threads for everything
    /// outside the engines, which have their own.
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

    /// Returns the sizes of the groups in which articles are run.
    #[cfg(feature = "files")]
    pub(crate) fn group_sizes(&self) -> GroupSizes {
        self.sizes
    }

    /// Extracts from those articles of a group that could be read.
    fn extract_read(&self, group: Vec<Result<Article, ArticleError>>) -> Vec<Result<Extraction, ArticleError>> {
        let mut articles = Vec::new();
        let read: Vec<Result<(), ArticleError>> = group.into_iter().map(|article| article.map(|article| articles.push(article))).collect();
        let mut extracted = self.extract_all(&articles).into_iter();
        let outcome = |read: Result<(), ArticleError>| read.and_then(|()| extracted.next().unwrap_or(Err(ArticleError::Lost)));
        read.into_iter().map(outcome).collect()
    }
}
