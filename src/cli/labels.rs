//! Finding and reading labels in any form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::{LabelFormat, LabelOptions};
use super::report::{self, Report};
use crate::eval::{
    BratMapping, Labels, Parsed, Problem, holds_claims, parse_brat, parse_claims, parse_conll, parse_native, parse_web_annotation,
};
use crate::read::{files_below, text_file};

/// Labels with what was wrong with their files.
pub(super) type Read = Parsed<Vec<Labels>>;

/// How many problems are shown to someone who has not asked for all.
const SHOWN: usize = 20;

/// Says what is wrong with files of labels; how much that is.
pub(super) fn tell(problems: &[Problem], report: Report) -> usize {
    let shown = if report.is_verbose() { problems.len() } else { SHOWN };
    for problem in problems.iter().take(shown) {
        report::warning(&problem.to_string());
    }
    if let Some(more) = problems.len().checked_sub(shown).filter(|&more| more > 0) {
        report::warning(&format!("{more} more of the kind (-v shows all)"));
    }
    problems.len()
}

/// Reads all labels at a path. Claims need the articles that they were made from. A file that cannot be read is a problem like others.
pub(super) fn read_labels(path: &Path, options: &LabelOptions, articles: &[Labels]) -> Result<Read> {
    let files = files_below(path)?;
    let labelled = files.iter().filter_map(|file| Some((file, form(file, options, files.len())?)));
    let labelled: Vec<(&PathBuf, LabelFormat)> = labelled.collect();
    if labelled.is_empty() {
        bail!("{}: no labels in it (.json, .jsonl, .ann with .txt, .conll, .jsonld)", path.display());
    }
    let mapping = match &options.mapping {
        Some(file) => serde_json::from_str(&text_file(file)?).with_context(|| format!("{}: not a mapping", file.display()))?,
        None => BratMapping::default(),
    };
    let is_brat = labelled.iter().any(|(_, form)| *form == LabelFormat::Brat);
    let texts = if is_brat { texts_beside(path)? } else { BTreeMap::new() };
    let reader = Reader { options, mapping, articles, texts };
    let mut all = Read::default();
    for (file, form) in labelled {
        match text_file(file) {
            Ok(contents) => {
                let parsed = reader.parse(file, form, &contents)?;
                all.found.extend(parsed.found);
                all.problems.extend(parsed.problems);
            }
            Err(error) => {
                let (file, message) = (file.display().to_string(), error.to_string());
                let message = message.strip_prefix(&format!("{file}: ")).unwrap_or(&message).to_owned();
                all.problems.push(Problem { file, line: None, message });
            }
        }
    }
    Ok(all)
}

/// The `.txt` files below a folder, or below the folder of a file, by their stems.
fn texts_beside(path: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = files_below(if path.is_file() { parent } else { path })?;
    let texts = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
    Ok(texts.map(|file| (stem(&file), file)).collect())
}

/// What a file of labels is to be read as, by the options or its ending; a single file of another ending holds columns.
fn form(file: &Path, options: &LabelOptions, files: usize) -> Option<LabelFormat> {
    let by_ending = LabelFormat::of_ending(file);
    match options.format {
        // The texts beside the labels are no labels.
        Some(LabelFormat::Brat) => by_ending.filter(|&form| form == LabelFormat::Brat),
        Some(form) => Some(form),
        None => by_ending.or((files == 1).then_some(LabelFormat::Conll)),
    }
}

/// What labels are read with.
struct Reader<'a> {
    options: &'a LabelOptions,
    mapping: BratMapping,
    /// Those that claims may be about.
    articles: &'a [Labels],
    /// The texts of brat files, by their stems.
    texts: BTreeMap<String, PathBuf>,
}

impl Reader<'_> {
    fn parse(&self, file: &Path, form: LabelFormat, contents: &str) -> Result<Read> {
        let name = file.display().to_string();
        let lines = file.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
        let holds_claims = || self.options.format.is_none() && holds_claims(contents, lines);
        let mut read = match form {
            LabelFormat::Claims => self.claims(&name, contents, lines)?,
            LabelFormat::Native if holds_claims() => self.claims(&name, contents, lines)?,
            LabelFormat::Native => parse_native(&name, contents, lines),
            LabelFormat::Brat => self.brat(file, contents),
            LabelFormat::Conll => parse_conll(&name, &stem(file), contents, self.options.sentences.into()),
            LabelFormat::WebAnnotation => {
                let Parsed { found, problems } = parse_web_annotation(&name, contents);
                Parsed { found: found.into_iter().collect(), problems }
            }
        };
        for entity in read.found.iter_mut().flat_map(|labels| &mut labels.entities).flatten() {
            if let Some(label) = self.mapping.entities.get(&entity.label) {
                entity.label.clone_from(label);
            }
        }
        Ok(read)
    }

    fn claims(&self, name: &str, contents: &str, lines: bool) -> Result<Read> {
        if self.articles.is_empty() {
            bail!("{name}: claims do not hold their articles' texts; `whosaid convert --texts PATH` puts them together");
        }
        Ok(parse_claims(name, contents, lines, self.articles))
    }

    /// The labels of an `.ann` file, whose text lies anywhere below the same folder. `<stem>_<annotator>.ann` belongs to `<stem>.txt`.
    fn brat(&self, file: &Path, contents: &str) -> Read {
        let (name, stem) = (file.display().to_string(), stem(file));
        let without = |message: String| Read { found: Vec::new(), problems: vec![Problem { file: name.clone(), line: None, message }] };
        let Some((id, annotator)) = article_of(&stem, &self.texts) else {
            return without(format!("no {stem}.txt to go with it; left out"));
        };
        let text = match text_file(&self.texts[id]) {
            Ok(text) => text,
            Err(error) => return without(format!("{error}; left out")),
        };
        let Parsed { found, problems } = parse_brat(&name, id, &text, contents, &self.mapping);
        let annotator = annotator.map(str::to_owned).or_else(|| found.annotator.clone());
        Read { found: vec![Labels { annotator, ..found }], problems }
    }
}

pub(super) fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The text that an annotation file's stem names, and the annotator behind it.
fn article_of<'s>(stem: &'s str, texts: &BTreeMap<String, PathBuf>) -> Option<(&'s str, Option<&'s str>)> {
    if texts.contains_key(stem) {
        return Some((stem, None));
    }
    let (id, annotator) = stem.rsplit_once('_')?;
    texts.contains_key(id).then_some((id, Some(annotator)))
}
