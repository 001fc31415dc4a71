//! `whosaid convert`.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::count::count;
use super::eval::write_whole;
use super::exit::Exit;
use super::label_arguments::{Convert, LabelTarget};
use super::labels::{read_labels, report_problems};
use super::messages::Messages;
use crate::article::Article;
use crate::eval::{Labels, brat, native_document, web_annotation};
use crate::read::{self, Globs, Input, Settings};
use crate::record::ArticleRef;
use crate::write::make_folder;

/// Reads labels and writes one file per article, or two for brat.
pub(super) fn run(arguments: &Convert, messages: Messages) -> Result<Exit> {
    let articles = arguments.texts.as_deref().map_or_else(|| Ok(Vec::new()), |path| texts(path, arguments))?;
    let read = read_labels(&arguments.labels, &arguments.options, &articles)?;
    let unusable = report_problems(&read.problems, messages);
    let mut taken = std::collections::HashSet::new();
    let names: Vec<String> = read.found.iter().map(file_name).collect();
    if let Some(name) = names.iter().find(|name| !taken.insert(*name)) {
        bail!("two articles would be written to {name}; their ids are too much alike");
    }
    for (labels, name) in read.found.iter().zip(&names) {
        let cannot = || format!("cannot write {name} in {}", arguments.output.display());
        let target = arguments.output.join(name);
        make_folder(target.parent().unwrap_or(&arguments.output)).with_context(cannot)?;
        write(labels, arguments.to, &target).with_context(cannot)?;
    }
    messages.summary(&format!("{} written to {}", count(read.found.len() as u64, "article"), arguments.output.display()));
    Ok(if unusable == 0 { Exit::Done } else { Exit::SomeFailed })
}

/// The articles at a path, read and named as `extract` does; or, where there are none, those of labels in any form.
fn texts(path: &Path, arguments: &Convert) -> Result<Vec<Labels>> {
    let settings = Settings { fields: arguments.fields.fields(), language: None, ..Settings::default() };
    let found = read::find(&[Input::Path(path.to_path_buf())], None, &Globs::default());
    let articles = read::read(found, settings).filter_map(|entry| entry.article.ok());
    let articles: Vec<Labels> = articles.map(bare).collect();
    if articles.is_empty() { Ok(read_labels(path, &arguments.options, &[])?.found) } else { Ok(articles) }
}

/// An article without labels.
fn bare(article: Article) -> Labels {
    let Article { id, path, title, published, url, text, .. } = article;
    Labels { article: ArticleRef { id, path, title, published, url }, ..Labels::new("", text) }
}

/// The file name for an article, without its ending: the article's id, followed by the annotator.
fn file_name(labels: &Labels) -> String {
    let plain = |name: &str| name.replace(|mark: char| mark.is_control() || "/\\:*?\"<>|".contains(mark), "-");
    match &labels.annotator {
        Some(annotator) => format!("{}_{}", plain(&labels.article.id), plain(annotator)),
        None => plain(&labels.article.id),
    }
}

fn write(labels: &Labels, to: LabelTarget, target: &Path) -> Result<()> {
    let with = |ending: &str| {
        let mut name = target.as_os_str().to_owned();
        name.push(ending);
        std::path::PathBuf::from(name)
    };
    match to {
        LabelTarget::Native => whole(&with(".json"), &native_document(labels)?),
        LabelTarget::WebAnnotation => whole(&with(".jsonld"), &(serde_json::to_string_pretty(&web_annotation(labels))? + "\n")),
        LabelTarget::Brat => {
            whole(&with(".txt"), &labels.text)?;
            whole(&with(".ann"), &brat(labels)?)
        }
    }
}

fn whole(path: &Path, contents: &str) -> Result<()> {
    write_whole(path, |mut to| to.write_all(contents.as_bytes()).map_err(Into::into))
}
