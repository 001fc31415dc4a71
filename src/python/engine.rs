//! The extractor for Python.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use whosaid::read::{Settings, checked};
use whosaid::{Article, Claim, Extractor};

use crate::ModelError;
use crate::rows::Rows;
use crate::work::interruptible;

/// An article as Python passes it: id, text, title, date.
type Given = (String, String, Option<String>, Option<String>);
/// Why an article yielded nothing: the kind in one word, and a sentence.
type Failure = (&'static str, String);
/// The claims of an article as a JSON array, or the reason why there are none.
type Outcome = (Option<String>, Option<Failure>);

/// A loaded model with its threads.
#[pyclass(frozen, module = "whosaid._native")]
pub(crate) struct Engine {
    extractor: Arc<Extractor>,
    settings: Arc<Settings>,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(py: Python<'_>, model: Option<PathBuf>, threads: Option<usize>, any_language: bool, largest_article: u64) -> PyResult<Self> {
        let mut builder = Extractor::builder();
        if let Some(folder) = model {
            builder = builder.model(folder);
        }
        if let Some(threads) = threads {
            builder = builder.threads(threads);
        }
        let extractor = py.detach(|| builder.build()).map_err(|error| ModelError::new_err(error.to_string()))?;
        let language = extractor.language().filter(|_| !any_language).map(str::to_owned);
        let settings = Settings { largest_article, language, ..Settings::default() };
        Ok(Self { extractor: Arc::new(extractor), settings: Arc::new(settings) })
    }

    /// The number of threads.
    #[getter]
    fn threads(&self) -> usize {
        self.extractor.threads()
    }

    /// The outcome of each article, in their order.
    fn run(&self, py: Python<'_>, articles: Vec<Given>) -> PyResult<Vec<Outcome>> {
        self.work(py, articles, |outcomes| outcomes.into_iter().map(json).collect())
    }

    /// The claims of all articles as rows, and the failures by the articles' indices.
    fn rows(&self, py: Python<'_>, articles: Vec<Given>) -> PyResult<(Rows, Vec<(usize, Failure)>)> {
        self.work(py, articles, |outcomes| {
            let (mut claims, mut failures) = (Vec::new(), Vec::new());
            for (place, outcome) in outcomes.into_iter().enumerate() {
                match outcome {
                    Ok(found) => claims.extend(found),
                    Err(failure) => failures.push((place, failure)),
                }
            }
            Rows::of(&claims).map(|rows| (rows, failures))
        })?
    }
}

impl Engine {
    /// The result of `give` for the outcomes, all computed without the interpreter.
    fn work<T: Send + 'static>(
        &self,
        py: Python<'_>,
        articles: Vec<Given>,
        give: impl FnOnce(Vec<Result<Vec<Claim>, Failure>>) -> T + Send + 'static,
    ) -> PyResult<T> {
        let (extractor, settings) = (Arc::clone(&self.extractor), Arc::clone(&self.settings));
        interruptible(py, move || give(outcomes(&extractor, &settings, articles)))
    }
}

fn outcomes(extractor: &Extractor, settings: &Settings, given: Vec<Given>) -> Vec<Result<Vec<Claim>, Failure>> {
    let mut articles = Vec::new();
    let checked: Vec<Result<(), Failure>> = given
        .into_iter()
        .map(|(id, text, title, published)| {
            let article = checked(Article { title, published, ..Article::new(id, text) }, settings);
            article.map(|article| articles.push(article)).map_err(|problem| (problem.kind(), problem.to_string()))
        })
        .collect();
    let mut found = extractor.extract_all(&articles).into_iter();
    let mut of_checked = || match found.next()? {
        Ok(extraction) => Some(Ok(extraction.claims)),
        Err(error) => Some(Err((error.kind(), error.to_string()))),
    };
    checked.into_iter().filter_map(|checked| checked.map_or_else(|failure| Some(Err(failure)), |()| of_checked())).collect()
}

fn json(outcome: Result<Vec<Claim>, Failure>) -> Outcome {
    let written = outcome.and_then(|claims| serde_json::to_string(&claims).map_err(|error| ("internal", error.to_string())));
    match written {
        Ok(claims) => (Some(claims), None),
        Err(failure) => (None, Some(failure)),
    }
}
