//! The results as HTTP responses.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::problem::Problem;
use crate::extract::Extraction;
use crate::record::{Annotation, ArticleRef, Claim};
use crate::write::{ClaimWriter, CsvWriter};

/// What was found in an article.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Answer {
    /// The article, as in its claims.
    article: ArticleRef,
    /// One for every attribution, in the order of their contents.
    claims: Vec<Claim>,
    /// The article's text with all names and attributions, where asked for with `annotations=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<Annotation>,
}

impl Answer {
    pub(super) fn new(Extraction { annotation, claims }: Extraction, with_annotation: bool) -> Self {
        let Annotation { id, path, title, published, url, .. } = &annotation;
        let article =
            ArticleRef { id: id.clone(), path: path.clone(), title: title.clone(), published: published.clone(), url: url.clone() };
        Self { article, claims, annotation: with_annotation.then_some(annotation) }
    }
}

/// A record as JSON, in bytes.
pub(super) fn json(record: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(record).map_err(|_| Problem::Failed("internal"))
}

/// Claims as a CSV response.
pub(super) fn csv(claims: &[Claim]) -> Result<Response, Problem> {
    let mut table = Vec::new();
    let mut writer = CsvWriter::new(&mut table);
    let written = claims.iter().try_for_each(|claim| writer.write(claim)).and_then(|()| writer.finish());
    drop(writer);
    written.map_err(|_| Problem::Failed("internal"))?;
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response())
}
