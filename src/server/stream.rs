//! Server-sent events: one JSON value a line, as Argo's gateway sends them.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::error::ApiError;

/// How many events wait for a slow reader before no more are read for it.
const WAITING: usize = 8;

/// A connection that is silent for so long gets a sign of life.
const SILENCE: Duration = Duration::from_secs(20);

/// How long a reader may take for one event.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the events of one stream go.
pub(super) struct Events(mpsc::Sender<Bytes>);

impl Events {
    /// Sends a result; false when nobody reads any more.
    pub(super) async fn send(&self, result: &Value) -> bool {
        self.put(&json!({"result": result})).await
    }

    /// Sends an error, which is the last word.
    pub(super) async fn fail(&self, error: &ApiError) {
        self.put(&error.event()).await;
    }

    /// Says that the connection lives; false when nobody reads any more.
    pub(super) async fn alive(&self) -> bool {
        self.write(Bytes::from_static(b":\n\n")).await
    }

    async fn put(&self, value: &Value) -> bool {
        self.write(Bytes::from(format!("data: {value} \n\n"))).await
    }

    async fn write(&self, bytes: Bytes) -> bool {
        matches!(tokio::time::timeout(PATIENCE, self.0.send(bytes)).await, Ok(Ok(())))
    }

    /// Waits for the next event of a source, giving signs of life meanwhile; `None` when nobody reads any more.
    pub(super) async fn wait<T>(&self, next: impl Future<Output = T>) -> Option<T> {
        tokio::pin!(next);
        loop {
            tokio::select! {
                event = &mut next => return Some(event),
                () = self.0.closed() => return None,
                () = tokio::time::sleep(SILENCE) => if !self.alive().await { return None },
            }
        }
    }
}

/// A stream, and where its events go.
pub(super) fn open() -> (Events, Response) {
    let (events, receiver) = mpsc::channel(WAITING);
    let pieces = futures::stream::unfold(receiver, |mut receiver| async move {
        let piece: Bytes = receiver.recv().await?;
        Some((Ok::<_, Infallible>(piece), receiver))
    });
    (Events(events), response(Body::from_stream(pieces)))
}

fn response(body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // Proxies that gather answers would hold events back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// A stream that did not come about: its only event says why.
pub(super) fn failed(error: &ApiError) -> Response {
    let mut response = response(Body::from(format!("data: {} \n\n", error.event())));
    *response.status_mut() = error.status();
    response
}
