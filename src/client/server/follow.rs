//! The changes of a workflow, from an Argo Server, over connections that end.

use futures::stream::{self, BoxStream};
use futures::{StreamExt, pin_mut};
use serde_json::Value;
use tokio::sync::mpsc;

use super::rest::Rest;
use super::workflows;
use crate::client::backoff::Backoff;
use crate::core::api::Workflow;
use crate::ports::client::{ClientError, Refusal, WatchNews};

type News = Result<WatchNews, ClientError>;

/// A stream out of the receiving end of a channel.
pub(super) fn stream_of<T: Send + 'static>(receiver: mpsc::Receiver<T>) -> BoxStream<'static, T> {
    stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) }).boxed()
}

/// Whether an error may go away by itself.
pub(super) fn is_transient(error: &ClientError) -> bool {
    error.refusal == Refusal::Unreachable
}

pub(super) fn watch(rest: Rest, namespace: &str, name: &str) -> BoxStream<'static, News> {
    let (news, receiver) = mpsc::channel(16);
    let (namespace, name) = (namespace.to_owned(), name.to_owned());
    tokio::spawn(async move {
        let (mut backoff, mut known) = (Backoff::new(), false);
        loop {
            let seen = connection(&rest, &namespace, &name, &news, &mut known).await;
            match seen {
                Ok(true) => return,
                // Ended without a word of its end: what is there now is told anew.
                Ok(false) => backoff.reset(),
                Err(error) if known && is_transient(&error) => {
                    if backoff.is_fresh() && news.send(Ok(WatchNews::Outage(error.message))).await.is_err() {
                        return;
                    }
                }
                Err(error) if known && error.refusal == Refusal::NotFound => {
                    // Whoever does not listen does not miss it.
                    let _ = news.send(Ok(WatchNews::Deleted)).await;
                    return;
                }
                Err(error) => {
                    let _ = news.send(Err(error)).await;
                    return;
                }
            }
            backoff.wait().await;
            if news.is_closed() {
                return;
            }
        }
    });
    stream_of(receiver)
}

/// One connection of a watch; true when there is nothing left to tell.
async fn connection(
    rest: &Rest,
    namespace: &str,
    name: &str,
    news: &mpsc::Sender<News>,
    known: &mut bool,
) -> Result<bool, ClientError> {
    let query = [
        ("listOptions.fieldSelector", format!("metadata.name={name}")),
        ("listOptions.resourceVersion", "0".to_owned()),
    ];
    let events = rest.events(&["workflow-events", namespace], &query).await?;
    pin_mut!(events);
    while let Some(event) = events.next().await {
        let mut event = event?;
        let deleted = event.get("type").and_then(Value::as_str) == Some("DELETED");
        let object = event.get_mut("object").map(Value::take).unwrap_or_default();
        let told = if deleted {
            WatchNews::Deleted
        } else {
            let workflow = serde_json::from_value::<Workflow>(object);
            let workflow = workflow.map_err(|error| {
                ClientError::new(
                    Refusal::Other,
                    format!("{}: an event is no workflow: {error}", rest.address()),
                )
            })?;
            WatchNews::State(Box::new(workflow))
        };
        let ended = match &told {
            WatchNews::State(workflow) => workflow.status.finished_at.is_some(),
            _ => true,
        };
        *known = true;
        if news.send(Ok(told)).await.is_err() || ended {
            return Ok(true);
        }
    }
    if !*known {
        // Nothing was said of it: reading tells whether it is there.
        workflows::get(rest, namespace, name).await?;
        *known = true;
    }
    Ok(news.is_closed())
}
