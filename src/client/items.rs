//! Lists are read while more of them arrives: where the runtime has a thread for it, that one receives.

use bytes::Bytes;
use futures::{Stream, StreamExt};
use tokio::sync::mpsc::{self, Sender};

use super::skim::{Cursor, Skimmer, Step, Stop};
use crate::ports::client::ClientError;

/// How many pieces may have arrived that are not read.
const AHEAD: usize = 4;

/// Hands on the items in the pieces of a list. The list as far as it was read, and whether that was to its end.
///
/// # Errors
/// When pieces stop arriving.
pub(super) async fn read_items<T>(
    pieces: impl Stream<Item = Result<Bytes, ClientError>> + Send + 'static,
    read: fn(&mut Cursor<'_>) -> Step<T>,
    each: &mut (dyn FnMut(T) + Send),
) -> Result<(Skimmer, Result<(), Stop>), ClientError> {
    let (feed, mut arrived) = mpsc::channel(AHEAD);
    // It ends with the pieces, or when nobody takes them any more.
    tokio::spawn(receive(pieces, feed));
    let mut skimmer = Skimmer::new();
    let mut item = |cursor: &mut Cursor<'_>| read(cursor).map(&mut *each);
    while let Some(piece) = arrived.recv().await {
        if let Err(stop) = skimmer.push(&piece?, &mut item) {
            return Ok((skimmer, Err(stop)));
        }
    }
    let stopped = skimmer.finish(&mut item);
    Ok((skimmer, stopped))
}

async fn receive(
    pieces: impl Stream<Item = Result<Bytes, ClientError>>,
    feed: Sender<Result<Bytes, ClientError>>,
) {
    let mut pieces = std::pin::pin!(pieces);
    while let Some(piece) = pieces.next().await {
        if feed.send(piece).await.is_err() {
            return;
        }
    }
}
