//! `whosaid models`.

use std::io::Write;
use std::path::Path;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail};

use super::arguments::ModelsCommand;
use super::exit::Exit;
use crate::engine::{EngineName, Settings};
use crate::extract::Tagger;
use crate::model::{CONFIG_FILE, Device, FloatModel, Heads, LabelTable, ModelError, ModelFolder, ModelSpec, TORCH_FILES};
use crate::write::{WholeFile, make_folder};

const ENGINES: [(EngineName, &str); 2] = [(EngineName::Native, "native"), (EngineName::Torch, "torch")];

pub(super) fn run(command: &ModelsCommand) -> Result<Exit> {
    match command {
        ModelsCommand::List { folder } => list(folder.as_deref()),
        ModelsCommand::Check { folder, entity_labels } => check(folder, entity_labels.as_deref()),
        ModelsCommand::Export { folder, output } => export(folder.as_deref(), output),
    }
}

/// Prints one line per model: its folder, its name, its tasks, and the engines whose files it has.
fn list(folder: Option<&Path>) -> Result<Exit> {
    let found = match folder {
        Some(folder) => models_in(folder)?,
        None => vec![ModelFolder::built_in().ok_or(ModelError::NoModel)?],
    };
    let mut out = std::io::stdout().lock();
    for folder in found {
        match ModelSpec::read(folder.clone(), &LabelTable::default()) {
            Ok(spec) => {
                let engines = ENGINES.into_iter().filter(|&(engine, _)| engine.has_files(&spec)).map(|(_, name)| name);
                let engines = engines.collect::<Vec<_>>().join(" or ");
                writeln!(out, "{folder}: {}; {}; {}", title(&spec), tasks(&spec.heads), or_none(&engines))?;
            }
            Err(error) => writeln!(out, "{folder}: {error}")?,
        }
    }
    Ok(Exit::Done)
}

fn models_in(folder: &Path) -> Result<Vec<ModelFolder>> {
    let found = ModelSpec::folders(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    if found.is_empty() {
        bail!("{} holds no models: neither it nor a folder in it has a model.json or config.json", folder.display());
    }
    Ok(found.into_iter().map(ModelFolder::from).collect())
}

/// Prints everything about one model: checks the hashes of its files and loads it in every engine.
fn check(folder: &Path, labels: Option<&Path>) -> Result<Exit> {
    let labels = labels.map(LabelTable::with_file).transpose()?.unwrap_or_default();
    let spec = ModelSpec::read(folder, &labels)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {}", folder.display(), title(&spec))?;
    writeln!(out, "tasks: {}", tasks(&spec.heads))?;
    writeln!(out, "windows: {} tokens, {} of them shared with the next", spec.max_length, spec.overlap)?;
    let mut is_whole = true;
    for (name, checked) in spec.verify() {
        is_whole &= checked.is_ok();
        match checked {
            Ok(()) => writeln!(out, "file {name}: as model.json lists it")?,
            Err(error) => writeln!(out, "file {name}: {}", sentence(&error))?,
        }
    }
    let mut runs = false;
    for (engine, name) in ENGINES {
        let loaded = load(&spec, engine);
        runs |= loaded.is_ok();
        match loaded {
            Ok(()) => writeln!(out, "engine {name}: can run it")?,
            Err(error) => writeln!(out, "engine {name}: no: {}", sentence(&error))?,
        }
    }
    out.flush()?;
    if !is_whole {
        bail!("{} holds files other than those that model.json lists; fetch the folder again", folder.display());
    }
    if !runs {
        bail!("no engine of this build can run the model in {}", folder.display());
    }
    Ok(Exit::Done)
}

/// Writes a model in the layout of `transformers`.
fn export(folder: Option<&Path>, target: &Path) -> Result<Exit> {
    if target.exists() {
        bail!("{} is there already; name a folder that is not", target.display());
    }
    let folder = folder.map_or_else(ModelFolder::built_in, |folder| Some(folder.into())).ok_or(ModelError::NoModel)?;
    let spec = ModelSpec::load(folder)?;
    let model = FloatModel::read(&spec.folder)?;
    let vocabulary = spec.vocabulary.file();
    let files = [
        (CONFIG_FILE, serde_json::to_vec_pretty(&model.config)?),
        (TORCH_FILES[0], model.to_safetensors()?),
        (vocabulary, spec.folder.read(vocabulary)?.into_owned()),
    ];
    let cannot = || format!("cannot write {}", target.display());
    make_folder(target).with_context(cannot)?;
    for (name, contents) in files {
        WholeFile::write(&target.join(name), &contents).with_context(cannot)?;
    }
    Ok(Exit::Done)
}

/// Loads a model and its tokenizer to see whether that works.
fn load(spec: &ModelSpec, engine: EngineName) -> Result<(), ModelError> {
    let threads = available_parallelism().map_or(1, usize::from);
    let settings = Settings { engine: Some(engine), device: Device::Cpu, kernels: None, threads };
    Tagger::new(settings.open(spec.clone())?).map(drop)
}

fn title(spec: &ModelSpec) -> String {
    [spec.name.as_str(), &spec.version].join(" ").trim_end().to_owned()
}

/// The names of the heads with their labels.
fn tasks(heads: &Heads) -> String {
    let labelling = heads.labelling().map(|(output, head)| {
        let mut kinds: Vec<&str> = head.labels.iter().filter_map(|label| Some(label.split_once('-')?.1)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        format!("{} ({})", output.name(), kinds.join(", "))
    });
    let link = heads.link.iter().map(|_| "links".to_owned());
    let reference = heads.reference.iter().map(|_| "references".to_owned());
    labelling.chain(link).chain(reference).collect::<Vec<_>>().join(", ")
}

fn or_none(engines: &str) -> &str {
    if engines.is_empty() { "no engine" } else { engines }
}

/// The message of an error, with its causes.
fn sentence(error: &ModelError) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |error| error.source());
    std::iter::once(error.to_string()).chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}
