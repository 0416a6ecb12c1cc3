//! Lists that nobody limits: sent while they are read, so that they take the room of a few pieces, however long they are.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::stream;
use serde_json::{Map, Value};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::error::ApiError;
use super::lines::Lines;
use super::read::{Asked, with_version};
use super::{ApiServer, text_response};
use crate::engine::store::{Found, StoreError};

/// From how many bytes on a piece is sent.
const PIECE: usize = 64 << 10;

/// How many pieces wait for a slow reader.
const WAITING: usize = 8;

/// How long a reader may take for a piece: while it reads, the store keeps what has changed since.
const PATIENCE: Duration = Duration::from_secs(60);

/// A list in the making.
struct Pieces {
    lines: Lines,
    frame: Frame,
    /// Whether the first piece has gone.
    begun: bool,
    sender: mpsc::Sender<Bytes>,
    handle: Handle,
}

/// What the metadata of a list say.
struct Frame {
    /// The version that is asked for.
    at: Option<i64>,
    says_continue: bool,
}

impl Frame {
    fn metadata(&self, now: i64) -> Value {
        let mut metadata = Map::new();
        if self.says_continue {
            metadata.insert("continue".into(), "".into());
        }
        with_version(metadata, self.at.unwrap_or(now))
    }
}

impl Pieces {
    fn put(&mut self, found: &Found<'_>) -> Result<(), StoreError> {
        self.lines.put(found);
        if self.lines.length() < PIECE {
            return Ok(());
        }
        if !std::mem::replace(&mut self.begun, true) {
            self.send(self.lines.head(&self.frame.metadata(found.version)))?;
        }
        let piece = self.lines.take();
        self.send(piece)
    }

    /// Sends a piece.
    fn send(&self, piece: String) -> Result<(), StoreError> {
        // Mostly there is room, and nothing to wait for.
        let Err(full) = self.sender.try_send(piece.into()) else { return Ok(()) };
        let piece = full.into_inner();
        self.handle.block_on(sent(&self.sender, piece))
    }
}

/// Waits until there is room for a piece, but not for ever.
async fn sent(sender: &mpsc::Sender<Bytes>, piece: Bytes) -> Result<(), StoreError> {
    let sent = tokio::time::timeout(PATIENCE, sender.send(piece)).await;
    sent.map_err(|_| StoreError::Unread)?.map_err(|_| StoreError::Unread)
}

/// The answer to a list without a limit.
pub(super) async fn list(
    api: &ApiServer,
    asked: Asked,
    lines: Lines,
    says_continue: bool,
) -> Result<Response, ApiError> {
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let frame = Frame { at: asked.at(), says_continue };
    let pieces = Pieces { lines, frame, begun: false, sender, handle: Handle::current() };
    let walking = tokio::spawn(walk(api.clone(), asked, pieces));
    match receiver.recv().await {
        Some(first) => {
            let rest = stream::unfold(Some((receiver, walking)), next);
            let first = stream::once(async { Ok(first) });
            let body = Body::from_stream(futures::StreamExt::chain(first, rest));
            Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], body).into_response())
        }
        None => Ok(text_response(StatusCode::OK, ended(walking).await?)),
    }
}

/// Reads the list and sends it; all of it where it is short.
async fn walk(api: ApiServer, asked: Asked, pieces: Pieces) -> Result<String, ApiError> {
    let (Pieces { lines, frame, begun, sender, .. }, walked) = asked.walk(&api, pieces, Pieces::put).await?;
    if !begun {
        return Ok(lines.finished(&frame.metadata(walked.version)));
    }
    sent(&sender, (lines.last() + "\n").into()).await?;
    Ok(String::new())
}

async fn ended(walking: JoinHandle<Result<String, ApiError>>) -> Result<String, ApiError> {
    walking.await.map_err(|error| ApiError::internal(error.to_string()))?
}

type Walking = (mpsc::Receiver<Bytes>, JoinHandle<Result<String, ApiError>>);

/// The next piece. A list that cannot be read to its end is cut off, so that nobody takes it for the whole.
async fn next(walking: Option<Walking>) -> Option<(std::io::Result<Bytes>, Option<Walking>)> {
    let (mut receiver, walking) = walking?;
    if let Some(piece) = receiver.recv().await {
        return Some((Ok(piece), Some((receiver, walking))));
    }
    match ended(walking).await {
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, "a list was cut off");
            Some((Err(std::io::Error::other(error.to_string())), None))
        }
    }
}
