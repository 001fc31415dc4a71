//! The model alone, without reading, tokenizing, decoding and writing: what `scripts/bench` sets beside ONNX Runtime.
//!
//! ```text
//! cargo bench --bench engine -- MODEL_DIR WINDOWS.json THREADS
//! ```
//!
//! `WINDOWS.json` holds the windows of some articles, `{"ids": [[101, ...], ...], "casing": [[0, ...], ...]}`, as
//! `scripts/python_pipeline.py windows` writes them. Prints `{"pieces": ..., "seconds": ...}`.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use whosaid::engine::{Batch, Engine, NativeEngine, TokenWindow};
use whosaid::model::ModelSpec;

/// The number of windows that are run before the clock starts.
const WARM_UP: usize = 32;

#[derive(Deserialize)]
struct Windows {
    ids: Vec<Vec<u32>>,
    casing: Vec<Vec<u32>>,
}

fn main() -> Result<()> {
    // Cargo adds --bench to the arguments; without any, this was started by `cargo test`, which has nothing to measure.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [model, windows, threads] = arguments.as_slice() else {
        if arguments.is_empty() {
            return Ok(());
        }
        bail!("usage: cargo bench --bench engine -- MODEL_DIR WINDOWS.json THREADS");
    };
    let threads = threads.parse().with_context(|| format!("THREADS is {threads:?}, which is not a number"))?;
    let batch = read_batch(Path::new(windows))?;
    let engine = NativeEngine::load(ModelSpec::load(Path::new(model))?)?;

    // The engine runs in the threads of the pool in which it is called.
    let threads = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    threads.install(|| engine.run(&Batch { windows: batch.windows.iter().take(WARM_UP).cloned().collect() }))?;
    let began = Instant::now();
    threads.install(|| engine.run(&batch))?;
    let seconds = began.elapsed().as_secs_f64();

    let pieces: usize = batch.windows.iter().map(|window| window.ids.len()).sum();
    writeln!(std::io::stdout(), "{}", serde_json::json!({ "pieces": pieces, "seconds": seconds }))?;
    Ok(())
}

fn read_batch(path: &Path) -> Result<Batch> {
    let text = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let Windows { ids, casing } =
        serde_json::from_slice(&text).with_context(|| format!("{} does not hold windows of ids and casing", path.display()))?;
    if ids.is_empty() || ids.len() != casing.len() {
        bail!("{} holds {} windows of ids and {} of casing", path.display(), ids.len(), casing.len());
    }
    Ok(Batch { windows: ids.into_iter().zip(casing).map(|(ids, casing)| TokenWindow { ids, casing }).collect() })
}
