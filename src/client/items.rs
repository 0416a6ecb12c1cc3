//! Lists are read on a thread of their own, while more of them arrives.

use bytes::Bytes;
use futures::{Stream, StreamExt, future};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::spawn_blocking;

use super::skim::{Cursor, Skimmer, Step, Stop};
use crate::ports::client::{ClientError, Refusal};

/// How many pieces may have arrived that are not read, and how many groups of items may be read that nobody took.
const AHEAD: usize = 8;

/// Hands on the items in the pieces of a list. The list as far as it was read, and whether that was to its end.
///
/// # Errors
/// When pieces stop arriving.
pub(super) async fn read_items<T: Send + 'static>(
    pieces: impl Stream<Item = Result<Bytes, ClientError>>,
    read: fn(&mut Cursor<'_>) -> Step<T>,
    each: &mut (dyn FnMut(T) + Send),
) -> Result<(Skimmer, Result<(), Stop>), ClientError> {
    let (feed, arrived) = mpsc::channel(AHEAD);
    let (found, mut taken) = mpsc::channel::<Vec<T>>(AHEAD);
    let reading = spawn_blocking(move || skim(arrived, &found, read));
    let taking = async {
        while let Some(items) = taken.recv().await {
            items.into_iter().for_each(&mut *each);
        }
    };
    let (fed, ()) = future::join(feeding(pieces, feed), taking).await;
    fed?;
    reading.await.map_err(|why| ClientError::new(Refusal::Other, format!("read a list: {why}")))
}

/// Passes pieces on until there is no more, or nobody wants more.
async fn feeding(
    pieces: impl Stream<Item = Result<Bytes, ClientError>>,
    feed: Sender<Bytes>,
) -> Result<(), ClientError> {
    let mut pieces = std::pin::pin!(pieces);
    while let Some(piece) = pieces.next().await {
        if feed.send(piece?).await.is_err() {
            break;
        }
    }
    Ok(())
}

fn skim<T>(
    mut arrived: Receiver<Bytes>,
    found: &Sender<Vec<T>>,
    read: fn(&mut Cursor<'_>) -> Step<T>,
) -> (Skimmer, Result<(), Stop>) {
    let mut skimmer = Skimmer::new();
    let mut stopped = Ok(());
    while stopped.is_ok() {
        let piece = arrived.blocking_recv();
        let mut items = Vec::new();
        let mut item = |cursor: &mut Cursor<'_>| read(cursor).map(|item| items.push(item));
        let is_last = piece.is_none();
        stopped = match piece {
            Some(piece) => skimmer.push(&piece, &mut item),
            None => skimmer.finish(&mut item),
        };
        let is_wanted = items.is_empty() || found.blocking_send(items).is_ok();
        if is_last || !is_wanted {
            break;
        }
    }
    (skimmer, stopped)
}
