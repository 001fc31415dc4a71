//! Runs the articles of all requests through one extractor, in groups.

use std::cell::Cell;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, timeout_at};

use super::metrics::Metrics;
use super::problem::Problem;
use super::settings::Limits;
use crate::article::Article;
use crate::extract::{ArticleError, Extraction, Extractor, groups};

/// How long a group that is not full waits for more articles.
const GATHERING: Duration = Duration::from_millis(3);

type Outcome = Result<Extraction, ArticleError>;

/// An article, and where its outcome is to be sent.
struct Job {
    article: Article,
    answer: oneshot::Sender<Outcome>,
}

/// The articles waiting for the model, up to a limit.
pub(super) struct Queue {
    jobs: mpsc::Sender<Job>,
    time: Duration,
    ending: watch::Receiver<bool>,
}

impl Queue {
    /// Starts the thread that runs groups of articles through the extractor. Once `ending` is set, all waiting ends.
    pub(super) fn start(
        extractor: Extractor,
        limits: Limits,
        metrics: Arc<Metrics>,
        runtime: Handle,
        ending: watch::Receiver<bool>,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = mpsc::channel(limits.queue.max(1));
        thread::Builder::new().name("groups".to_owned()).spawn(move || run(&extractor, waiting, &metrics, &runtime))?;
        Ok(Self { jobs, time: limits.time, ending })
    }

    /// Whether the queue has room for another article.
    pub(super) fn has_room(&self) -> bool {
        self.jobs.capacity() > 0
    }

    /// Whether the server still works on articles.
    pub(super) fn is_alive(&self) -> bool {
        !self.jobs.is_closed() && !*self.ending.borrow()
    }

    /// The number of articles waiting.
    pub(super) fn len(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// Extracts from an article, unless the queue is full.
    pub(super) async fn extract(&self, article: Article) -> Result<Extraction, Problem> {
        let place = self.jobs.try_reserve().map_err(|_| Problem::Busy)?;
        self.hand_in(place, article).await
    }

    /// Extracts from an article, waiting for a place in the queue first.
    pub(super) async fn extract_in_turn(&self, article: Article) -> Result<Extraction, Problem> {
        let place = tokio::select! {
            place = self.jobs.reserve() => place.map_err(|_| Problem::Stopping)?,
            () = self.ended() => return Err(Problem::Stopping),
        };
        self.hand_in(place, article).await
    }

    async fn hand_in(&self, place: mpsc::Permit<'_, Job>, article: Article) -> Result<Extraction, Problem> {
        let (answer, outcome) = oneshot::channel();
        place.send(Job { article, answer });
        tokio::select! {
            outcome = outcome => Ok(outcome.unwrap_or(Err(ArticleError::Lost))?),
            () = sleep(self.time) => Err(Problem::Late),
            () = self.ended() => Err(Problem::Stopping),
        }
    }

    async fn ended(&self) {
        let _ = self.ending.clone().wait_for(|has_ended| *has_ended).await;
    }
}

/// Runs groups through the extractor until nobody can hand in any more articles.
fn run(extractor: &Extractor, mut waiting: mpsc::Receiver<Job>, metrics: &Metrics, runtime: &Handle) {
    // When the current group stops accepting articles; `None` while it has none, since then it may wait for any time.
    let until: Cell<Option<Instant>> = Cell::new(None);
    let is_open = Cell::new(true);
    let jobs = iter::from_fn(|| {
        let job = next_wanted(&mut waiting, until.get(), runtime);
        is_open.set(job.is_some() || until.get().is_some());
        until.set(job.is_some().then(|| until.get().unwrap_or_else(|| Instant::now() + GATHERING)));
        job
    });
    let sizes = extractor.group_sizes();
    let mut groups = groups(jobs, sizes, |job| sizes.tokens(&job.article.text));
    while is_open.get() {
        if let Some(group) = groups.next() {
            answer(extractor, group, metrics);
        }
        until.set(until.get().map(|_| Instant::now() + GATHERING));
    }
}

/// The next article that somebody still waits for; `None` when the time is up or nobody can hand in any more.
fn next_wanted(waiting: &mut mpsc::Receiver<Job>, until: Option<Instant>, runtime: &Handle) -> Option<Job> {
    loop {
        let job = match until {
            None => waiting.blocking_recv(),
            Some(until) => runtime.block_on(async { timeout_at(until, waiting.recv()).await.ok().flatten() }),
        }?;
        if !job.answer.is_closed() {
            return Some(job);
        }
    }
}

/// Extracts from a group and sends each outcome to whoever waits for it.
fn answer(extractor: &Extractor, group: Vec<Job>, metrics: &Metrics) {
    let (articles, answers): (Vec<Article>, Vec<_>) = group.into_iter().map(|job| (job.article, job.answer)).unzip();
    let outcomes = catch_unwind(AssertUnwindSafe(|| extractor.extract_all(&articles))).unwrap_or_default();
    metrics.group(&articles, &outcomes);
    let outcomes = outcomes.into_iter().map(Some).chain(iter::repeat_with(|| None));
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        // Whoever has stopped waiting has no use for it.
        let _ = answer.send(outcome.unwrap_or(Err(ArticleError::Lost)));
    }
}
