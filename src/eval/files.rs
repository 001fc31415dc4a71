//! Label files in any format.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::brat::{BratMapping, parse_brat};
use super::claims::{holds_claims, parse_claims};
use super::conll::{SentenceBreak, parse_conll};
use super::labels::Labels;
use super::native::parse_native;
use super::problem::{LabelProblem, Parsed};
use super::web_annotation::parse_web_annotation;
use crate::read::{ReadError, files_below, text_file};

/// The formats of label files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelForm {
    /// One JSON object per article, in a file of its own or as JSON Lines.
    Native,
    /// Claims as written by `extract`: JSON Lines, or a JSON array.
    Claims,
    /// brat stand-off: `.ann` beside `.txt`.
    Brat,
    /// `CoNLL` columns: names only.
    Conll,
    /// W3C Web Annotation, as JSON-LD.
    WebAnnotation,
}

impl LabelForm {
    /// The format that a file's extension suggests; a [`Self::Native`] file may turn out to hold claims.
    #[must_use]
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "json" | "jsonl" | "ndjson" => Some(Self::Native),
            "ann" => Some(Self::Brat),
            "conll" | "iob" | "iob2" | "bio" => Some(Self::Conll),
            "jsonld" => Some(Self::WebAnnotation),
            _ => None,
        }
    }
}

/// How label files are read.
#[derive(Debug, Clone, Default)]
pub struct LabelReading<'a> {
    /// Their format; `None` to decide by each file's extension and content.
    pub form: Option<LabelForm>,
    /// The meaning of brat labels and, in every format, the renaming of entity types.
    pub mapping: BratMapping,
    /// How CoNLL sentences are joined.
    pub sentences: SentenceBreak,
    /// The articles that claims may refer to: claims do not contain their texts.
    pub articles: &'a [Labels],
}

/// Why labels could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// The path, or a folder below it, cannot be read.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// No file holds labels.
    #[error("{}: no labels in it (.json, .jsonl, .ann with .txt, .conll, .jsonld)", .0.display())]
    NoLabels(PathBuf),
    /// The file holds claims, and their articles are unknown.
    #[error("{0}: claims do not hold their articles' texts")]
    NoTexts(String),
}

type Read = Parsed<Vec<Labels>>;

/// Reads all labels in a file or folder. A file that cannot be read is reported like any other problem.
///
/// # Errors
///
/// When there are no labels, or there are claims without their articles.
pub fn read_labels(path: &Path, reading: &LabelReading) -> Result<Parsed<Vec<Labels>>, LabelError> {
    let files = files_below(path)?;
    let labelled = files.iter().filter_map(|file| Some((file, form(file, reading.form, files.len())?)));
    let labelled: Vec<(&PathBuf, LabelForm)> = labelled.collect();
    if labelled.is_empty() {
        return Err(LabelError::NoLabels(path.to_path_buf()));
    }
    let is_brat = labelled.iter().any(|(_, form)| *form == LabelForm::Brat);
    let texts = if is_brat { texts_beside(path)? } else { BTreeMap::new() };
    let reader = Reader { reading, texts };
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
                all.problems.push(LabelProblem { file, line: None, message });
            }
        }
    }
    Ok(all)
}

/// The `.txt` files below a folder, or below a file's folder, by their stems.
fn texts_beside(path: &Path) -> Result<BTreeMap<String, PathBuf>, LabelError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = files_below(if path.is_file() { parent } else { path })?;
    let texts = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
    Ok(texts.map(|file| (stem(&file), file)).collect())
}

/// The format in which a label file is read, as requested or by its extension; a single file with an unknown extension is read as CoNLL.
fn form(file: &Path, asked: Option<LabelForm>, files: usize) -> Option<LabelForm> {
    let by_ending = LabelForm::of_ending(file);
    match asked {
        // The texts next to the labels are not labels.
        Some(LabelForm::Brat) => by_ending.filter(|&form| form == LabelForm::Brat),
        Some(form) => Some(form),
        None => by_ending.or((files == 1).then_some(LabelForm::Conll)),
    }
}

/// What labels are read with.
struct Reader<'a> {
    reading: &'a LabelReading<'a>,
    /// The texts of brat files, by their stems.
    texts: BTreeMap<String, PathBuf>,
}

impl Reader<'_> {
    fn parse(&self, file: &Path, form: LabelForm, contents: &str) -> Result<Read, LabelError> {
        let name = file.display().to_string();
        let lines = file.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
        let holds_claims = || self.reading.form.is_none() && holds_claims(contents, lines);
        let mut read = match form {
            LabelForm::Claims => self.claims(&name, contents, lines)?,
            LabelForm::Native if holds_claims() => self.claims(&name, contents, lines)?,
            LabelForm::Native => parse_native(&name, contents, lines),
            LabelForm::Brat => self.brat(file, contents),
            LabelForm::Conll => parse_conll(&name, &stem(file), contents, self.reading.sentences),
            LabelForm::WebAnnotation => {
                let Parsed { found, problems } = parse_web_annotation(&name, contents);
                Parsed { found: found.into_iter().collect(), problems }
            }
        };
        for entity in read.found.iter_mut().flat_map(|labels| &mut labels.entities).flatten() {
            if let Some(label) = self.reading.mapping.entities.get(&entity.label) {
                entity.label.clone_from(label);
            }
        }
        Ok(read)
    }

    fn claims(&self, name: &str, contents: &str, lines: bool) -> Result<Read, LabelError> {
        if self.reading.articles.is_empty() {
            return Err(LabelError::NoTexts(name.to_owned()));
        }
        Ok(parse_claims(name, contents, lines, self.reading.articles))
    }

    /// The labels of an `.ann` file, whose text may be anywhere below the same folder. `<stem>_<annotator>.ann` belongs to `<stem>.txt`.
    fn brat(&self, file: &Path, contents: &str) -> Read {
        let (name, stem) = (file.display().to_string(), stem(file));
        let without =
            |message: String| Read { found: Vec::new(), problems: vec![LabelProblem { file: name.clone(), line: None, message }] };
        let Some((id, annotator)) = article_of(&stem, &self.texts) else {
            return without(format!("no {stem}.txt beside it; skipped"));
        };
        let text = match text_file(&self.texts[id]) {
            Ok(text) => text,
            Err(error) => return without(format!("{error}; skipped")),
        };
        let Parsed { found, problems } = parse_brat(&name, id, &text, contents, &self.reading.mapping);
        let annotator = annotator.map(str::to_owned).or_else(|| found.annotator.clone());
        Read { found: vec![Labels { annotator, ..found }], problems }
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The id of the text that an annotation file's stem names, and the annotator after it.
fn article_of<'s>(stem: &'s str, texts: &BTreeMap<String, PathBuf>) -> Option<(&'s str, Option<&'s str>)> {
    if texts.contains_key(stem) {
        return Some((stem, None));
    }
    let (id, annotator) = stem.rsplit_once('_')?;
    texts.contains_key(id).then_some((id, Some(annotator)))
}
