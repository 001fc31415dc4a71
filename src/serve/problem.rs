//! What can go wrong with a request, as an HTTP status and a JSON object.

use std::error::Error;

use axum::Json;
use axum::http::header::{ALLOW, CONNECTION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::ArticleError;
use crate::read::ReadError;

/// Why a request, or an article of a batch, has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    /// More work than the limits allow.
    #[error("too much to do at the moment; try again after a second")]
    Busy,
    /// The server is shutting down.
    #[error("the server is shutting down")]
    Stopping,
    /// The work took too long.
    #[error("not done within the time limit; try again, or send shorter articles")]
    Late,
    /// The body took too long to arrive, or the connection broke off.
    #[error("the body did not arrive within the time limit")]
    SlowBody,
    /// The body is larger than the limit.
    #[error("the body is larger than {limit} bytes; send the articles in several requests")]
    LargeBody {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A media type that the path does not accept.
    #[error("Content-Type has to be {0}, in UTF-8")]
    MediaType(&'static str),
    /// JSON or plain text that is not UTF-8.
    #[error("the body is not UTF-8")]
    NotUtf8,
    /// A body with several articles where only one is allowed.
    #[error("more than one article; send them to /v1/extract/batch")]
    Several,
    /// A query that cannot be read.
    #[error("the query cannot be read: {0}")]
    Query(String),
    /// The request lacks the token.
    #[error("this server asks for a token: Authorization: Bearer TOKEN")]
    NoToken,
    /// The path does not exist.
    #[error("there is nothing here; /openapi.json lists what there is")]
    NoPath,
    /// The path does not allow the method.
    #[error("this path is not for that method; /openapi.json lists what there is")]
    Method,
    /// The body holds no article that can be read.
    #[error("{}", problem_of(.0))]
    Unread(#[from] ReadError),
    /// The model failed on the article, or something else broke.
    #[error("an internal error; please report it with the article")]
    Failed(&'static str),
}

/// What an answer says of a problem.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ErrorAnswer {
    /// What went wrong.
    error: ErrorDetails,
}

/// What went wrong.
#[derive(Debug, Serialize, JsonSchema)]
struct ErrorDetails {
    /// In one word that stays the same from version to version.
    kind: &'static str,
    /// As a sentence.
    message: String,
}

/// A reader's message about an article, without its place, which is always the request.
fn problem_of(error: &ReadError) -> String {
    let message = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    message.trim_end_matches("; skipped").to_owned()
}

impl Problem {
    fn kind(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Stopping => "stopping",
            Self::Late => "late",
            Self::SlowBody => "slow_body",
            Self::LargeBody { .. } => "too_large",
            Self::MediaType(_) => "media_type",
            Self::NotUtf8 => "not_utf8",
            Self::Several => "several",
            Self::Query(_) => "query",
            Self::NoToken => "no_token",
            Self::NoPath => "no_path",
            Self::Method => "method",
            Self::Unread(error) => error.kind(),
            Self::Failed(kind) => kind,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Busy | Self::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            Self::Late => StatusCode::GATEWAY_TIMEOUT,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::LargeBody { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotUtf8 | Self::Query(_) => StatusCode::BAD_REQUEST,
            Self::Several => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::NoPath => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unread(error) => match error.kind() {
                "not_json" => StatusCode::BAD_REQUEST,
                "too_large" => StatusCode::PAYLOAD_TOO_LARGE,
                "not_built" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "internal" => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn header(&self) -> Option<(HeaderName, &'static str)> {
        match self {
            Self::Busy | Self::Stopping => Some((RETRY_AFTER, "1")),
            Self::SlowBody | Self::LargeBody { .. } => Some((CONNECTION, "close")),
            Self::NoToken => Some((WWW_AUTHENTICATE, "Bearer")),
            _ => None,
        }
    }

    /// The problem as the body of a response.
    pub(super) fn answer(&self) -> ErrorAnswer {
        ErrorAnswer { error: ErrorDetails { kind: self.kind(), message: self.to_string() } }
    }

    /// The response for a method that a path does not allow; it names those that it does.
    pub(super) fn method(allowed: &'static str) -> Response {
        ([(ALLOW, allowed)], Self::Method).into_response()
    }
}

impl From<ArticleError> for Problem {
    fn from(error: ArticleError) -> Self {
        match error {
            ArticleError::Unread(error) => Self::Unread(error),
            error => Self::Failed(error.kind()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(self.answer())).into_response();
        if let Some((name, value)) = self.header() {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
