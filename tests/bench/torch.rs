//! The torch engine beside rust-bert's own pipeline and beside the default engine: words a second, from texts to labelled spans.
//!
//! ```text
//! cargo bench --features torch --bench torch -- ARTICLES.jsonl [COUNT [THREADS]]
//! ```
//!
//! All three find names with the shipped encoder. For the first two, which run the same weights in 32 bits, it is written out as a model of
//! `transformers` that labels tokens, with windows of 512 tokens. rust-bert's pipeline pads every batch of 64 windows to the longest; it is
//! given no more than that at once, because it reads later batches wrongly. the native engine runs the shipped int8 file, whose other three heads it
//! cannot leave out, in the shipped windows. Every round runs all three on all articles; medians of three rounds are compared.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use rust_bert::pipelines::common::{ModelResource, ModelType};
use rust_bert::pipelines::token_classification::{LabelAggregationOption, TokenClassificationConfig, TokenClassificationModel};
use rust_bert::resources::LocalResource;
use serde_json::{Value, json};
use whosaid::decode::{labelled_spans, stitch};
use whosaid::encode::Encoder;
use whosaid::engine::{Batch, Engine, EngineName, Settings};
use whosaid::model::{Device, FloatModel, FloatTensor, ModelFolder, ModelSpec};
use whosaid::segment::Text;

const ROUNDS: usize = 3;
/// The windows that rust-bert's pipeline runs together.
const PIPELINE_BATCH: usize = 64;
/// The bytes of text that are run together, as `whosaid extract` does.
const GROUP: usize = 48 << 10;

fn main() -> Result<()> {
    // Cargo adds --bench to the arguments; without any, this was started by `cargo test`, which has nothing to measure.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(articles) = arguments.first() else { return Ok(()) };
    let number = |at: usize, default: usize| arguments.get(at).map_or(Ok(default), |number| number.parse().context("not a number"));
    let (count, threads) = (number(1, 500)?, number(2, available_parallelism()?.get())?);
    let texts = read_texts(Path::new(articles), count)?;
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();

    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/news");
    let folder = tempfile::tempdir()?;
    write_token_classifier(&shipped, folder.path())?;
    let torch = Labeller::open(folder.path(), EngineName::Torch, threads)?;
    let native = Labeller::open(&shipped, EngineName::Native, threads)?;
    let pipeline = open_pipeline(folder.path())?;

    let mut seconds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for round in 0..=ROUNDS {
        let mut took = |name: &'static str, run: &dyn Fn() -> Result<usize>| -> Result<()> {
            let began = Instant::now();
            let found = run()?;
            let elapsed = began.elapsed().as_secs_f64();
            // The first round warms up.
            if round > 0 {
                seconds.entry(name).or_default().push(elapsed);
                say(&format!("{name}: {elapsed:.2} s, {found} labels"))?;
            }
            Ok(())
        };
        took("torch", &|| torch.label(&texts))?;
        took("pipeline", &|| Ok(run_pipeline(&pipeline, &texts)))?;
        took("native int8", &|| native.label(&texts))?;
    }
    let median = |name: &str| {
        let mut rounds = seconds[name].clone();
        rounds.sort_by(f64::total_cmp);
        rounds[rounds.len() / 2]
    };
    say(&format!("{} articles, {words} words, {threads} threads", texts.len()))?;
    for name in seconds.keys() {
        #[expect(clippy::cast_precision_loss, reason = "shown without decimals")]
        say(&format!("{name}: {:.0} words/s", words as f64 / median(name)))?;
    }
    say(&format!("torch is {:.2} times as fast as rust-bert's pipeline", median("pipeline") / median("torch")))?;
    say(&format!("torch is {:.2} times as fast as native int8", median("native int8") / median("torch")))
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn read_texts(path: &Path, count: usize) -> Result<Vec<String>> {
    let lines = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = |line: &str| Ok(serde_json::from_str::<Value>(line)?["text"].as_str().unwrap_or_default().to_owned());
    let texts: Vec<String> = lines.lines().map(text).collect::<Result<_>>()?;
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).take(count).collect();
    ensure!(texts.len() == count, "{} holds {} articles with a text", path.display(), texts.len());
    Ok(texts)
}

/// Text to labelled spans by our own engines.
struct Labeller {
    encoder: Encoder,
    engine: Box<dyn Engine>,
}

impl Labeller {
    fn open(folder: &Path, engine: EngineName, threads: usize) -> Result<Self> {
        let spec = ModelSpec::load(folder)?;
        let settings = Settings { engine: Some(engine), device: Device::Cpu, kernels: None, threads };
        Ok(Self { encoder: Encoder::load(&spec)?, engine: settings.open(spec)? })
    }

