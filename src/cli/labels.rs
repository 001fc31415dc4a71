//! Finding and reading labels in any form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::{LabelFormat, LabelOptions, SentenceBreaks};
use super::report::{self, Report};
use crate::eval::{
    BratMapping, Labels, Parsed, Problem, SentenceBreak, holds_claims, parse_brat, parse_claims, parse_conll, parse_native,
    parse_web_annotation,
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

/// Reads all labels at a path. Claims need the articles that they were made from.
pub(super) fn read_labels(path: &Path, options: &LabelOptions, articles: &[Labels]) -> Result<Read> {
    let mut all = Read::default();
    let files = files_below(path)?;
    let form = |file: &Path| options.format.or_else(|| LabelFormat::of_ending(file));
    let take = |all: &mut Read, parsed: Read| {
        all.found.extend(parsed.found);
        all.problems.extend(parsed.problems);
    };
    let brat: Vec<&PathBuf> = files.iter().filter(|file| form(file) == Some(LabelFormat::Brat)).collect();
    if !brat.is_empty() {
        take(&mut all, read_brat(path, &files, options)?);
        return Ok(all);
    }
    let mut used = 0;
    for file in &files {
        let Some(format) = form(file).or_else(|| (files.len() == 1).then_some(LabelFormat::Conll)) else { continue };
        let (name, contents) = (file.display().to_string(), text_file(file)?);
        used += 1;
        let is_told = options.format.is_some();
        let parsed = match format {
            LabelFormat::Native if !is_told && holds_claims(&contents, is_lines(file)) => {
                claims(&name, &contents, is_lines(file), articles)?
            }
            LabelFormat::Claims => claims(&name, &contents, is_lines(file), articles)?,
            LabelFormat::Native => parse_native(&name, &contents, is_lines(file)),
            LabelFormat::Conll => parse_conll(&name, &stem(file), &contents, sentences(options)),
            LabelFormat::WebAnnotation => {
                let parsed = parse_web_annotation(&name, &contents);
                Parsed { found: parsed.found.into_iter().collect(), problems: parsed.problems }
            }
            LabelFormat::Brat => continue,
        };
        take(&mut all, parsed);
    }
    if used == 0 {
        bail!("{}: no labels in it (.json, .jsonl, .ann with .txt, .conll, .jsonld)", path.display());
    }
    Ok(all)
}

fn claims(name: &str, contents: &str, lines: bool, articles: &[Labels]) -> Result<Read> {
    if articles.is_empty() {
        bail!("{name}: claims do not hold their articles' texts; `whosaid convert --texts PATH` puts them together");
    }
    Ok(parse_claims(name, contents, lines, articles))
}

fn sentences(options: &LabelOptions) -> SentenceBreak {
    match options.sentences {
        SentenceBreaks::Line => SentenceBreak::Line,
        SentenceBreaks::Space => SentenceBreak::Space,
    }
}

fn is_lines(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson")
}

pub(super) fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// All `.ann` files with their `.txt`, which lies anywhere below the same folder. `<stem>_<annotator>.ann` belongs to `<stem>.txt`.
fn read_brat(path: &Path, files: &[PathBuf], options: &LabelOptions) -> Result<Read> {
    let mapping = match &options.mapping {
        Some(file) => serde_json::from_str(&text_file(file)?).with_context(|| format!("{}: not a mapping", file.display()))?,
        None => BratMapping::default(),
    };
    let beside = if path.is_file() { files_below(path.parent().unwrap_or(Path::new(".")))? } else { files.to_vec() };
    let texts: BTreeMap<String, &PathBuf> =
        beside.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")).map(|file| (stem(file), file)).collect();
    let mut all = Read::default();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "ann")) {
        let (name, stem) = (file.display().to_string(), stem(file));
        let Some((id, annotator)) = article_of(&stem, &texts) else {
            all.problems.push(Problem { file: name, line: None, message: format!("no {stem}.txt to go with it; left out") });
            continue;
        };
        let parsed = parse_brat(&name, id, &text_file(texts[id])?, &text_file(file)?, &mapping);
        all.found.push(Labels { annotator: annotator.map(str::to_owned), ..parsed.found });
        all.problems.extend(parsed.problems);
    }
    Ok(all)
}

/// The text that an annotation file's stem names, and the annotator behind it.
fn article_of<'s>(stem: &'s str, texts: &BTreeMap<String, &PathBuf>) -> Option<(&'s str, Option<&'s str>)> {
    if texts.contains_key(stem) {
        return Some((stem, None));
    }
    let (id, annotator) = stem.rsplit_once('_')?;
    texts.contains_key(id).then_some((id, Some(annotator)))
}
