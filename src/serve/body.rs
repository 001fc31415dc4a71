//! Receives the bodies of requests within limits of size, time and memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::problem::Problem;
use super::settings::Limits;

/// How long the rest of a refused body is still read: clients read no response before they have sent everything.
const PATIENCE: Duration = Duration::from_secs(2);

/// The bytes of a body, which count against the limit until their share is dropped.
pub(super) struct Received {
    pub(super) bytes: Vec<u8>,
    pub(super) share: Share,
}

/// A share of the memory for bodies.
pub(super) struct Share(#[expect(dead_code, reason = "gives its part back when it is dropped")] OwnedSemaphorePermit);

/// Receives the bodies of all requests.
pub(super) struct Bodies {
    memory: Arc<Semaphore>,
    largest: usize,
    time: Duration,
}

impl Bodies {
    pub(super) fn new(limits: Limits) -> Self {
        let memory = Arc::new(Semaphore::new(limits.bodies.clamp(limits.body, Semaphore::MAX_PERMITS)));
        Self { memory, largest: limits.body, time: limits.time }
    }

    /// Receives a whole body.
    pub(super) async fn receive(&self, headers: &HeaderMap, mut body: Body) -> Result<Received, Problem> {
        let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let received = if announced.is_some_and(|length| length > self.largest as u64) {
            Err(Problem::LargeBody { limit: self.largest })
        } else {
            timeout(self.time, self.collect(&mut body)).await.unwrap_or(Err(Problem::SlowBody))
        };
        if let Err(Problem::LargeBody { .. } | Problem::Busy) = received {
            let _ = timeout(PATIENCE, async { while let Some(Ok(_)) = body.frame().await {} }).await;
        }
        received
    }

    async fn collect(&self, body: &mut Body) -> Result<Received, Problem> {
        let mut bytes = Vec::new();
        let mut share = self.share_of(0)?;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| Problem::SlowBody)?.into_data() else { continue };
            if bytes.len() + data.len() > self.largest {
                return Err(Problem::LargeBody { limit: self.largest });
            }
            share.merge(self.share_of(data.len())?);
            bytes.extend_from_slice(&data);
        }
        Ok(Received { bytes, share: Share(share) })
    }

    fn share_of(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
        let bytes = u32::try_from(bytes).map_err(|_| Problem::LargeBody { limit: self.largest })?;
        Arc::clone(&self.memory).try_acquire_many_owned(bytes).map_err(|_| Problem::Busy)
    }
}
