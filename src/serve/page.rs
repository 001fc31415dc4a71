//! The page for trying the server out: files that are built into the program.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::report::HOUSE_STYLE;

/// A file of the page.
#[derive(Clone, Copy)]
pub(super) struct File {
    pub(super) path: &'static str,
    media_type: &'static str,
    content: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";

/// All files of the page.
pub(super) const FILES: [File; 5] = [
    File { path: "/", media_type: "text/html; charset=utf-8", content: include_str!("page/page.html") },
    File { path: "/page.js", media_type: "text/javascript; charset=utf-8", content: include_str!("page/page.js") },
    File { path: "/house.css", media_type: CSS, content: HOUSE_STYLE },
    File { path: "/page.css", media_type: CSS, content: include_str!("page/page.css") },
    File { path: "/icon.svg", media_type: "image/svg+xml", content: include_str!("page/icon.svg") },
];

impl IntoResponse for File {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, self.media_type)], self.content).into_response()
    }
}
