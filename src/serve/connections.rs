//! Connections: how many there may be, how slow they may be, and how they end.

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

/// How long a request's head may take, and how long a connection may wait for the next one.
const HEAD: Duration = Duration::from_secs(10);
/// How long what was begun may take once the server is to end, and how long what is told so may take.
const GRACE: Duration = Duration::from_secs(8);
const LAST_WORDS: Duration = Duration::from_secs(1);
/// The most that is held of a connection's input and output, in bytes; a request's head has to fit.
const BUFFER: usize = 64 << 10;
/// How long to wait where the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(100);

/// What is answered where no more connections are taken.
const FULL: &str = r#"{"error":{"kind":"busy","message":"too many connections are open"}}"#;

/// Serves connections until `stop`. Then no new ones are taken; what was asked is answered, or told that the server ends once `ending` is set.
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
    // Whatever breaks a connection is the other side's, and nobody is left to be told.
    let _ = watcher.watch(connection).await;
    drop(place);
}

async fn refuse(mut stream: TcpStream) {
    let head = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 1\r\nConnection: close";
    let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{FULL}", FULL.len());
    let _ = timeout(PAUSE, stream.write_all(answer.as_bytes())).await;
}
