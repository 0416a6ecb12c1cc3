//! Lists that nobody limits: sent while they are read, so that they take the room of a few pieces, however long they are.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use serde_json::Map;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::compress::InPieces;
use super::error::ApiError;
use super::lines::Lines;
use super::read::Asked;
use super::{ApiServer, text_response};
use crate::engine::store::{Found, StoreError};

/// From how many bytes on a piece is sent.
const PIECE: usize = 64 << 10;

/// How many pieces wait for a slow reader.
const WAITING: usize = 8;

/// How long a reader may take for a piece: while it reads, the store keeps what has changed since.
const PATIENCE: Duration = Duration::from_secs(60);

/// The room of pieces that have been sent, to be written into again: the thread that sends them is not the one that
/// makes them, which an allocator does not like.
type Spare = Arc<Mutex<Vec<String>>>;

/// A piece on its way.
struct Piece {
    text: String,
    spare: Spare,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        if let Ok(mut spare) = self.spare.lock() {
            spare.push(text);
        }
    }
}

/// A list in the making.
struct Pieces {
    lines: Lines,
    spare: Spare,
    /// The version that is asked for.
    at: Option<i64>,
    /// Whether the first piece has gone.
    begun: bool,
    sender: mpsc::Sender<Bytes>,
    handle: Handle,
}

impl Pieces {
    fn put(&mut self, found: &Found<'_>) -> Result<(), StoreError> {
        self.lines.put(found);
        if self.lines.length() < PIECE {
            return Ok(());
        }
        if !std::mem::replace(&mut self.begun, true) {
            self.send(self.lines.head(Map::new(), self.at.unwrap_or(found.version)).into())?;
        }
        let empty = self.spare.lock().ok().and_then(|mut spare| spare.pop());
        let text = self.lines.take(empty.unwrap_or_else(|| String::with_capacity(PIECE + PIECE / 4)));
        self.send(Bytes::from_owner(Piece { text, spare: Arc::clone(&self.spare) }))
    }

    /// Sends a piece.
    fn send(&self, piece: Bytes) -> Result<(), StoreError> {
        // Mostly there is room, and nothing to wait for.
        let Err(full) = self.sender.try_send(piece) else { return Ok(()) };
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
pub(super) async fn list(api: &ApiServer, asked: Asked, lines: Lines) -> Result<Response, ApiError> {
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let (spare, at) = (Spare::default(), asked.at());
    let pieces = Pieces { lines, spare, at, begun: false, sender, handle: Handle::current() };
    let walking = tokio::spawn(walk(api.clone(), asked, pieces));
    match receiver.recv().await {
        Some(first) => {
            let rest = stream::unfold(Some((receiver, walking)), next);
            let first = stream::once(async { Ok(first) });
            // What compresses asks once more after the end.
            let body = Body::from_stream(first.chain(rest).fuse());
            let json = [(header::CONTENT_TYPE, "application/json")];
            Ok((StatusCode::OK, json, Extension(InPieces), body).into_response())
        }
        None => Ok(text_response(StatusCode::OK, ended(walking).await?)),
    }
}

/// Reads the list and sends it; all of it where it is short.
async fn walk(api: ApiServer, asked: Asked, pieces: Pieces) -> Result<String, ApiError> {
    let (Pieces { lines, at, begun, sender, .. }, walked) = asked.walk(&api, pieces, Pieces::put).await?;
    if !begun {
        return Ok(lines.finished(Map::new(), at.unwrap_or(walked.version)));
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
