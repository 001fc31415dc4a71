//! Logits of any value for any text, through decoding, linking, speakers and records.

#![no_main]

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use whosaid::article::Article;
use whosaid::engine::{Batch, Engine, EngineError, Logits, Matrix, WindowLogits};
use whosaid::extract::{Extractor, Tagger};
use whosaid::model::ModelSpec;

/// The bytes that the next logits are made of.
static BYTES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news");
    let engine = FuzzedEngine(ModelSpec::load(&folder).expect("the shipped model"));
    Extractor::of_taggers(Tagger::new(Box::new(engine)).expect("its tokenizer"), None, 1).expect("its heads")
});

/// Gives the fuzzer's bytes as logits.
struct FuzzedEngine(ModelSpec);

impl Engine for FuzzedEngine {
    fn spec(&self) -> &ModelSpec {
        &self.0
    }

    fn run(&self, batch: &Batch) -> Result<Logits, EngineError> {
        let bytes = BYTES.lock().expect("one thread at a time").clone();
        let mut values = bytes.iter().cycle().map(|&byte| f32::from(byte.cast_signed()) / 8.0);
        let mut matrix = |rows: usize, width: usize| Matrix {
            values: (0..rows * width).map(|_| values.next().unwrap_or_default()).collect(),
            width,
        };
        let outputs = self.0.outputs();
        let windows = batch.windows.iter().map(|window| WindowLogits {
            heads: outputs.iter().map(|&(_, width)| matrix(window.ids.len(), width)).collect(),
        });
        Ok(Logits { windows: windows.collect() })
    }
}

fuzz_target!(|input: (Vec<u8>, &str)| {
    let (bytes, text) = input;
    *BYTES.lock().expect("one thread at a time") = bytes;
    let extraction = EXTRACTOR.extract(&Article::new("fuzzed", text)).expect("no text and no logits are too much");
    let characters: Vec<char> = text.chars().collect();
    let quoted = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
    for claim in &extraction.claims {
        for part in claim.source.iter().chain(&claim.cue).chain(&claim.via).chain(&claim.cites) {
            assert_eq!(quoted(part.start, part.end), part.text);
        }
        let content: Vec<String> = claim.content.spans.iter().map(|span| quoted(span.start, span.end)).collect();
        assert_eq!(content.join(" … "), claim.content.text);
        assert!((0.0..=1.0).contains(&claim.score), "{claim:?}");
    }
    for entity in &extraction.annotation.entities {
        assert_eq!(quoted(entity.start, entity.end), entity.text);
    }
});
