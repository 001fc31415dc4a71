//! The models and articles of these tests.

use std::fs;
use std::path::{Path, PathBuf};

use whosaid::decode::stitch;
use whosaid::encode::{Encoder, Pieces};
use whosaid::engine::{Batch, Engine, Logits, Matrix, TokenWindow, TorchEngine};
use whosaid::model::{Device, ModelSpec};
use whosaid::segment::Text;

/// The models that `scripts/torch_fixtures.py` makes.
pub(crate) const KINDS: [&str; 5] = ["bert", "distilbert", "roberta", "electra", "xlm-roberta"];

pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn shipped_model() -> PathBuf {
    project().join("models/news")
}

pub(crate) fn small_model(kind: &str) -> PathBuf {
    project().join("tests/torch/models").join(kind)
}

/// The corpus's articles with their names.
pub(crate) fn corpus() -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(project().join("corpus/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: PathBuf| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap());
    paths.into_iter().map(named).collect()
}

pub(crate) fn torch(folder: &Path) -> TorchEngine {
    TorchEngine::load(ModelSpec::load(folder).unwrap(), Device::Cpu, 2).unwrap()
}

/// An article as an engine takes it.
pub(crate) struct Encoded {
    pub(crate) pieces: Pieces,
    ranges: Vec<std::ops::Range<usize>>,
    pub(crate) windows: Vec<TokenWindow>,
}

pub(crate) fn encode(encoder: &Encoder, text: &str) -> Encoded {
    let pieces = encoder.pieces(text, Text::new(text).paragraphs()).unwrap();
    let (ranges, windows) = encoder.windows(&pieces).into_iter().unzip();
    Encoded { pieces, ranges, windows }
}

/// Runs the windows of all articles as one batch; a matrix for every article, of one output of the model.
pub(crate) fn run(engine: &dyn Engine, articles: &[Encoded], output: usize) -> Vec<Matrix> {
    let windows = articles.iter().flat_map(|article| article.windows.iter().cloned()).collect();
    let Logits { windows } = engine.run(&Batch { windows }).unwrap();
    let mut rest = windows.iter();
    let matrix = |article: &Encoded| {
        let heads: Vec<&Matrix> = rest.by_ref().take(article.windows.len()).map(|window| &window.heads[output]).collect();
        stitch(&article.ranges, &heads)
    };
    articles.iter().map(matrix).collect()
}

/// The column of a row's largest number.
pub(crate) fn best(row: &[f32]) -> usize {
    (0..row.len()).reduce(|a, b| if row[b] > row[a] { b } else { a }).unwrap()
}
