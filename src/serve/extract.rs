//! The handlers of `/v1/extract` and `/v1/extract/batch`.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use super::answer::{Answer, csv, json};
use super::problem::Problem;
use super::request::{self, MANY, ONE, Options};
use super::service::Service;
use crate::read::{Entry, Form, Problem as Unread, ReadError};

const JSON: &str = "application/json";
const JSON_LINES: &str = "application/x-ndjson";
/// How many articles of a batch are in the works at once, so that a batch leaves room for other requests.
const AHEAD: usize = 32;

/// Extracts from one article.
pub(super) async fn one(State(service): State<Arc<Service>>, uri: Uri, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    let options = Options::of(&uri)?;
    let form = request::form(&headers, ONE, "application/json, text/plain or text/html")?;
    let received = service.bodies.receive(&headers, body).await?;
    let mut entries = pin!(request::entries(received, form, &service.reading)?);
    let entry = entries.next().await.ok_or_else(nothing)?;
    if entry.article.is_ok() && entries.next().await.is_some() {
        return Err(Problem::Several);
    }
    let extraction = service.queue.extract(entry.article?).await?;
    if request::wants_csv(&headers) {
        return csv(&extraction.claims);
    }
    Ok(([(CONTENT_TYPE, JSON)], json(&Answer::new(extraction, options.annotations))?).into_response())
}

/// Extracts from many articles and streams one answer or error for each, in their order, as soon as it is ready.
pub(super) async fn batch(State(service): State<Arc<Service>>, uri: Uri, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    let options = Options::of(&uri)?;
    let form = request::form(&headers, MANY, "application/json or application/x-ndjson")?;
    if !service.queue.has_room() {
        return Err(Problem::Busy);
    }
    let received = service.bodies.receive(&headers, body).await?;
    let mut entries = Box::pin(request::entries(received, form, &service.reading)?.fuse());
    let (first, second) = (entries.next().await.ok_or_else(nothing)?, entries.next().await);
    if let (Entry { article: Err(_), .. }, None) = (&first, &second) {
        first.article?;
        return Err(nothing());
    }
    let entries = stream::iter([Some(first), second]).filter_map(std::future::ready).chain(entries);
    let answers = entries
        .map(move |entry| {
            let service = Arc::clone(&service);
            async move { line(&service, entry, options).await }
        })
        .buffered(AHEAD);
    Ok(streamed(answers, form))
}

/// The problem for a body without any article.
fn nothing() -> Problem {
    ReadError::new(None, Unread::Empty).into()
}

/// The answer or error for an article, as JSON on one line.
async fn line(service: &Service, entry: Entry, options: Options) -> Vec<u8> {
    let answer = async { json(&Answer::new(service.queue.extract_in_turn(entry.article?).await?, options.annotations)) };
    answer.await.or_else(|problem: Problem| json(&problem.answer())).unwrap_or_default()
}

/// Sends lines as JSON Lines, or as the elements of an array.
fn streamed(lines: impl stream::Stream<Item = Vec<u8>> + Send + 'static, form: Form) -> Response {
    let (media_type, first, between, end) = match form {
        Form::JsonLines => (JSON_LINES, "", "\n", "\n"),
        _ => (JSON, "[\n", ",\n", "\n]\n"),
    };
    let lines = lines.enumerate().map(move |(number, line)| [if number == 0 { first } else { between }.as_bytes(), &line].concat());
    let pieces = lines.map(Bytes::from).chain(stream::iter([Bytes::from_static(end.as_bytes())]));
    ([(CONTENT_TYPE, media_type)], Body::from_stream(pieces.map(Ok::<_, Infallible>))).into_response()
}
