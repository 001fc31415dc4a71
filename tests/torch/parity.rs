//! The same weights through both engines.

use std::path::Path;

use whosaid::article::Article;
use whosaid::encode::Encoder;
use whosaid::engine::{Engine, EngineName, Matrix, Settings};
use whosaid::extract::{Extractor, Tagger};
use whosaid::model::{Device, ModelSpec, Output};
use whosaid::record::Annotation;

use super::folders::{best, corpus, encode, run, shipped_model, torch};

/// The native engine rounds each activation to one of 128 values, and torch none.
const SAME_LABELS: f64 = 0.99;
const SAME_SPANS: f64 = 0.98;

#[test]
fn floats_label_as_bytes_do() {
    let texts: Vec<String> = corpus().into_iter().map(|(_, text)| text).collect();
    let compared = compare(&shipped_model(), &shipped_model(), &texts);
    println!("{compared:?}");
    assert!(compared.same_labels >= SAME_LABELS, "{compared:?}");
}

#[test]
fn floats_find_what_bytes_find() {
    let articles: Vec<Article> = corpus().into_iter().map(|(name, text)| Article::new(name, text)).collect();
    let spans = |engine: EngineName| {
        let settings = Settings { engine: Some(engine), device: Device::Cpu, kernels: None, threads: 2 };
        let engine = settings.open(ModelSpec::load(shipped_model()).unwrap()).unwrap();
        let extractor = Extractor::of_taggers(Tagger::new(engine).unwrap(), None, 2).unwrap();
        extractor.extract_all(&articles).into_iter().flat_map(|extraction| spans(&extraction.unwrap().annotation)).collect::<Vec<_>>()
    };
    let (native, torch) = (spans(EngineName::Native), spans(EngineName::Torch));
    let same = native.iter().filter(|span| torch.contains(span)).count();
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let share = 2.0 * same as f64 / (native.len() + torch.len()) as f64;
    println!("{} spans by the native engine, {} by torch, {same} in both: F1 {share:.4}", native.len(), torch.len());
    assert!(share >= SAME_SPANS, "{share}");
}

#[derive(Debug)]
#[expect(dead_code, reason = "shown")]
struct Compared {
    tokens: usize,
    /// The share of tokens with the same most likely label, in the head that differs more.
    same_labels: f64,
    /// The largest difference of a label's probability.
    furthest_score: f32,
    /// The largest difference of any output, the vectors included.
    furthest_output: f32,
}

/// One folder through the native engine, the other through torch.
fn compare(native: &Path, torch_folder: &Path, texts: &[String]) -> Compared {
    let spec = ModelSpec::load(native).unwrap();
    let encoder = Encoder::load(&spec).unwrap();
    let articles: Vec<_> = texts.iter().map(|text| encode(&encoder, text)).collect();
    let outputs = spec.outputs();
    let settings = Settings { engine: Some(EngineName::Native), device: Device::Cpu, kernels: None, threads: 2 };
    let (native, torch): (Box<dyn Engine>, _) = (settings.open(spec).unwrap(), torch(torch_folder));
    let tokens = articles.iter().map(|article| article.pieces.len()).sum();
    let mut compared = Compared { tokens, same_labels: 1.0, furthest_score: 0.0, furthest_output: 0.0 };
    for (place, (output, _)) in outputs.into_iter().enumerate() {
        let pairs: Vec<(Matrix, Matrix)> = run(&*native, &articles, place).into_iter().zip(run(&torch, &articles, place)).collect();
        let rows = || pairs.iter().flat_map(|(a, b)| (0..a.rows()).map(|row| (a.row(row), b.row(row))));
        compared.furthest_output = rows().map(|(a, b)| furthest(a, b)).fold(compared.furthest_output, f32::max);
        if matches!(output, Output::Entities | Output::Attribution | Output::Nested) {
            let same = rows().filter(|(a, b)| best(a) == best(b)).count();
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let share = same as f64 / tokens as f64;
            compared.same_labels = compared.same_labels.min(share);
            compared.furthest_score = rows().map(|(a, b)| furthest(&softmax(a), &softmax(b))).fold(compared.furthest_score, f32::max);
        }
    }
    compared
}

fn furthest(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

fn softmax(row: &[f32]) -> Vec<f32> {
    let total: f32 = row.iter().map(|logit| logit.exp()).sum();
    row.iter().map(|logit| logit.exp() / total).collect()
}

/// Every labelled span of an article with the article's name.
fn spans(annotation: &Annotation) -> Vec<String> {
    let value = serde_json::to_value(annotation).unwrap();
    let entities =
        value["entities"].as_array().unwrap().iter().map(|entity| format!("{} {}-{}", entity["type"], entity["start"], entity["end"]));
    let attributions = value["attributions"].as_array().unwrap().iter().flat_map(|attribution| {
        let parts = ["source", "cue"].map(|role| (role, &attribution[role])).into_iter().filter(|(_, span)| !span.is_null());
        let contents = attribution["content"]["spans"].as_array().unwrap().iter().map(|span| ("content", span));
        parts.chain(contents).map(|(role, span)| format!("{role} {}-{}", span["start"], span["end"])).collect::<Vec<_>>()
    });
    entities.chain(attributions).map(|span| format!("{}: {span}", annotation.id)).collect()
}
