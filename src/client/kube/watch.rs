//! Following one workflow through everything that may happen to a connection.

use std::time::Duration;

use futures::stream::BoxStream;
use futures::{StreamExt, stream};
use kube::core::WatchEvent;
use tokio::sync::mpsc;

use super::hydrate::hydrate;
use super::managed::Managed;
use super::rest::Rest;
use super::url::Url;
use super::{Revive, workflow_kind};
use crate::client::backoff::Backoff;
use crate::core::api::Workflow;
use crate::ports::client::{ClientError, Refusal, WatchNews};

/// A server is asked to end a watch after that time, so that a dead connection is noticed.
const WATCH_SECONDS: u64 = 290;

/// Silence for longer than the server would keep a watch open means that the connection is dead.
const SILENCE: Duration = Duration::from_secs(WATCH_SECONDS + 20);

type News = Result<WatchNews, ClientError>;

/// A stream out of the receiving end of a channel.
pub(super) fn stream_of<T: Send + 'static>(receiver: mpsc::Receiver<T>) -> BoxStream<'static, T> {
    stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) }).boxed()
}

/// How often a server that can be woken is asked before it counts as not there.
const WAKING_ATTEMPTS: usize = 4;

/// Whether an error may go away by itself.
pub(super) fn is_transient(error: &ClientError) -> bool {
    matches!(error.refusal, Refusal::Unreachable | Refusal::Other)
}

pub(super) fn watch(
    rest: Rest,
    revive: Revive,
    managed: Managed,
    namespace: &str,
    name: &str,
) -> BoxStream<'static, News> {
    let (news, receiver) = mpsc::channel(16);
    let watcher = Watcher {
        object: Url::of_kind(workflow_kind(), Some(namespace)).child(name),
        collection: Url::of_kind(workflow_kind(), Some(namespace)),
        name: name.to_owned(),
        rest,
        revive,
        managed,
        news,
    };
    tokio::spawn(watcher.run());
    stream_of(receiver)
}

/// How one connection of a watch ended.
enum End {
    /// Nobody listens any more, or there is nothing left to tell.
    Over,
    /// The server closed it, or it is too old to go on; ask again.
    Closed,
}

struct Watcher {
    rest: Rest,
    revive: Revive,
    managed: Managed,
    object: Url,
    collection: Url,
    name: String,
    news: mpsc::Sender<News>,
}

impl Watcher {
    async fn run(self) {
        let mut backoff = Backoff::new();
        let mut known = false;
        // A server that has never answered is not there, unless it can be woken: an engine that was killed just now.
        let mut first_attempts = if self.revive.is_there() { WAKING_ATTEMPTS } else { 0 };
        loop {
            match self.look().await {
                Ok(workflow) => {
                    known = true;
                    let version = workflow.metadata.resource_version.clone();
                    let ended = workflow.status.finished_at.is_some();
                    if !self.tell(Ok(WatchNews::State(Box::new(workflow)))).await || ended {
                        return;
                    }
                    match self.connection(&version).await {
                        Ok(End::Over) => return,
                        Ok(End::Closed) => backoff.reset(),
                        Err(error) => {
                            if !self.outage(error, &mut backoff).await {
                                return;
                            }
                        }
                    }
                }
                Err(error) if known && error.refusal == Refusal::NotFound => {
                    self.tell(Ok(WatchNews::Deleted)).await;
                    return;
                }
                Err(error) if known && is_transient(&error) => {
                    if !self.outage(error, &mut backoff).await {
                        return;
                    }
                }
                Err(error) if first_attempts > 0 && error.refusal == Refusal::Unreachable => {
                    first_attempts -= 1;
                    if !self.outage(error, &mut backoff).await {
                        return;
                    }
                }
                Err(error) => {
                    self.tell(Err(error)).await;
                    return;
                }
            }
        }
    }

    async fn look(&self) -> Result<Workflow, ClientError> {
        self.managed.checked(hydrate(self.rest.get(&self.object).await?)?)
    }

    /// Watches from a version on until the connection ends.
    async fn connection(&self, version: &str) -> Result<End, ClientError> {
        let url = self.collection.clone().with("fieldSelector", format!("metadata.name={}", self.name));
        let url = url.with("resourceVersion", version).with("timeoutSeconds", WATCH_SECONDS);
        let url = url.with("allowWatchBookmarks", true).with("watch", true);
        let events = match self.rest.watch::<Workflow>(&url).await {
            Err(error) if is_expired(&error) => return Ok(End::Closed),
            events => events?,
        };
        let mut events = std::pin::pin!(events);
        while let Ok(Some(event)) = tokio::time::timeout(SILENCE, events.next()).await {
            let told = match event? {
                WatchEvent::Added(workflow) | WatchEvent::Modified(workflow) => {
                    let ended = workflow.status.finished_at.is_some();
                    self.tell(hydrate(workflow).map(|w| WatchNews::State(Box::new(w)))).await && !ended
                }
                WatchEvent::Deleted(_) => {
                    self.tell(Ok(WatchNews::Deleted)).await;
                    false
                }
                WatchEvent::Bookmark(_) => !self.news.is_closed(),
                WatchEvent::Error(status) if status.code == 410 => return Ok(End::Closed),
                WatchEvent::Error(status) => return Err(super::errors::of_status(&status)),
            };
            if !told {
                return Ok(End::Over);
            }
        }
        Ok(End::Closed)
    }

    /// Says once that the connection is gone, wakes the server where we can, and waits; false when nobody listens.
    async fn outage(&self, error: ClientError, backoff: &mut Backoff) -> bool {
        if !is_transient(&error) {
            self.tell(Err(error)).await;
            return false;
        }
        if backoff.is_fresh() && !self.tell(Ok(WatchNews::Outage(error.message))).await {
            return false;
        }
        self.revive.call().await;
        backoff.wait().await;
        !self.news.is_closed()
    }

    async fn tell(&self, news: News) -> bool {
        self.news.send(news).await.is_ok()
    }
}

/// Whether the server no longer has the changes since the version we know.
fn is_expired(error: &ClientError) -> bool {
    error.message.contains("too old") || error.message.contains("Expired")
}
