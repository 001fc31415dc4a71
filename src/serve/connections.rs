//! Connections: how many are allowed, how slow they may be, and how they end.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use super::settings::Limits;

/// How long the head of a request may take to arrive, and how long a connection may wait for the next one.
const HEAD: Duration = Duration::from_secs(10);
/// How long requests under way may take once the server is shutting down, and then how long to send the refusals of the rest.
const GRACE: Duration = Duration::from_secs(8);
const LAST_WORDS: Duration = Duration::from_secs(1);
/// The most bytes buffered of a connection's input and output; the head of a request must fit.
const BUFFER: usize = 64 << 10;
/// How long to wait after accepting a connection failed, and how long a refusal may take to send.
const PAUSE: Duration = Duration::from_millis(100);

/// The body of the response when no more connections are accepted.
const FULL: &str = r#"{"error":{"kind":"busy","message":"too many connections are open"}}"#;

/// Serves connections until `stop` resolves, then accepts no new ones. Requests under way are answered; those left after a time are refused, once
/// `ending` has been set.
pub(super) async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    ending: watch::Sender<bool>,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match (accepted, Arc::clone(&places).try_acquire_owned()) {
            (Ok((stream, _)), Ok(place)) => {
                tokio::spawn(connection(stream, place, routes.clone(), limits.time, graceful.watcher()));
            }
            (Ok((stream, _)), Err(_)) => refuse(stream).await,
            (Err(_), _) => sleep(PAUSE).await,
        }
    }
    drop(listener);
    let mut closed = pin!(graceful.shutdown());
    if timeout(GRACE, &mut closed).await.is_err() {
        ending.send_replace(true);
        let _ = timeout(LAST_WORDS, closed).await;
    }
}

async fn connection(stream: TcpStream, place: OwnedSemaphorePermit, routes: Router, time: Duration, watcher: Watcher) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(time));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(BUFFER);
    let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(routes));
    // A broken connection is the other side's doing, and nobody is left to be told about it.
    let _ = watcher.watch(connection).await;
    drop(place);
}

async fn refuse(mut stream: TcpStream) {
    let head = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 1\r\nConnection: close";
    let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{FULL}", FULL.len());
    let _ = timeout(PAUSE, stream.write_all(answer.as_bytes())).await;
}