    /// The number of spans that were found.
    fn label(&self, texts: &[String]) -> Result<usize> {
        let mut found = 0;
        let mut rest = texts;
        while !rest.is_empty() {
            let mut held = 0;
            let full = |text: &String| {
                held += text.len();
                held > GROUP
            };
            let (group, after) = rest.split_at(rest.iter().position(full).unwrap_or(rest.len()).max(1));
            found += self.label_group(group)?;
            rest = after;
        }
        Ok(found)
    }

    fn label_group(&self, texts: &[String]) -> Result<usize> {
        let head = self.engine.spec().heads.entities.clone().context("no head for entities")?;
        let pieces: Vec<_> = texts.iter().map(|text| self.encoder.pieces(text, Text::new(text).paragraphs())).collect::<Result<_, _>>()?;
        let cut: Vec<_> = pieces.iter().map(|pieces| self.encoder.windows(pieces)).collect();
        let windows = cut.iter().flatten().map(|(_, window)| window.clone()).collect();
        let logits = self.engine.run(&Batch { windows })?;
        let mut rest = logits.windows.iter();
        let mut found = 0;
        for ((text, pieces), cut) in texts.iter().zip(&pieces).zip(cut) {
            let heads: Vec<_> = rest.by_ref().take(cut.len()).map(|window| &window.heads[0]).collect();
            let ranges: Vec<_> = cut.into_iter().map(|(range, _)| range).collect();
            found += labelled_spans(&head, &stitch(&ranges, &heads), pieces, text).len();
        }
        Ok(found)
    }
}

/// The number of tokens that have a label.
fn run_pipeline(pipeline: &TokenClassificationModel, texts: &[String]) -> usize {
    // A text of n words has fewer than 2n tokens, and a window 510.
    let windows = |text: &String| 1 + 2 * text.split_whitespace().count() / 382;
    let mut found = 0;
    let mut rest = texts;
    while !rest.is_empty() {
        let mut held = 0;
        let full = |text: &String| {
            held += windows(text);
            held > PIPELINE_BATCH
        };
        let (group, after) = rest.split_at(rest.iter().position(full).unwrap_or(rest.len()).max(1));
        found += pipeline.predict(group, true, false).iter().flatten().filter(|token| token.label != "O").count();
        rest = after;
    }
    found
}

fn open_pipeline(folder: &Path) -> Result<TokenClassificationModel> {
    let file = |name: &str| LocalResource::from(folder.join(name));
    let weights = ModelResource::Torch(Box::new(file("model.safetensors")));
    let (lower_case, first) = (true, LabelAggregationOption::First);
    let mut config = TokenClassificationConfig::new(
        ModelType::Bert,
        weights,
        file("config.json"),
        file("vocab.txt"),
        None,
        lower_case,
        None,
        None,
        first,
    );
    config.device = tch::Device::Cpu;
    Ok(TokenClassificationModel::new(config)?)
}

/// The shipped encoder with its head for names, as `transformers` would save it.
fn write_token_classifier(shipped: &Path, folder: &Path) -> Result<()> {
    let json = |name: &str| -> Result<Value> { Ok(serde_json::from_slice(&fs::read(shipped.join(name))?)?) };
    let name_of = |name: String| match name.strip_prefix("heads.entities.") {
        Some(part) => Some(format!("classifier.{part}")),
        None => name.starts_with("bert.").then_some(name),
    };
    let mut model = FloatModel::read(&ModelFolder::from(shipped))?;
    let renamed = |tensor: FloatTensor| Some(FloatTensor { name: name_of(tensor.name)?, ..tensor });
    model.tensors = model.tensors.into_iter().filter_map(renamed).collect();
    fs::write(folder.join("model.safetensors"), model.to_safetensors()?)?;

    let labels = &json("model.json")?["heads"]["entities"]["labels"];
    let labels: Vec<&str> = labels.as_array().context("no labels")?.iter().filter_map(Value::as_str).collect();
    let mut config = model.config;
    config["id2label"] = labels.iter().enumerate().map(|(id, label)| (id.to_string(), json!(label))).collect();
    config["label2id"] = labels.iter().enumerate().map(|(id, label)| ((*label).to_owned(), json!(id))).collect();
    fs::write(folder.join("config.json"), config.to_string())?;

    let tokenizer = json("tokenizer.json")?;
    let Value::Object(vocabulary) = &tokenizer["model"]["vocab"] else { bail!("no vocabulary") };
    let mut tokens: Vec<(&String, u64)> = vocabulary.iter().map(|(token, id)| (token, id.as_u64().unwrap_or_default())).collect();
    tokens.sort_by_key(|&(_, id)| id);
    fs::write(folder.join("vocab.txt"), tokens.iter().flat_map(|(token, _)| [token, "\n"]).collect::<String>())?;
    Ok(())
}
