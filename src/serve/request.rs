//! Parses a request's options and reads the articles in its body.

use std::io::Cursor;
use std::sync::Arc;

use axum::extract::Query;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, Uri};
use futures_util::{Stream, stream};
use serde::Deserialize;

use super::body::Received;
use super::problem::Problem;
use crate::read::{Entry, Form, Origin, Settings, read_stream};

/// The media types in which one article is accepted, and those for several.
pub(super) const ONE: &[(&str, Form)] = &[("application/json", Form::Json), ("text/plain", Form::Text), ("text/html", Form::Html)];
pub(super) const MANY: &[(&str, Form)] = &[
    ("application/json", Form::Json),
    ("application/x-ndjson", Form::JsonLines),
    ("application/ndjson", Form::JsonLines),
    ("application/jsonl", Form::JsonLines),
];

/// The options in the query.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    /// Whether the response includes all labels of the article.
    pub(super) annotations: bool,
}

impl Options {
    pub(super) fn of(uri: &Uri) -> Result<Self, Problem> {
        Query::try_from_uri(uri).map(|Query(options)| options).map_err(|error| Problem::Query(error.body_text()))
    }
}

/// Whether the client asks for CSV.
pub(super) fn wants_csv(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).iter().any(|accepted| accepted.to_str().is_ok_and(|accepted| accepted.contains("text/csv")))
}

/// The form of the body by its declared type. A declared encoding other than UTF-8 is refused, as offsets would not fit what was sent.
pub(super) fn form(headers: &HeaderMap, known: &[(&str, Form)], names: &'static str) -> Result<Form, Problem> {
    let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let mut parts = declared.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default();
    let is_utf8 =
        parts.filter_map(|part| part.strip_prefix("charset=")).all(|name| matches!(name.trim_matches('"'), "utf-8" | "utf8" | "us-ascii"));
    let form = known.iter().find(|(name, _)| *name == media_type).map(|(_, form)| *form);
    form.filter(|_| is_utf8).ok_or(Problem::MediaType(names))
}

/// The articles of a body, read as the command reads standard input. Only web pages may be in an encoding other than UTF-8, which they declare.
pub(super) fn entries(received: Received, form: Form, settings: &Arc<Settings>) -> Result<impl Stream<Item = Entry> + use<>, Problem> {
    let Received { bytes, share } = received;
    if form != Form::Html && str::from_utf8(&bytes).is_err() {
        return Err(Problem::NotUtf8);
    }
    let entries = read_stream(Origin::stdin(Some(form)), Box::new(Cursor::new(bytes)), settings);
    Ok(stream::unfold((entries, share), |(mut entries, share)| async move {
        let next = tokio::task::spawn_blocking(move || entries.next().map(|entry| (entry, (entries, share))));
        next.await.ok().flatten()
    }))
}
