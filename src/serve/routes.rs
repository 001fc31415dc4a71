//! Maps paths to handlers, checks access, and sets the headers of every response.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use super::problem::Problem;
use super::service::Service;
use super::{extract, metrics, openapi, page};
use crate::record::claim_schema;

/// The headers of every response. The page may load its parts only from this server, and no other page may frame it.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// All routes. `origins` are the origins whose pages may read responses.
pub(super) fn routes(service: Arc<Service>, origins: Vec<HeaderValue>) -> Router {
    let protected = Router::new()
        .route("/v1/extract", only_post(post(extract::one)))
        .route("/v1/extract/batch", only_post(post(extract::batch)))
        .route("/metrics", only_get(get(counts)))
        .route_layer(from_fn_with_state(Arc::clone(&service), check_token));
    let open = Router::new()
        .route("/v1/schema", only_get(get(|| async { Json(claim_schema()) })))
        .route("/openapi.json", only_get(get(|| async { Json(openapi::openapi()) })))
        .route("/health/live", only_get(get(|| async { Json(serde_json::json!({ "status": "live" })) })))
        .route("/health/ready", only_get(get(ready)));
    let pages = page::FILES.iter().fold(Router::new(), |router, file| router.route(file.path, only_get(get(|| async { *file }))));
    let router = protected.merge(open).merge(pages).fallback(|| async { Problem::NoPath });
    let router = router
        .layer(CatchPanicLayer::custom(|_| Problem::Failed("internal").into_response()))
        .layer(from_fn_with_state(Arc::clone(&service), count))
        .with_state(service);
    let router = HEADERS
        .into_iter()
        .fold(router, |router, (name, value)| router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))));
    if origins.is_empty() {
        return router;
    }
    let cors = CorsLayer::new().allow_origin(origins).allow_methods([Method::GET, Method::POST]);
    router.layer(cors.allow_headers([AUTHORIZATION, CONTENT_TYPE]))
}

fn only_get(handler: MethodRouter<Arc<Service>>) -> MethodRouter<Arc<Service>> {
    handler.fallback(|| async { Problem::method("GET, HEAD") })
}

fn only_post(handler: MethodRouter<Arc<Service>>) -> MethodRouter<Arc<Service>> {
    handler.fallback(|| async { Problem::method("POST") })
}

async fn ready(State(service): State<Arc<Service>>) -> Response {
    if service.queue.is_alive() {
        Json(serde_json::json!({ "status": "ready" })).into_response()
    } else {
        Problem::Stopping.into_response()
    }
}

async fn counts(State(service): State<Arc<Service>>) -> Response {
    ([(CONTENT_TYPE, metrics::MEDIA_TYPE)], service.metrics.text(service.queue.len())).into_response()
}

/// Lets only requests with the token through, where one is set.
async fn check_token(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let shown = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match &service.token {
        Some(token) if !shown.is_some_and(|shown| token.is(shown)) => Problem::NoToken.into_response(),
        _ => next.run(request).await,
    }
}

/// Counts and logs a request, with its path as it is declared here and no word of its query or body.
async fn count(State(service): State<Arc<Service>>, path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let response = next.run(request).await;
    let (path, status, taken) = (path.as_ref().map_or("other", MatchedPath::as_str), response.status().as_u16(), began.elapsed());
    service.metrics.request(path, status, taken);
    (service.log)(&format!("{method} {path} {status} {} ms", taken.as_millis()));
    response
}
