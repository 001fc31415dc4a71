//! Counters for Prometheus.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use crate::article::Article;
use crate::extract::{ArticleError, Extraction};

/// The media type of [`Metrics::text`].
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    path: String,
    status: u32,
}

/// The metrics, and the registry that knows their names.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Kind, Counter>,
    latency: Histogram,
    queue: Gauge,
    articles: Counter,
    failures: Counter,
    words: Counter,
    claims: Counter,
    groups: Histogram,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("whosaid"),
            requests: Family::default(),
            latency: Histogram::new(exponential_buckets(0.001, 2.0, 16)),
            queue: Gauge::default(),
            articles: Counter::default(),
            failures: Counter::default(),
            words: Counter::default(),
            claims: Counter::default(),
            groups: Histogram::new(exponential_buckets(1.0, 2.0, 9)),
        };
        let registry = &mut metrics.registry;
        registry.register("requests", "Requests by path and status", metrics.requests.clone());
        registry.register_with_unit("latency", "From a request's head to its answer's", Unit::Seconds, metrics.latency.clone());
        registry.register("queue", "Articles that wait for the model", metrics.queue.clone());
        registry.register("articles", "Articles that were extracted from", metrics.articles.clone());
        registry.register("failures", "Articles on which the model failed", metrics.failures.clone());
        registry.register("words", "Words of those articles", metrics.words.clone());
        registry.register("claims", "Claims found in them", metrics.claims.clone());
        registry.register("group_articles", "Articles that went through the model together", metrics.groups.clone());
        metrics
    }

    /// Counts a request.
    pub(super) fn request(&self, path: &str, status: u16, taken: Duration) {
        self.requests.get_or_create(&Kind { path: path.to_owned(), status: status.into() }).inc();
        self.latency.observe(taken.as_secs_f64());
    }

    /// Counts a group of articles that went through the model together.
    pub(super) fn group(&self, articles: &[Article], outcomes: &[Result<Extraction, ArticleError>]) {
        let claims: usize = outcomes.iter().flatten().map(|extraction| extraction.claims.len()).sum();
        self.articles.inc_by(articles.len() as u64);
        self.failures.inc_by(outcomes.iter().filter(|outcome| outcome.is_err()).count() as u64);
        self.words.inc_by(articles.iter().map(Article::words).sum::<usize>() as u64);
        self.claims.inc_by(claims as u64);
        #[expect(clippy::cast_precision_loss, reason = "a group has no more than some hundred articles")]
        self.groups.observe(articles.len() as f64);
    }

    /// All metrics in the text format that Prometheus reads.
    pub(super) fn text(&self, queue: usize) -> String {
        self.queue.set(i64::try_from(queue).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
