//! Law 7 at the engine: an article that the engine cannot process is lost alone, whether the engine returns an error or panics.

use whosaid::engine::{Batch, Engine, EngineError, FakeEngine, Logits, Matrix, WindowLogits};
use whosaid::extract::Extraction;
use whosaid::model::ModelSpec;

use super::extractors::{article, extract_one, extractor, fake, fake_engine};

const SHORT: &str = "“The harbour will stay open,” Maria Keller told reporters.";

#[test]
fn an_error_costs_its_own_article_only() {
    assert_loses_the_long_article_only(|| Err(EngineError { engine: "picky", model: "nowhere".into(), message: "too long".to_owned() }));
}

#[test]
fn a_panic_costs_its_own_article_only() {
    assert_loses_the_long_article_only(|| panic!("too long"));
}

#[test]
fn values_that_are_no_numbers_cost_their_own_article_only() {
    assert_loses_the_long_article_only(|| {
        let matrix = |(_, width)| Matrix { values: vec![f32::NAN; 320 * width], width };
        Ok(Logits { windows: vec![WindowLogits { heads: fake_engine().spec().outputs().into_iter().map(matrix).collect() }; 3] })
    });
}

#[track_caller]
fn assert_loses_the_long_article_only(fail: fn() -> Result<Logits, EngineError>) {
    let picky = extractor(PickyEngine { engine: fake_engine(), fail });
    let articles = [article("made-up", SHORT), article("long", &SHORT.repeat(20)), article("made-up", SHORT)];
    let outcomes: Vec<Option<Extraction>> = picky.extract_all(&articles).into_iter().map(Result::ok).collect();
    let short = extract_one(fake(), SHORT);
    assert_eq!(outcomes, [Some(short.clone()), None, Some(short)]);
}

/// Fails on windows longer than [`SHORT`] needs.
struct PickyEngine {
    engine: FakeEngine,
    fail: fn() -> Result<Logits, EngineError>,
}

impl Engine for PickyEngine {
    fn spec(&self) -> &ModelSpec {
        self.engine.spec()
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        let longest = batch.windows.iter().map(|window| window.ids.len()).max();
        if longest > Some(100) { (self.fail)() } else { self.engine.run(batch) }
    }
}
