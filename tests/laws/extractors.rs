//! Extractors shared by the tests: loading a model takes longer than most tests.

use std::path::Path;
use std::sync::OnceLock;

use whosaid::article::Article;
use whosaid::engine::{Batch, Engine, EngineError, FakeEngine, Logits, NativeEngine};
use whosaid::extract::{Extraction, Extractor, Tagger};
use whosaid::model::{ModelSpec, Output};

const THREADS: usize = 2;

/// The shipped model.
pub(crate) fn shipped() -> &'static Extractor {
    static SHIPPED: OnceLock<Extractor> = OnceLock::new();
    SHIPPED.get_or_init(|| extractor(NativeEngine::load(shipped_spec()).unwrap()))
}

/// The shipped model's tokenizer and linker with logits generated from token ids, including attributions within contents.
pub(crate) fn fake() -> &'static Extractor {
    static FAKE: OnceLock<Extractor> = OnceLock::new();
    FAKE.get_or_init(|| extractor(fake_engine()))
}

/// Like [`fake`], but with few labelled words, as in news: where nearly every word has a label, a long text takes long to link.
pub(crate) fn sparing() -> &'static Extractor {
    static SPARING: OnceLock<Extractor> = OnceLock::new();
    SPARING.get_or_init(|| extractor(SparingEngine(fake_engine())))
}

/// Like [`sparing`], but an article of any length is a single window.
pub(crate) fn sparing_with_endless_window() -> &'static Extractor {
    static ENDLESS: OnceLock<Extractor> = OnceLock::new();
    ENDLESS.get_or_init(|| extractor(SparingEngine(FakeEngine::new(ModelSpec { max_length: 1 << 40, ..fake_spec() }))))
}

/// One in this many token ids may have a label other than the first, which means no span.
const ONE_LABEL_IN: u32 = 8;

struct SparingEngine(FakeEngine);

impl Engine for SparingEngine {
    fn spec(&self) -> &ModelSpec {
        self.0.spec()
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        let mut logits = self.0.run(batch)?;
        for (window, logits) in batch.windows.iter().zip(&mut logits.windows) {
            let heads = logits.heads.iter_mut().zip(self.spec().outputs());
            for (matrix, _) in heads.filter(|(_, (output, _))| *output != Output::Link) {
                let rows = matrix.values.chunks_mut(matrix.width).zip(&window.ids);
                rows.filter(|(_, id)| *id % ONE_LABEL_IN != 0).for_each(|(row, _)| row[0] += 10.0);
            }
        }
        Ok(logits)
    }
}

pub(crate) fn extractor(engine: impl Engine + 'static) -> Extractor {
    Extractor::of_taggers(Tagger::new(Box::new(engine)).unwrap(), None, THREADS).unwrap()
}

pub(crate) fn fake_engine() -> FakeEngine {
    FakeEngine::new(fake_spec())
}

fn fake_spec() -> ModelSpec {
    let mut spec = shipped_spec();
    spec.heads.nested = spec.heads.attribution.clone();
    spec.nested.score = 0.0;
    spec
}

pub(crate) fn shipped_spec() -> ModelSpec {
    static SPEC: OnceLock<ModelSpec> = OnceLock::new();
    SPEC.get_or_init(|| ModelSpec::load(project().join("models/news")).unwrap()).clone()
}

pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An article with only an `id` and a text.
pub(crate) fn article(id: &str, text: &str) -> Article {
    Article::new(id, text)
}

/// The extraction from one text; an error fails the test.
pub(crate) fn extract_one(extractor: &Extractor, text: &str) -> Extraction {
    extractor.extract(&article("made-up", text)).unwrap_or_else(|error| panic!("{error}: {text:?}"))
}
